"""What others may ask about the days that count."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count

from seloste.kernel.ids import PersonId
from seloste.lifetimes import rules
from seloste.lifetimes.models import Lifetime as Row
from seloste.lifetimes.values import Lifetime, Triggers
from seloste.notice.values import Notice
from seloste.vault.rows import fetch

_WITH_DAYS = "SELECT person FROM lifetimes_lifetime WHERE kind = %s AND person = ANY(%s)"


def due_by(day: date, *, limit: int | None = None, after: Lifetime | None = None) -> list[Lifetime]:
    """Return the records of which something is to be gone by the day, the longest due first.

    Args:
        day: the last day on which they come due.
        limit: how many at most; all when left out.
        after: go on after this one.
    """
    rows = Row.objects.filter(due_on__lte=day).order_by("due_on", "person", "kind", "record")
    if after is not None:
        rows = rows.extra(
            where=["(due_on, person, kind, record) > (%s, %s, %s, %s)"],
            params=[_stored(after.due_on), after.person, after.kind, after.record],
        )
    return [_value(row) for row in rows[:limit]]


def closed_for(
    persons: Collection[PersonId], purpose: str, *, notice: Notice, on: date
) -> dict[PersonId, frozenset[str]]:
    """Return for each person the categories that this purpose may use no longer, if there are any.

    Nothing is read unless the notice keeps a category for this purpose and for others.
    """
    if not persons or not rules.shared_categories(notice, purpose):
        return {}
    found = {
        person: rules.closed_for(notice, lifetimes, purpose, on=on)
        for person, lifetimes in lifetimes_of(persons).items()
    }
    return {person: categories for person, categories in found.items() if categories}


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


def without_days(kind: str, persons: Collection[PersonId]) -> list[PersonId]:
    """Return those of these persons who have no record of the kind with days that count."""
    rows = fetch(_WITH_DAYS, kind, persons)
    known = {person for (person,) in rows}
    return [person for person in persons if person not in known]


def all_of() -> Iterator[Lifetime]:
    """Yield every record with the days that count for it."""
    for row in Row.objects.order_by("person", "kind", "record").iterator(chunk_size=2000):
        yield _value(row)


def some_of(*, after: Lifetime | None, limit: int) -> list[Lifetime]:
    """Return a page of all records, after the last one of the page before."""
    rows = Row.objects.order_by("person", "kind", "record")
    if after is not None:
        rows = rows.extra(
            where=["(person, kind, record) > (%s, %s, %s)"],
            params=[after.person, after.kind, after.record],
        )
    return [_value(row) for row in rows[:limit]]


def _value(row: Row) -> Lifetime:
    return Lifetime(PersonId(row.person), row.kind, row.record, _days(row.triggers), row.due_on)


def _days(stored: dict[str, str | None]) -> Triggers:
    return {trigger: date.fromisoformat(day) if day else None for trigger, day in stored.items()}


def _stored(day: date | None) -> Any:
    return connection.ops.adapt_datefield_value(day)
