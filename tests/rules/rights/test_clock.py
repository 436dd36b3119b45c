"""The statutory clock: worked dates, a second implementation, and what holds for all dates.

The second implementation counts day by day with the standard library and its own Easter.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from seloste.rights.errors import DayOutOfReach, PauseBackwards, PauseTooLate
from seloste.rights.rules.clock import answer_due, extension_until
from seloste.rights.rules.working_days import COUNTRIES, holidays_of, is_working_day
from seloste.rights.values import Pause

found = holidays_of("FI")
assert found is not None
FINLAND = found
DAYS = st.dates(date(2018, 5, 25), date(2080, 12, 31))

# --- Worked dates ---------------------------------------------------------------------------------

WORKED = [
    ("2026-11-22", False, "2026-12-22", "2026-12-22", ""),
    ("2026-06-05", False, "2026-07-05", "2026-07-06", ""),
    ("2026-07-31", False, "2026-08-31", "2026-08-31", ""),
    ("2025-03-31", False, "2025-04-30", "2025-04-30", ""),
    ("2027-08-31", False, "2027-09-30", "2027-09-30", ""),
    ("2024-01-30", False, "2024-02-29", "2024-02-29", ""),
    ("2024-01-29", False, "2024-02-29", "2024-02-29", ""),
    ("2025-01-30", False, "2025-02-28", "2025-02-28", ""),
    ("2027-01-29", False, "2027-02-28", "2027-03-01", ""),
    ("2025-02-28", False, "2025-03-28", "2025-03-28", ""),
    ("2024-05-21", False, "2024-06-21", "2024-06-24", ""),
    ("2024-05-22", False, "2024-06-22", "2024-06-24", ""),
    ("2023-11-06", False, "2023-12-06", "2023-12-07", ""),
    ("2024-11-24", False, "2024-12-24", "2024-12-24", ""),
    ("2027-11-25", False, "2027-12-25", "2027-12-27", ""),
    ("2028-11-26", False, "2028-12-26", "2028-12-27", ""),
    ("2024-12-01", False, "2025-01-01", "2025-01-02", ""),
    ("2023-12-06", False, "2024-01-06", "2024-01-08", ""),
    ("2024-02-28", False, "2024-03-28", "2024-03-28", ""),
    ("2024-03-01", False, "2024-04-01", "2024-04-02", ""),
    ("2025-03-20", False, "2025-04-20", "2025-04-22", ""),
    ("2024-04-01", False, "2024-05-01", "2024-05-02", ""),
    ("2027-04-01", False, "2027-05-01", "2027-05-03", ""),
    ("2024-04-09", False, "2024-05-09", "2024-05-10", ""),
    ("2024-10-02", False, "2024-11-02", "2024-11-04", ""),
    ("2026-10-01", False, "2026-11-01", "2026-11-02", ""),
    ("2024-12-31", False, "2025-01-31", "2025-01-31", ""),
    ("2028-12-31", False, "2029-01-31", "2029-01-31", ""),
    ("2024-11-30", True, "2025-02-28", "2025-02-28", "2024-12-30"),
    ("2023-11-30", True, "2024-02-29", "2024-02-29", "2024-01-02"),
    ("2025-01-31", True, "2025-04-30", "2025-04-30", "2025-02-28"),
    ("2025-09-25", True, "2025-12-25", "2025-12-29", "2025-10-27"),
    ("2027-01-26", True, "2027-04-26", "2027-04-26", "2027-02-26"),
    ("2027-12-14", True, "2028-03-14", "2028-03-14", "2028-01-14"),
    ("2026-03-06", True, "2026-06-06", "2026-06-08", "2026-04-07"),
    ("2027-03-25", True, "2027-06-25", "2027-06-28", "2027-04-26"),
]


@pytest.mark.parametrize(("received", "extended", "raw", "due", "notice_by"), WORKED)
def test_the_day_has_the_number_of_the_day_of_receipt(
    received: str, extended: bool, raw: str, due: str, notice_by: str
) -> None:
    answer = answer_due(day(received), is_holiday=FINLAND, extended=extended)

    assert answer.latest == day(due)
    assert answer.safe == moved_back(day(raw))
    if notice_by:
        assert extension_until(day(received), is_holiday=FINLAND) == day(notice_by)


PAUSED = [
    ("2022-02-09", "2022-02-15", "2022-04-19", "2022-05-11"),  # IMY-2022-9442: 13 May
    ("2026-11-02", "2026-11-03", "2026-11-10", "2026-12-09"),
    ("2026-01-30", "2026-02-02", "2026-02-09", "2026-03-06"),  # the second reading is earlier
    ("2026-05-12", "2026-05-13", "2026-05-26", "2026-06-25"),
    ("2026-12-01", "2026-12-02", "2027-01-11", "2027-02-10"),
    ("2026-08-31", "2026-09-01", "2026-10-01", "2026-10-30"),
    ("2026-11-16", "2026-11-30", "2026-12-14", "2026-12-30"),
]


@pytest.mark.parametrize(("received", "asked", "sufficient", "due"), PAUSED)
def test_of_the_two_readings_of_a_pause_the_earlier_is_taken(
    received: str, asked: str, sufficient: str, due: str
) -> None:
    pause = Pause(day(asked), day(sufficient))

    assert answer_due(day(received), is_holiday=FINLAND, pauses=[pause]).latest == day(due)


def test_the_target_is_ten_working_days_during_which_the_clock_ran() -> None:
    plain = answer_due(date(2026, 12, 1), is_holiday=FINLAND)
    paused = answer_due(
        date(2026, 12, 1),
        is_holiday=FINLAND,
        pauses=[Pause(date(2026, 12, 2), date(2026, 12, 4))],
    )

    assert plain.target == date(2026, 12, 15)
    assert paused.target == date(2026, 12, 17)


def test_what_was_asked_and_answered_on_one_day_stops_nothing() -> None:
    received = date(2026, 11, 16)
    pause = Pause(received, received)

    assert answer_due(received, is_holiday=FINLAND, pauses=[pause]) == answer_due(
        received, is_holiday=FINLAND
    )


def test_pauses_that_overlap_are_counted_once() -> None:
    received = date(2026, 11, 16)
    apart = [
        Pause(date(2026, 11, 18), date(2026, 11, 25)),
        Pause(date(2026, 11, 20), date(2026, 11, 27)),
        Pause(date(2026, 11, 27), date(2026, 11, 28)),
    ]

    together = answer_due(
        received, is_holiday=FINLAND, pauses=[Pause(date(2026, 11, 18), date(2026, 11, 28))]
    )

    assert answer_due(received, is_holiday=FINLAND, pauses=apart) == together


def test_a_pause_that_begins_when_the_time_has_run_out_is_refused() -> None:
    late = Pause(date(2026, 12, 17), date(2026, 12, 20))

    with pytest.raises(PauseTooLate):
        answer_due(date(2026, 11, 16), is_holiday=FINLAND, pauses=[late])


@pytest.mark.parametrize(
    ("asked", "sufficient"), [("2026-11-15", "2026-11-20"), ("2026-11-20", "2026-11-19")]
)
def test_a_pause_lies_after_the_receipt_and_goes_forward(asked: str, sufficient: str) -> None:
    with pytest.raises(PauseBackwards):
        answer_due(
            date(2026, 11, 16), is_holiday=FINLAND, pauses=[Pause(day(asked), day(sufficient))]
        )


@pytest.mark.parametrize("received", [date(1999, 12, 31), date(2200, 1, 1), date.min, date.max])
def test_days_out_of_reach_are_refused(received: date) -> None:
    with pytest.raises(DayOutOfReach):
        answer_due(received, is_holiday=FINLAND)


def test_a_pause_does_not_end_out_of_reach() -> None:
    with pytest.raises(DayOutOfReach):
        answer_due(
            date(2026, 11, 16),
            is_holiday=FINLAND,
            pauses=[Pause(date(2026, 11, 17), date(9999, 12, 31))],
        )


# --- Holidays -------------------------------------------------------------------------------------

EVES = [
    (2024, "03-29", "04-01", "05-09", "05-19", "06-21", "06-22", "11-02"),
    (2025, "04-18", "04-21", "05-29", "06-08", "06-20", "06-21", "11-01"),
    (2026, "04-03", "04-06", "05-14", "05-24", "06-19", "06-20", "10-31"),
    (2027, "03-26", "03-29", "05-06", "05-16", "06-25", "06-26", "11-06"),
    (2028, "04-14", "04-17", "05-25", "06-04", "06-23", "06-24", "11-04"),
    (2029, "03-30", "04-02", "05-10", "05-20", "06-22", "06-23", "11-03"),
    (2030, "04-19", "04-22", "05-30", "06-09", "06-21", "06-22", "11-02"),
    (2031, "04-11", "04-14", "05-22", "06-01", "06-20", "06-21", "11-01"),
    (2032, "03-26", "03-29", "05-06", "05-16", "06-25", "06-26", "11-06"),
]


@pytest.mark.parametrize("year_and_days", EVES, ids=lambda row: str(row[0]))
def test_finland_keeps_the_list_of_the_regulation(year_and_days: tuple[int, ...]) -> None:
    year, *moving = year_and_days
    fixed = ["01-01", "01-06", "05-01", "12-06", "12-25", "12-26"]
    easter_sunday = date.fromisoformat(f"{year}-{moving[1]}") - timedelta(days=1)
    listed = {date.fromisoformat(f"{year}-{each}") for each in [*moving, *fixed]} | {easter_sunday}

    every = (date(year, 1, 1) + timedelta(days=number) for number in range(366))
    holidays = {each for each in every if each.year == year and FINLAND(each)}

    assert holidays == listed


def test_midsummer_eve_moves_the_day_and_christmas_eve_does_not() -> None:
    assert FINLAND(date(2026, 6, 19))
    assert not FINLAND(date(2026, 12, 24))


def test_other_countries_go_by_their_own_list() -> None:
    epiphany_austria, national_day_sweden = date(2026, 1, 6), date(2025, 6, 6)
    austria, denmark, sweden = (holidays_of(country) for country in ("AT", "DK", "SE"))
    assert austria is not None
    assert denmark is not None
    assert sweden is not None

    assert austria(epiphany_austria)
    assert not denmark(epiphany_austria)
    assert sweden(national_day_sweden)
    assert answer_due(date(2025, 5, 6), is_holiday=sweden).latest == date(2025, 6, 9)


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_country_of_the_union_and_the_eea_has_a_list(country: str) -> None:
    is_holiday = holidays_of(country)
    assert is_holiday is not None

    assert is_holiday(date(2026, 12, 25))
    assert not is_holiday(date(2026, 11, 25))


@pytest.mark.parametrize("country", ["", "XX", "US", "fi", "FIN", "__class__"])
def test_no_list_is_made_up_for_another_country(country: str) -> None:
    assert holidays_of(country) is None


# --- A second implementation ----------------------------------------------------------------------


@given(DAYS, st.booleans())
def test_a_second_implementation_agrees(received: date, extended: bool) -> None:
    answer = answer_due(received, is_holiday=FINLAND, extended=extended)

    raw = counted_out(received, 3 if extended else 1)
    assert (answer.safe, answer.latest) == (moved_back(raw), moved_on(raw))


@given(DAYS, st.booleans(), st.integers(0, 27), st.integers(1, 400))
def test_a_second_implementation_agrees_on_a_pause(
    received: date, extended: bool, used: int, stood: int
) -> None:
    asked = received + timedelta(days=used)
    sufficient = asked + timedelta(days=stood)
    months = 3 if extended else 1

    answer = answer_due(
        received, is_holiday=FINLAND, extended=extended, pauses=[Pause(asked, sufficient)]
    )

    first = counted_out(received, months) + timedelta(days=stood)
    second = counted_out(sufficient, months) - timedelta(days=used)
    assert answer.latest == min(moved_on(first), moved_on(second))
    assert answer.safe == min(moved_back(first), moved_back(second))


# --- What holds for all dates ---------------------------------------------------------------------


@given(DAYS, st.booleans())
def test_all_three_are_working_days_in_order(received: date, extended: bool) -> None:
    answer = answer_due(received, is_holiday=FINLAND, extended=extended)

    assert received < answer.target <= answer.safe <= answer.latest
    for each in (answer.target, answer.safe, answer.latest):
        assert is_working_day(each, FINLAND)
    shortest, longest = (89, 92 + 5) if extended else (28, 31 + 5)
    assert shortest <= (answer.latest - received).days <= longest


@given(DAYS, st.booleans())
def test_who_asks_later_is_never_owed_an_earlier_answer(received: date, extended: bool) -> None:
    today, tomorrow = (
        answer_due(each, is_holiday=FINLAND, extended=extended)
        for each in (received, received + timedelta(days=1))
    )

    assert today.latest <= tomorrow.latest
    assert today.safe <= tomorrow.safe
    assert today.target <= tomorrow.target


@given(DAYS, st.integers(0, 20), st.integers(0, 100), st.integers(0, 100))
def test_a_longer_pause_never_brings_the_end_forward(
    received: date, used: int, stood: int, more: int
) -> None:
    asked = received + timedelta(days=used)
    assume(stood)

    shorter, longer = (
        answer_due(
            received,
            is_holiday=FINLAND,
            pauses=[Pause(asked, asked + timedelta(days=length))],
        )
        for length in (stood, stood + more)
    )

    assert shorter.latest <= longer.latest


@given(DAYS)
def test_extending_is_possible_until_the_first_end_and_only_adds(received: date) -> None:
    plain = answer_due(received, is_holiday=FINLAND)
    extended = answer_due(received, is_holiday=FINLAND, extended=True)

    assert extension_until(received, is_holiday=FINLAND) == plain.latest
    assert plain.latest < extended.safe
    assert plain.target == extended.target


# --- By hand --------------------------------------------------------------------------------------


def day(text: str) -> date:
    return date.fromisoformat(text)


def counted_out(start: date, months: int) -> date:
    """Walk month by month on the first of each, then to the number."""
    first = start.replace(day=1)
    for _ in range(months):
        first = (first + timedelta(days=32)).replace(day=1)
    return first + timedelta(days=min(start.day, monthrange(first.year, first.month)[1]) - 1)


def moved_on(end: date) -> date:
    return end if works(end) else moved_on(end + timedelta(days=1))


def moved_back(end: date) -> date:
    return end if works(end) else moved_back(end - timedelta(days=1))


def works(each: date) -> bool:
    if each.isoweekday() > 5 or (each.day, each.month) in FIXED:
        return False
    easter = easter_of(each.year)
    if (each - easter).days in {-2, 0, 1, 39, 49}:
        return False
    midsummer_eve = each.month == 6 and each.isoweekday() == 5 and 19 <= each.day <= 25
    return not midsummer_eve


FIXED = {(1, 1), (6, 1), (1, 5), (6, 12), (25, 12), (26, 12)}


def easter_of(year: int) -> date:
    """Gauss, as amended by Butcher (1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    n = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * n) // 451
    month, before = divmod(h + n - 7 * m + 114, 31)
    return date(year, month, before + 1)
