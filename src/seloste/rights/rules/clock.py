"""Until when a request must be answered. No clock of its own: days in, days out.

All days are of the controller's time zone: 23.30 UTC on the 4th is the 5th in Helsinki.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from seloste.kernel.periods import Period
from seloste.rights.errors import DayOutOfReach, PauseBackwards, PauseTooLate
from seloste.rights.rules.working_days import IsHoliday, is_working_day, on_or_after, on_or_before
from seloste.rights.values import AnswerDue, Pause

MONTHS = 1
MONTHS_EXTENDED = 3
TARGET_WORKING_DAYS = 10
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)


def answer_due(
    received_on: date,
    *,
    is_holiday: IsHoliday,
    extended: bool = False,
    pauses: Iterable[Pause] = (),
) -> AnswerDue:
    """Return the three days of a request.

    Args:
        received_on: day of receipt in the controller's time zone; any day, Sundays too.
        is_holiday: the public holidays of the controller's Member State.
        extended: True when the person was told of the extension, with reasons, in time.
        pauses: times during which what was reasonably asked of the person was not there.

    Returns:
        latest: the day with the number of the day of receipt, one month later, or three if
            extended; the last day of a shorter month; then the next working day.
        safe: the same end, moved back to a working day.
        target: ten working days after receipt during which the clock ran; never after `safe`.

        No law says how a pause moves the end. Two readings are computed, the earlier is taken:
        the end moves by the days of the pauses, or a fresh period runs from the sufficient
        answer, less the days used before.

    Raises:
        DayOutOfReach: the days lie where no request can lie.
        PauseBackwards: a pause ends before it begins, or begins before receipt.
        PauseTooLate: a pause begins when the time had run out already.

    Source: GDPR Art. 12(3); Reg. (EEC, Euratom) No 1182/71 Art. 3(1), 3(2)(c) and 3(4).
    """
    if not FIRST_DAY <= received_on <= LAST_DAY:
        raise DayOutOfReach(day=received_on, first=FIRST_DAY, last=LAST_DAY)
    period = Period(MONTHS_EXTENDED if extended else MONTHS, 0)
    ends = _ends(received_on, period, ())
    stood: list[Pause] = []
    for pause in together(pauses, received_on=received_on):
        if pause.asked_on > min(on_or_after(end, is_holiday) for end in ends):
            raise PauseTooLate(asked_on=pause.asked_on)
        stood.append(pause)
        ends = _ends(received_on, period, stood)
    safe = min(on_or_before(end, is_holiday) for end in ends)
    return AnswerDue(
        target=min(safe, _target(received_on, stood, is_holiday)),
        safe=safe,
        latest=min(on_or_after(end, is_holiday) for end in ends),
    )


def extension_until(
    received_on: date, *, is_holiday: IsHoliday, pauses: Iterable[Pause] = ()
) -> date:
    """Return the last day on which the person can be told of an extension.

    Source: GDPR Art. 12(3), second and third sentence.
    """
    return answer_due(received_on, is_holiday=is_holiday, pauses=pauses).latest


def together(pauses: Iterable[Pause], *, received_on: date) -> list[Pause]:
    """Return the pauses in order, those that overlap or touch as one.

    Raises:
        PauseBackwards, DayOutOfReach: as their names say.
    """
    merged: list[Pause] = []
    for pause in sorted(pauses, key=lambda each: (each.asked_on, each.sufficient_on)):
        if not received_on <= pause.asked_on <= pause.sufficient_on:
            raise PauseBackwards(asked_on=pause.asked_on, sufficient_on=pause.sufficient_on)
        if pause.sufficient_on > LAST_DAY:
            raise DayOutOfReach(day=pause.sufficient_on, first=FIRST_DAY, last=LAST_DAY)
        if merged and pause.asked_on <= merged[-1].sufficient_on:
            last = merged[-1]
            merged[-1] = Pause(last.asked_on, max(last.sufficient_on, pause.sufficient_on))
        else:
            merged.append(pause)
    return [pause for pause in merged if pause.asked_on < pause.sufficient_on]


def _ends(received_on: date, period: Period, pauses: Sequence[Pause]) -> list[date]:
    """Return the period's end by each reading, not yet moved to a working day."""
    end = period.after(received_on)
    if not pauses:
        return [end]
    stood = sum(((p.sufficient_on - p.asked_on) for p in pauses), timedelta())
    verified_on = pauses[-1].sufficient_on
    used = verified_on - received_on - stood
    return [end + stood, period.after(verified_on) - used]


def _target(received_on: date, pauses: Sequence[Pause], is_holiday: IsHoliday) -> date:
    day, counted = received_on, 0
    while counted < TARGET_WORKING_DAYS:
        day += timedelta(days=1)
        stands = any(pause.asked_on < day <= pause.sufficient_on for pause in pauses)
        counted += not stands and is_working_day(day, is_holiday)
    return day
