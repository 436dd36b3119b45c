"""Which days are working days where the controller acts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

IsHoliday = Callable[[date], bool]

COUNTRIES = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS",
    "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
)  # fmt: skip
"""The countries in which Regulation 2016/679 applies: the Union and the EEA."""

_WORKED = {"FI": frozenset({(12, 24)})}
"""Days (month, day) that `holidays` lists and the country's list under the Regulation does not.

Finland: Midsummer Eve is on the list of the e-Justice portal, Christmas Eve is not (list B of
docs/law/deadlines.md); Act 150/1930, which has both, is for time limits before authorities.
"""


def holidays_of(country: str) -> IsHoliday | None:
    """Return the question whether a day is a public holiday there; None when no list is known.

    Source: Reg. (EEC, Euratom) No 1182/71 Art. 2(1).
    """
    if country not in COUNTRIES:
        return None
    worked = _WORKED.get(country, frozenset())

    def is_holiday(day: date) -> bool:
        return (day.month, day.day) not in worked and day in _listed(country, day.year)

    return is_holiday


def is_working_day(day: date, is_holiday: IsHoliday) -> bool:
    """Tell whether the day is none of Saturday, Sunday and public holiday.

    Source: Reg. (EEC, Euratom) No 1182/71 Art. 2(2).
    """
    return day.weekday() < 5 and not is_holiday(day)


def on_or_after(day: date, is_holiday: IsHoliday) -> date:
    """Return the day itself if it is a working day, else the next one.

    Source: Reg. (EEC, Euratom) No 1182/71 Art. 3(4).
    """
    while not is_working_day(day, is_holiday):
        day += timedelta(days=1)
    return day


def on_or_before(day: date, is_holiday: IsHoliday) -> date:
    """Return the day itself if it is a working day, else the one before."""
    while not is_working_day(day, is_holiday):
        day -= timedelta(days=1)
    return day


def working_days_before(day: date, count: int, is_holiday: IsHoliday) -> date:
    """Return the working day that lies so many working days before `day`."""
    for _ in range(count):
        day = on_or_before(day - timedelta(days=1), is_holiday)
    return day


@lru_cache(maxsize=512)
def _listed(country: str, year: int) -> frozenset[date]:
    # Loaded when the first day is asked about: most commands and pages never do.
    from holidays import country_holidays  # noqa: PLC0415

    return frozenset(country_holidays(country, years=year, expand=False))
