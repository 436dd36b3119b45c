"""Counting what the trail holds, for whoever checks that the notice holds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import Count, Max, Min
from django.db.models.functions import TruncDate

from seloste.audit.models import Entry
from seloste.audit.recording import READING


@dataclass(frozen=True, slots=True)
class Readings:
    """Readings of one kind: by whom, for what, of what, under which edition.

    Attributes:
        number: how many there were.
        first_at: when the first of them was.
        last_at: when the last of them was.
    """

    edition: int | None
    role: str
    purpose: str
    categories: frozenset[str]
    number: int
    first_at: datetime
    last_at: datetime


def readings_by_day() -> dict[tuple[date, str], int]:
    """Return how many readings of each category there were on each day (UTC)."""
    rows = (
        Entry.objects.filter(operation=READING)
        .annotate(day=TruncDate("at", tzinfo=UTC))
        .values_list("day", "categories")
        .annotate(number=Count("position"))
        .order_by()
    )
    counted: Counter[tuple[date, str]] = Counter()
    for day, categories, number in rows:
        for category in _split(categories):
            counted[day, category] += number
    return dict(counted)


def readings_by_use() -> list[Readings]:
    """Return all readings, those alike counted together."""
    rows = (
        Entry.objects.filter(operation=READING)
        .values_list("edition", "role", "purpose", "categories")
        .annotate(number=Count("position"), first=Min("at"), last=Max("at"))
        .order_by("edition", "role", "purpose", "categories")
    )
    return [
        Readings(edition, role, purpose, frozenset(_split(categories)), number, first, last)
        for edition, role, purpose, categories, number, first, last in rows
    ]


def refs_of(operation: str) -> list[str]:
    """Return what the lines of an operation refer to, in their order."""
    rows = Entry.objects.filter(operation=operation).order_by("position")
    return list(rows.values_list("ref", flat=True))


def _split(categories: str) -> list[str]:
    return [category for category in categories.split(",") if category]
