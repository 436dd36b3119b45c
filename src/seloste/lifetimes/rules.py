"""When a storage period ends. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache

from seloste.kernel.periods import Period, parse
from seloste.lifetimes.values import EraseAfter, Lifetime, Triggers
from seloste.notice.fields import FIELDS
from seloste.notice.values import Notice, StoragePeriod

_DAY = timedelta(days=1)


def period_end(trigger: date, period: Period, *, to: str | None, fiscal_year_end: str) -> date:
    """Return the last day on which data may be kept.

    Args:
        trigger: the day from which the period counts.
        period: how long.
        to: the end of the calendar year or of the fiscal year up to which it goes on, if any.
        fiscal_year_end: month and day, such as `12-31`.

    Source: GDPR Art. 5(1)(e), 13(2)(a).
    """
    day = period.after(trigger)
    if to is None:
        return day
    month, number = (12, 31) if to == "calendar_year_end" else _month_and_day(fiscal_year_end)
    end = _end_in(day.year, month, number)
    return end if end >= day else _end_in(day.year + 1, month, number)


def erase_after(notice: Notice, triggers: Triggers, category: str) -> EraseAfter | None:
    """Return how long a category of a record is kept: as long as the longest of its periods.

    Args:
        notice: the edition in force.
        triggers: the days that count for the record.
        category: key of the notice.

    Returns:
        None while a period has not begun (its trigger is still to come), and when the notice
        has no period for the category that these days let anybody compute.

    Source: GDPR Art. 5(1)(e), 13(2)(a), 25(2).
    """
    ends = [end for _, end in each_end(notice, triggers, category)]
    certain = [end for end in ends if end is not None]
    if len(certain) < len(ends):
        return None
    return max(certain, key=lambda end: end.last_day, default=None)


def each_end(
    notice: Notice, triggers: Triggers, category: str
) -> list[tuple[StoragePeriod, EraseAfter | None]]:
    """Return each storage period of the category, and when it ends if that can be told."""
    return [
        (period, _end(period, triggers, notice.fiscal_year_end))
        for period in notice.storage_periods
        if category in period.categories
    ]


def purposes_alive(
    notice: Notice, triggers: Triggers, category: str, *, on: date
) -> frozenset[str]:
    """Return the purposes whose own storage period for the category has not ended on the day.

    What is kept for one purpose may not be used for another whose period is over.

    Source: GDPR Art. 5(1)(b), 5(1)(e).
    """
    alive = set()
    for period in notice.storage_periods:
        if category in period.categories and period.purpose:
            end = _end(period, triggers, notice.fiscal_year_end)
            if end is None or on <= end.last_day:
                alive.add(period.purpose)
    return frozenset(alive)


def shared_categories(notice: Notice, purpose: str) -> frozenset[str]:
    """Return the categories that this purpose keeps for a time of its own, and others for theirs."""
    own: set[str] = set()
    others: set[str] = set()
    for period in notice.storage_periods:
        (own if period.purpose == purpose else others).update(period.categories)
    return frozenset(own & others)


def closed_for(
    notice: Notice, lifetimes: Iterable[Lifetime], purpose: str, *, on: date
) -> frozenset[str]:
    """Return the categories of a person that this purpose may use no longer, though they are kept.

    Args:
        notice: the edition in force.
        lifetimes: the person's records.
        purpose: key of the notice.
        on: the day, in the controller's time zone.

    Source: GDPR Art. 5(1)(b), 5(1)(e).
    """
    shared = shared_categories(notice, purpose)
    alive: dict[str, bool] = {}
    for one in lifetimes:
        for category in shared & categories_of_kind(notice, one.kind):
            lives = purpose in purposes_alive(notice, one.triggers, category, on=on)
            alive[category] = alive.get(category, False) or lives
    return frozenset(category for category, lives in alive.items() if not lives)


def next_due(
    notice: Notice, kind: str, triggers: Triggers, *, after: date | None = None
) -> date | None:
    """Return the next day on which a category of a record of this kind is to be erased.

    Args:
        notice: the edition in force.
        kind: of the record, such as `customer`.
        triggers: the days that count for it.
        after: only later days: what was due by then is done. None means any.
    """
    days = (
        end.last_day + _DAY
        for category in categories_of_kind(notice, kind)
        if (end := erase_after(notice, triggers, category)) is not None
    )
    return min((day for day in days if after is None or day > after), default=None)


def categories_of_kind(notice: Notice, kind: str) -> frozenset[str]:
    """Return the categories in which the notice places fields of a kind of record."""
    return frozenset(category for _, category in _placed(notice, kind))


def _placed(notice: Notice, kind: str) -> Iterator[tuple[str, str]]:
    for field in _fields_of(kind):
        category = notice.category_of(field)
        if category is not None:
            yield field, category


@lru_cache(maxsize=64)
def _fields_of(kind: str) -> tuple[str, ...]:
    return tuple(field.id for field in FIELDS.values() if field.holder == kind)


def _end(period: StoragePeriod, triggers: Triggers, fiscal_year_end: str) -> EraseAfter | None:
    """Return when one period ends; None when it has not begun or cannot be computed."""
    first, second = period.from_ or "", period.or_from or ""
    if first in triggers:
        day, keep, by_fallback = triggers[first], period.keep, False
    elif second in triggers:
        day, keep, by_fallback = triggers[second], period.or_keep, True
    else:
        return None
    parsed = parse(keep or "")
    if day is None or parsed is None:
        return None
    last = period_end(day, parsed, to=period.to, fiscal_year_end=fiscal_year_end)
    return EraseAfter(last, period, by_fallback)


def _month_and_day(text: str) -> tuple[int, int]:
    month, _, day = text.partition("-")
    return int(month), int(day)


def _end_in(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:  # 29 February in another year
        return date(year, month, 28)


def merged(before: Triggers, change: Mapping[str, date | None]) -> dict[str, date | None]:
    """Return the days with some of them moved."""
    return {**before, **change}
