"""What others may ask about the days that count."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import Count

from seloste.kernel.ids import PersonId
from seloste.lifetimes.models import Lifetime as Row
from seloste.lifetimes.values import Lifetime, Triggers


def due_by(day: date, *, limit: int | None = None) -> list[Lifetime]:
    """Return the records of which something is to be gone by the day, the longest due first."""
    rows = Row.objects.filter(due_on__lte=day).order_by("due_on", "person", "kind", "record")
    return [_value(row) for row in rows[:limit]]


def due_days(*, until: date) -> list[tuple[date, str, int]]:
    """Return how many records of each kind come due on each day up to a day."""
    rows = Row.objects.filter(due_on__lte=until).values_list("due_on", "kind")
    counted = rows.annotate(number=Count("record")).order_by("due_on", "kind")
    return [(day, kind, number) for day, kind, number in counted if day is not None]


def lifetimes_of(persons: Collection[PersonId]) -> dict[PersonId, list[Lifetime]]:
    """Return the records of these persons with the days that count for each."""
    found: dict[PersonId, list[Lifetime]] = {}
    rows = Row.objects.filter(person__in=persons).order_by("person", "kind", "record")
    for row in rows:
        found.setdefault(PersonId(row.person), []).append(_value(row))
    return found


def all_of() -> Iterator[Lifetime]:
    """Yield every record with the days that count for it."""
    for row in Row.objects.order_by("person", "kind", "record").iterator(chunk_size=2000):
        yield _value(row)


def _value(row: Row) -> Lifetime:
    return Lifetime(PersonId(row.person), row.kind, row.record, _days(row.triggers), row.due_on)


def _days(stored: dict[str, str | None]) -> Triggers:
    return {trigger: date.fromisoformat(day) if day else None for trigger, day in stored.items()}
