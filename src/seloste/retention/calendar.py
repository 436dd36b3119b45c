"""What falls due when, counted by day and by month. Nothing is opened."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from seloste.lifetimes.queries import due_days


@dataclass(frozen=True, slots=True)
class Due:
    """How many records of a kind come due on a day."""

    day: date
    kind: str
    records: int


@dataclass(frozen=True, slots=True)
class Month:
    """How many records of each kind come due in a month."""

    first: date
    records: int
    by_kind: tuple[tuple[str, int], ...]


def days(*, until: date, today: date) -> list[Due]:
    """Return what comes due on each day from tomorrow to a day."""
    return [Due(day, kind, number) for day, kind, number in due_days(until=until) if day > today]


def overdue(*, today: date) -> list[Due]:
    """Return what was due by today and is still there."""
    return [Due(day, kind, number) for day, kind, number in due_days(until=today)]


def months(*, number: int, today: date) -> list[Month]:
    """Return what comes due in this month and the ones after it."""
    firsts = [_month(today, ahead) for ahead in range(number + 1)]
    last = firsts[-1] - timedelta(days=1)
    counts: dict[date, Counter[str]] = {first: Counter() for first in firsts[:-1]}
    for one in days(until=last, today=today):
        counts[one.day.replace(day=1)][one.kind] += one.records
    return [
        Month(first, found.total(), tuple(sorted(found.items()))) for first, found in counts.items()
    ]


def _month(today: date, ahead: int) -> date:
    years, month0 = divmod(today.month - 1 + ahead, 12)
    return date(today.year + years, month0 + 1, 1)
