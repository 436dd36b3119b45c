"""Days as the law and the notice count them, once more and in the plainest way.

Nothing of the product is used: what it computes is compared with this.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")
DAY = timedelta(days=1)

Pause = tuple[date, date]
"""The day on which something was asked, and the day on which it was there."""


def day_of(moment: datetime) -> date:
    return moment.astimezone(HELSINKI).date()


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def later(day: date, months: int) -> date:
    """Go forward month by month; where the month is too short, its last day."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    number = day.day
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


def is_free(day: date) -> bool:
    """Whether it is a Saturday, a Sunday or one of Finland's holidays (list B)."""
    fixed = {(1, 1), (1, 6), (5, 1), (12, 6), (12, 25), (12, 26)}
    easter = _easter(day.year)
    moving = {easter - 2 * DAY, easter + DAY, easter + 39 * DAY}
    midsummer_eve = day.month == 6 and 19 <= day.day <= 25 and day.weekday() == 4
    return (
        day.weekday() in {5, 6} or (day.month, day.day) in fixed or day in moving or midsummer_eve
    )


def _easter(year: int) -> date:
    """Source: Gauss, as corrected in 1816; for the Gregorian calendar."""
    a, b, c = year % 19, year % 4, year % 7
    k = year // 100
    p = (13 + 8 * k) // 25
    q = k // 4
    m = (15 - p + k - q) % 30
    n = (4 + k - q) % 7
    d = (19 * a + m) % 30
    e = (2 * b + 4 * c + 6 * d + n) % 7
    if (d == 29 and e == 6) or (d == 28 and e == 6 and (11 * m + 11) % 30 < 19):
        e -= 7
    return date(year, 3, 22) + (d + e) * DAY


def three_days(
    received: date, *, extended: bool = False, pauses: Sequence[Pause] = ()
) -> tuple[date, date, date]:
    """Return target, safe and latest day of a request."""
    counted: list[Pause] = []
    found = _three_days(received, extended, counted)
    for pause in sorted(pauses):
        if pause[0] <= found[2]:  # what is asked when the time has run out stops nothing
            counted.append(pause)
            found = _three_days(received, extended, counted)
    return found


def _three_days(received: date, extended: bool, pauses: Sequence[Pause]) -> tuple[date, date, date]:
    months = 3 if extended else 1
    stood = {asked + n * DAY for asked, until in pauses for n in range(1, (until - asked).days + 1)}
    ends = [later(received, months) + len(stood) * DAY]
    if stood:
        answered = max(stood)
        used = (answered - received).days - len(stood)
        ends.append(later(answered, months) - used * DAY)
    safe, latest = [], []
    for end in ends:
        back = forth = end
        while is_free(back):
            back -= DAY
        while is_free(forth):
            forth += DAY
        safe.append(back)
        latest.append(forth)
    target, worked = received, 0
    while worked < 10:
        target += DAY
        if not is_free(target) and target not in stood:
            worked += 1
    return min(target, *safe), min(safe), min(latest)
