"""When a contract runs, and when a customer relationship has ended. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from seloste.contracts.errors import EndsBeforeStart, NotAPeriod
from seloste.contracts.values import Validity
from seloste.kernel import periods

State = Literal["coming", "running", "ended"]


def check(validity: Validity) -> None:
    """Refuse days that cannot be.

    Raises:
        EndsBeforeStart: the last day is before the first.
        NotAPeriod: `renews_by` is not an ISO 8601 period of a day or more.
    """
    if validity.ends_on is not None and validity.ends_on < validity.starts_on:
        raise EndsBeforeStart(starts_on=validity.starts_on, ends_on=validity.ends_on)
    if validity.renews_by:
        period = periods.parse(validity.renews_by)
        if period is None or not (period.months or period.days):
            raise NotAPeriod(period=validity.renews_by)


def current_end(validity: Validity, *, on: date) -> date | None:
    """Return the last day as it stands on a day: of a contract that renews itself, the next end.

    None while it runs until further notice.
    """
    period = periods.parse(validity.renews_by) if validity.renews_by else None
    if validity.ends_on is None or period is None:
        return validity.ends_on
    end, times = validity.ends_on, 0
    while end < on:  # always from the first end: month ends are not sticky
        times += 1
        end = periods.Period(period.months * times, period.days * times).after(validity.ends_on)
    return end


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
