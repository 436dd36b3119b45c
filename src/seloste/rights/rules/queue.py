"""Whose turn it is, and when somebody is reminded. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from seloste.rights.errors import NotTheNext, TakenAlready
from seloste.rights.rules.working_days import IsHoliday, working_days_before
from seloste.rights.values import RequestView

AHEAD = (14, 7, 3, 1)
"""Working days before the safe day on which somebody is reminded."""


def next_in_line(queue: Sequence[RequestView]) -> RequestView | None:
    """Return the oldest request that nobody has taken; the queue is in order of arrival."""
    return next((each for each in queue if not each.taken_by), None)


def check_turn(wanted: RequestView, queue: Sequence[RequestView], *, reason: str) -> bool:
    """Return whether the request is taken out of its turn.

    Raises:
        TakenAlready: somebody has it.
        NotTheNext: another arrived earlier, and no reason was written down for passing it.

    Source: GDPR Art. 12(3): without undue delay; the notice promises the order of arrival.
    """
    if wanted.taken_by:
        raise TakenAlready
    first = next_in_line(queue)
    if first is None or first.id == wanted.id:
        return False
    if not reason.strip():
        raise NotTheNext(next=first.reference)
    return True


def reminder_due(
    safe: date, *, today: date, last: date | None, is_holiday: IsHoliday
) -> int | None:
    """Return how many working days ahead a reminder is due today; None when none is.

    Each distance once, also when nothing ran on its day; past the safe day every day.

    Args:
        safe: the safe day of the request.
        today: in the controller's time zone.
        last: the day of the last reminder of this request.
        is_holiday: public holidays of the controller's country.

    Returns:
        One of `AHEAD`, or 0 past the safe day.
    """
    if today > safe:
        return 0 if last != today else None
    passed = [(ahead, working_days_before(safe, ahead, is_holiday)) for ahead in AHEAD]
    reached = [(ahead, day) for ahead, day in passed if day <= today]
    if not reached:
        return None
    ahead, day = reached[-1]
    return ahead if last is None or last < day else None
