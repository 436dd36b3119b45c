"""What others may ask about breaches without opening a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from seloste.breaches.models import Breach, BreachEvent
from seloste.breaches.values import BreachView, EventView, Exemption, Risk, State, Telling
from seloste.kernel.ids import PersonId

PAGE = 50


def breach(breach_id: int) -> BreachView | None:
    """Return a breach, or None when there is none of that id."""
    row = Breach.objects.filter(id=breach_id).first()
    return None if row is None else _view(row)


def numbered(number: int) -> BreachView | None:
    """Return the breach of a number, or None when there is none."""
    row = Breach.objects.filter(number=number).first()
    return None if row is None else _view(row)


def breaches(*, before: int | None = None, limit: int = PAGE) -> list[BreachView]:
    """Return a page of the breaches, the newest first; `before` is a number."""
    rows = Breach.objects.all()
    if before is not None:
        rows = rows.filter(number__lt=before)
    return [_view(row) for row in rows.order_by("-number")[:limit]]


def clocks() -> list[BreachView]:
    """Return the breaches of which it is not decided whether to notify, the most urgent first.

    Source: GDPR Art. 33(1).
    """
    rows = Breach.objects.filter(state__in=("open", "assessed"), notified_at=None)
    return [_view(row) for row in rows.order_by("aware_at", "id")]


def number_not_closed() -> int:
    """Return how many breaches are not closed."""
    return Breach.objects.exclude(state="closed").count()


def events_of(breach_id: int) -> list[EventView]:
    """Return what was done about a breach, the oldest first."""
    rows = BreachEvent.objects.filter(breach_id=breach_id).order_by("id")
    return [EventView(row.id, row.code, row.at, row.actor, row.role, row.details) for row in rows]


def files() -> list[PersonId]:
    """Return the ids under whose keys the files are sealed: they are nobody's."""
    return [PersonId(file) for file in Breach.objects.values_list("file", flat=True)]


def _view(row: Breach) -> BreachView:
    return BreachView(
        id=row.id,
        number=row.number,
        file=PersonId(row.file),
        state=cast("State", row.state),
        aware_at=row.aware_at,
        recorded_at=row.recorded_at,
        happened_at=row.happened_at,
        processor=row.processor,
        processor_told_at=row.processor_told_at,
        natures=tuple(cast("Sequence[str]", row.natures)),
        categories=tuple(cast("Sequence[str]", row.categories)),
        persons=row.persons,
        records=row.records,
        risk=cast("Risk", row.risk),
        notified_at=row.notified_at,
        completed_at=row.completed_at,
        telling=cast("Telling", row.telling),
        exemption=cast("Exemption", row.exemption),
        told_at=row.told_at,
        closed_at=row.closed_at,
    )
