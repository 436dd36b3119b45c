"""What others may ask about the trail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from seloste.audit.models import Entry, Head, StoredCut
from seloste.audit.recording import READING
from seloste.kernel.ids import PersonId
from seloste.vault.rows import fetch

PAGE = 50

_FACTS = (
    "SELECT about, count(*) FROM audit_entry WHERE about = ANY(%s) AND length(sealed_facts) > 0"
    " GROUP BY about"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """That somebody looked at a person's data: when, why, in which role, at what.

    The pseudonym of who looked is left out: the person is told the role (C-579/21).
    """

    position: int
    at: datetime
    purpose: str
    role: str
    way_in: str
    categories: tuple[str, ...]


def readings_of(person: PersonId, *, before: int | None = None, limit: int = PAGE) -> list[Reading]:
    """Return a page of the readings of one person's data, newest first.

    Source: GDPR Art. 5(2), 15(1); C-579/21.
    """
    rows = Entry.objects.filter(about=person, operation=READING)
    if before is not None:
        rows = rows.filter(position__lt=before)
    return [
        Reading(
            position=row.position,
            at=row.at,
            purpose=row.purpose,
            role=row.role,
            way_in=row.way_in,
            categories=tuple(filter(None, row.categories.split(","))),
        )
        for row in rows.order_by("-position")[:limit]
    ]


def length() -> int:
    """Return how many lines the trail has had: the position that the next one takes."""
    return Head.objects.values_list("size", flat=True).filter(id=1).first() or 0


def persons_told_of(operation: str, *, actor: str, first: int) -> set[PersonId]:
    """Return whom the lines of an operation by one actor are about, from a position on."""
    rows = Entry.objects.filter(position__gte=first, operation=operation, actor=actor)
    return {PersonId(about) for about in rows.values_list("about", flat=True) if about is not None}


def oldest_line_at() -> datetime | None:
    """Return when the oldest line that is still there was written, or None without lines."""
    return Entry.objects.order_by("position").values_list("at", flat=True).first()


def whole_from() -> datetime | None:
    """Return the moment from which no line was cut off, or None when none ever was.

    Whoever compares the lines with something else that is counted leaves out what is older.
    """
    cuts = StoredCut.objects.order_by("-first_kept")
    return cuts.values_list("before", flat=True).first()


def facts_about(persons: Collection[int]) -> Counter[int]:
    """Return how many lines about each of these persons hold facts under the person's key."""
    return Counter(dict(fetch(_FACTS, persons))) if persons else Counter()
