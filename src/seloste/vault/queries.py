"""What others may ask of the vault without opening anything."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Count, Sum

from seloste.kernel.ids import PersonId
from seloste.vault.models import Openings, Sealed
from seloste.vault.rows import fetch
from seloste.vault.values import Record

_ROWS = "SELECT person, kind, record, category FROM vault_sealed WHERE person = ANY(%s)"
_HELD = "SELECT DISTINCT person, kind, category FROM vault_sealed WHERE person = ANY(%s)"
_KINDS = (
    "SELECT kind, count(DISTINCT record) FROM vault_sealed WHERE person = ANY(%s) GROUP BY kind"
)


def held_categories() -> dict[str, int]:
    """Return how many records hold data of each category."""
    rows = Sealed.objects.values_list("category").annotate(number=Count("*")).order_by()
    return dict(rows)


def categories_held_by(
    persons: Collection[PersonId], *, kinds: Collection[str] | None = None
) -> dict[PersonId, frozenset[str]]:
    """Return for each person the categories in which something is kept, in records of these kinds."""
    held: dict[PersonId, set[str]] = {}
    for person, kind, category in fetch(_HELD, persons):
        if kinds is None or kind in kinds:
            held.setdefault(PersonId(person), set()).add(category)
    return {person: frozenset(categories) for person, categories in held.items()}


def rows_of(persons: Collection[PersonId]) -> dict[PersonId, dict[str, set[Record]]]:
    """Return for each person in which categories which records hold something."""
    held: dict[PersonId, dict[str, set[Record]]] = {}
    for person, kind, record, category in fetch(_ROWS, persons):
        records = held.setdefault(PersonId(person), {}).setdefault(category, set())
        records.add(Record(kind, record))
    return held


def kinds_held_by(persons: Collection[PersonId]) -> dict[str, int]:
    """Return how many records of each kind are kept of these persons."""
    return dict(fetch(_KINDS, persons))


def records_of(person: PersonId, *, kind: str | None = None) -> list[Record]:
    """Return the records kept of the person."""
    rows = Sealed.objects.filter(person=person)
    if kind is not None:
        rows = rows.filter(kind=kind)
    return [Record(k, r) for k, r in rows.values_list("kind", "record").distinct()]


def openings_by_day() -> dict[tuple[date, str], int]:
    """Return how often data of each category were opened on each day (UTC), by the vault's count."""
    rows = Openings.objects.values_list("opened_on", "category").annotate(number=Sum("count"))
    return {(day, category): number for day, category, number in rows.order_by()}
