"""What an edition is to the rest of the system."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from seloste.notice.differences import Difference
from seloste.notice.values import Notice

ChangeClass = Literal["first", "editorial", "material", "new_purpose", "new_recipient"]


@dataclass(frozen=True, slots=True)
class EditionLine:
    """An edition without its text, as lists show it.

    Attributes:
        hash: SHA-256 of the file, hexadecimal.
        in_force_at: from when it applies, unless a higher number applied by then.
    """

    number: int
    hash: str
    in_force_from: date
    in_force_at: datetime
    published_at: datetime
    change_class: ChangeClass
    withheld: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditionInForce:
    """An edition and its notice as published: without the measures that nothing attested."""

    number: int
    hash: str
    notice: Notice
    published_at: datetime
    in_force_at: datetime
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did.

    Attributes:
        withheld: measures of the file that are left out, because nothing attests them.
        audience: groups of data subjects who are now to be told; empty when no duty arose.
    """

    number: int
    change_class: ChangeClass
    in_force_at: datetime
    differences: tuple[Difference, ...]
    withheld: tuple[str, ...]
    audience: tuple[str, ...]


def without(notice: Notice, withheld: tuple[str, ...]) -> Notice:
    """Return the notice with only those security measures that were attested."""
    kept = tuple(measure for measure in notice.security if measure not in withheld)
    return notice if kept == notice.security else notice.model_copy(update={"security": kept})
