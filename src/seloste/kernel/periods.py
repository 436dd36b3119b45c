"""Periods of time as people and ISO 8601 write them: `P3Y`, `P24M`, `P90D`."""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_ISO = re.compile(r"P(?=\d)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?")


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months and days. Years are twelve months, weeks seven days."""

    months: int
    days: int

    def after(self, day: date) -> date:
        """Return the day that lies this period after `day`.

        Months first: the same day number, or the last day of a shorter month
        (29 February and three years make 28 February); then the days.
        """
        years, month0 = divmod(day.month - 1 + self.months, 12)
        year, month = day.year + years, month0 + 1
        reached = date(year, month, min(day.day, monthrange(year, month)[1]))
        return reached + timedelta(days=self.days)

    def first_day_reaching(self, day: date) -> date:
        """Return the earliest day from which this period reaches `day`; that of the calendar at most.

        What began the day before is over when `day` comes.
        """
        latest = day.toordinal() - 28 * self.months - self.days
        if latest < 1:
            return date.min
        earliest = max(1, day.toordinal() - 31 * self.months - self.days)
        days = range(earliest, latest + 1)
        return date.fromordinal(
            days[bisect_left(days, day, key=lambda each: self.after(date.fromordinal(each)))]
        )


def parse(text: str) -> Period | None:
    """Return the period that an ISO 8601 duration of whole days or more means, or None.

    `P0D` is a period: at once. Source: ISO 8601-1:2019, 5.5.2.
    """
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    years, months, weeks, days = (int(group or 0) for group in match.groups())
    return Period(months=12 * years + months, days=7 * weeks + days)
