from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.kernel.periods import Period, parse
from seloste.notice.values import Notice
from seloste.readings.rules import log_kept_from

TODAY = date(2026, 11, 23)
LOG: dict[str, Any] = {"categories": ["log"], "from": "log_entry", "keep": "P24M"}


def notice(*periods: dict[str, Any], fields: tuple[str, ...] = ("log.entries",)) -> Notice:
    return Notice.model_validate({
        "seloste": 1,
        "edition": {"number": 1, "in_force_from": "2026-11-01"},
        "categories": {"log": {"fields": fields}},
        "storage_periods": periods,
        "fiscal_year_end": "03-31",
    })  # fmt: skip


@pytest.mark.parametrize(
    ("today", "first_kept"),
    [
        (date(2026, 11, 23), date(2024, 11, 23)),
        (date(2026, 2, 28), date(2024, 2, 28)),
        (date(2026, 3, 1), date(2024, 3, 1)),  # 29 February 2024 was kept through 28 February
        (date(2028, 2, 29), date(2026, 3, 1)),
    ],
)
def test_a_line_is_kept_through_the_last_day_of_its_period(today: date, first_kept: date) -> None:
    assert log_kept_from(notice(LOG), today=today) == first_kept


@pytest.mark.parametrize(
    ("to", "first_kept"),
    [("calendar_year_end", date(2024, 1, 1)), ("fiscal_year_end", date(2024, 4, 1))],
)
def test_a_period_that_goes_on_to_the_end_of_a_year_keeps_the_year_whole(
    to: str, first_kept: date
) -> None:
    assert log_kept_from(notice({**LOG, "to": to}), today=TODAY) == first_kept


def test_of_several_periods_the_longest_holds() -> None:
    kept = log_kept_from(notice(LOG, {**LOG, "keep": "P3Y"}), today=TODAY)

    assert kept == date(2023, 11, 23)


@pytest.mark.parametrize(
    "other",
    [
        {**LOG, "from": "employment_end"},
        {**LOG, "keep": "two years"},
        {**LOG, "keep": None},
        {**LOG, "action": "anonymise"},
    ],
    ids=lambda period: f"{period['from']} {period['keep']} {period.get('action', '')}",
)
def test_nothing_goes_when_one_of_them_cannot_be_computed(other: dict[str, Any]) -> None:
    assert log_kept_from(notice(other), today=TODAY) is None
    assert log_kept_from(notice(LOG, other), today=TODAY) is None


def test_nothing_goes_without_a_period_for_the_log() -> None:
    assert log_kept_from(notice(), today=TODAY) is None
    assert log_kept_from(notice({**LOG, "categories": ["staff"]}), today=TODAY) is None
    assert log_kept_from(notice(LOG, fields=("staff.name",)), today=TODAY) is None


def test_a_period_longer_than_the_calendar_keeps_all() -> None:
    assert log_kept_from(notice({**LOG, "keep": "P9999Y"}), today=TODAY) == date.min


def test_a_period_of_no_length_keeps_today() -> None:
    assert log_kept_from(notice({**LOG, "keep": "P0D"}), today=TODAY) == TODAY


@pytest.mark.parametrize("today", [date(2027, 2, 28), date(2027, 3, 1), date(2028, 2, 29)])
def test_a_year_that_ends_in_february_ends_on_its_last_day(today: date) -> None:
    data = notice({**LOG, "keep": "P0D", "to": "fiscal_year_end"}).model_dump(by_alias=True)
    year = Notice.model_validate({**data, "fiscal_year_end": "02-29"})

    kept = log_kept_from(year, today=today)

    assert kept == (date(2027, 3, 1) if today > date(2027, 2, 28) else date(2026, 3, 1))


@given(
    st.dates(date(2018, 5, 25), date(2100, 1, 1)),
    st.builds(Period, months=st.integers(0, 400), days=st.integers(0, 800)),
)
def test_the_first_day_that_reaches_a_day_is_the_first(day: date, period: Period) -> None:
    first = period.first_day_reaching(day)

    assert period.after(first) >= day
    assert period.after(first - timedelta(days=1)) < day


def test_two_years_are_twenty_four_months() -> None:
    assert parse("P2Y") == parse("P24M")
