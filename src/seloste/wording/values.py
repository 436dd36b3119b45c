"""What a sentence consists of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentence of one refusal.

    Attributes:
        says: what was not done, and why.
        cure: what to do.
        article: the law behind it, where there is one.
    """

    says: Any
    cure: Any
    article: str = ""
