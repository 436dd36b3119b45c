"""The plain way of counting is right where everybody can look it up."""

from __future__ import annotations

from datetime import date

import pytest

from tests.stories.days import is_free, later, three_days


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 4, 3),  # Good Friday
        date(2026, 4, 6),  # Easter Monday
        date(2026, 5, 14),  # Ascension Day
        date(2026, 6, 19),  # Midsummer Eve
        date(2038, 4, 26),  # Easter Monday, as late as it can be
        date(2026, 10, 31),  # All Saints
    ],
)
def test_a_holiday_is_a_free_day(day: date) -> None:
    assert is_free(day)


def test_christmas_eve_and_a_plain_thursday_are_not_free() -> None:
    assert not is_free(date(2026, 12, 24))
    assert not is_free(date(2026, 11, 26))


def test_months_end_where_the_month_is_short() -> None:
    assert later(date(2028, 2, 29), 36) == date(2031, 2, 28)
    assert later(date(2026, 11, 30), 3) == date(2027, 2, 28)


def test_a_request_of_monday_is_owed_an_answer_a_month_later() -> None:
    assert three_days(date(2026, 11, 16)) == (
        date(2026, 11, 30),
        date(2026, 12, 16),
        date(2026, 12, 16),
    )
