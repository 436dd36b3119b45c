"""What bars a use, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal, get_args

Ground = Literal["accuracy_contested", "unlawful", "needed_by_person", "objection_pending"]
"""Why data are restricted (GDPR Art. 18(1)(a)-(d), in this order)."""

GROUNDS: tuple[Ground, ...] = get_args(Ground)


class Bar(StrEnum):
    """Why a person's data may not be used for a purpose now. Stored and shown codes."""

    RESTRICTED = "restricted"
    OBJECTED = "objected"
    NO_CONSENT = "no_consent"


@dataclass(frozen=True, slots=True)
class RestrictionView:
    """That a person's data are kept and nothing else (Art. 4(3), 18).

    Attributes:
        request: id of the request it came from, or None.
        since: when it began, UTC.
    """

    id: int
    ground: Ground
    request: int | None
    since: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person stands to the purposes: whether restricted, what they allow and object to.

    Attributes:
        is_restricted: a restriction is on.
        consents: purposes with a living consent.
        objections: purposes objected to.
    """

    is_restricted: bool = False
    consents: frozenset[str] = frozenset()
    objections: frozenset[str] = frozenset()
