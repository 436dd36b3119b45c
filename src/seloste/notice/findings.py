"""What the linter says about a notice: where, which rule, which article. Words come later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning", "note"]
"""An error stops publication; a warning should be mended; a note is worth knowing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of a notice.

    Attributes:
        rule: code of the rule, such as `storage_period_vague`; never reworded.
        severity: whether it stops publication.
        path: place in the file, such as `storage_periods[2].text`.
        line: 1 for the first line of the file.
        article: what the rule rests on, such as `GDPR Art. 13(2)(a)`.
        facts: keys and words of the notice that the sentence mentions.
    """

    rule: str
    severity: Severity
    path: str
    line: int
    article: str
    facts: Mapping[str, object] = field(default_factory=dict[str, object])


def line_of(positions: Mapping[str, int], path: str) -> int:
    """Return the line of the path, or of the nearest part around it that the file has."""
    while path and path not in positions:
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return positions.get(path, 1)
