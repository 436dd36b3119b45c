"""When a contract runs, and when a customer relationship has ended. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from seloste.contracts.errors import EndsBeforeStart, NotAPeriod
from seloste.contracts.values import Validity
from seloste.kernel import periods

State = Literal["coming", "running", "ended"]

_LONGEST = timedelta(days=100 * 12 * 31)  # no contract renews itself by more than a century


def check(validity: Validity) -> None:
    """Refuse days that cannot be.

    Raises:
        EndsBeforeStart: the last day is before the first.
        NotAPeriod: `renews_by` is not an ISO 8601 period of a day or more, or of over a century.
    """
    if validity.ends_on is not None and validity.ends_on < validity.starts_on:
        raise EndsBeforeStart(starts_on=validity.starts_on, ends_on=validity.ends_on)
    if validity.renews_by:
        period = periods.parse(validity.renews_by)
        if period is None or not timedelta() < _at_most(period) <= _LONGEST:
            raise NotAPeriod(period=validity.renews_by)


def current_end(validity: Validity, *, on: date) -> date | None:
    """Return the last day as it stands on a day: of a contract that renews itself, the next end.

    None while it runs until further notice.
    """
    period = periods.parse(validity.renews_by) if validity.renews_by else None
    if validity.ends_on is None or period is None:
        return validity.ends_on
    # Not more often than it can have renewed itself by then; the last steps are counted out.
    times = max(0, (on - validity.ends_on) // _at_most(period) - 1)
    end = _renewed(validity.ends_on, period, times)
    while end < on:
        times += 1
        end = _renewed(validity.ends_on, period, times)
    return end


def _renewed(first_end: date, period: periods.Period, times: int) -> date:
    """Return the end after so many renewals, always from the first: month ends are not sticky."""
    return periods.Period(period.months * times, period.days * times).after(first_end)


def _at_most(period: periods.Period) -> timedelta:
    """Return the longest time that the period can last."""
    return timedelta(days=31 * period.months + period.days)


def state(validity: Validity, *, on: date) -> State:
    """Return whether the contract is still to come, runs, or has ended on the day."""
    if on < validity.starts_on:
        return "coming"
    end = current_end(validity, on=on)
    return "running" if end is None or on <= end else "ended"


def relationship_end(validities: Iterable[Validity]) -> date | None:
    """Return the day on which the customer relationship ends, as far as it is known.

    It is the last day of the last contract; None while a contract runs until further notice
    or renews itself, and when there is no contract. The day may lie ahead.

    Source: GDPR Art. 5(1)(e), 13(2)(a); storage periods count from this day.
    """
    ends = [None if validity.renews_by else validity.ends_on for validity in validities]
    if not ends or None in ends:
        return None
    return max(end for end in ends if end is not None)
