"""Seventy-two elapsed hours: nights, holidays and changes of the clocks make no difference."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.breaches import rules
from seloste.breaches.errors import NotAMoment
from seloste.breaches.values import BreachView, Limits
from seloste.kernel.ids import PersonId

HELSINKI = ZoneInfo("Europe/Helsinki")
SECONDS_UNTIL_2090 = 2_250_000_000
MOMENTS = st.integers(0, SECONDS_UNTIL_2090).map(
    lambda seconds: datetime(2018, 5, 25, tzinfo=UTC) + timedelta(seconds=seconds)
)


def there(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HELSINKI)


@pytest.mark.parametrize(
    ("aware", "due", "outer"),
    [
        ("2026-11-17T10:20", "2026-11-20T10:20", "2026-11-20T11:00"),
        ("2026-11-20T16:45", "2026-11-23T16:45", "2026-11-23T17:00"),  # over a weekend
        ("2026-12-23T15:10", "2026-12-26T15:10", "2026-12-26T16:00"),  # a holiday does not roll
        ("2026-10-23T16:20", "2026-10-26T15:20", "2026-10-26T16:00"),  # summer time ended
        ("2027-03-25T09:05", "2027-03-28T10:05", "2027-03-28T11:00"),  # summer time began
        ("2026-12-30T23:59", "2027-01-02T23:59", "2027-01-03T00:00"),
    ],
)
def test_the_limit_is_seventy_two_elapsed_hours(aware: str, due: str, outer: str) -> None:
    assert rules.due_at(there(aware)) == there(due)
    assert rules.outer_end(there(aware)) == there(outer)


@given(MOMENTS)
def test_the_limit_is_never_later_than_the_outer_end_and_at_most_an_hour_before_it(
    aware: datetime,
) -> None:
    difference = rules.outer_end(aware) - rules.due_at(aware)

    assert timedelta() < difference <= timedelta(hours=1)
    assert rules.due_at(aware) - aware == timedelta(hours=72)


def test_another_law_is_other_values() -> None:
    proposed = Limits(hours=96, threshold="high")

    assert rules.due_at(there("2026-11-17T10:20"), proposed) == there("2026-11-21T10:20")
    assert not rules.must_notify("risk", proposed)
    assert rules.must_notify("high", proposed)


@pytest.mark.parametrize(
    ("risk", "notified"), [("unlikely", False), ("risk", True), ("high", True)]
)
def test_all_but_the_unlikely_risk_is_notified(risk, notified: bool) -> None:
    assert rules.must_notify(risk) is notified


@pytest.mark.parametrize(
    ("state", "notified", "now", "pressure"),
    [
        ("open", None, "2026-11-17T10:21", "running"),
        ("open", None, "2026-11-19T10:19", "running"),
        ("assessed", None, "2026-11-19T10:20", "due_soon"),
        ("assessed", None, "2026-11-20T10:20", "due_soon"),
        ("assessed", None, "2026-11-20T10:21", "overdue"),
        ("notified", "2026-11-20T10:20", "2026-12-01T09:00", "met"),
        ("closed", "2026-11-20T10:21", "2026-12-01T09:00", "late"),
        ("not_notified", None, "2026-12-01T09:00", "stopped"),
    ],
)
def test_the_clock_tells_how_it_stands(state, notified, now: str, pressure: str) -> None:
    view = breach(state=state, notified_at=there(notified) if notified else None)

    assert rules.pressure(view, at=there(now)) == pressure


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("2026-11-17T10:20", "2026-11-17T08:20"),
        ("2026-11-17 10:20", "2026-11-17T08:20"),
        ("2026-11-17T10:20+00:00", "2026-11-17T10:20"),
        ("2026-11-17T10:20Z", "2026-11-17T10:20"),
        ("2026-10-25T03:30", "2026-10-25T00:30"),  # comes twice: the earlier counts
    ],
)
def test_a_moment_is_read_in_the_controllers_time_zone(text: str, means: str) -> None:
    assert rules.moment(text, "Europe/Helsinki") == datetime.fromisoformat(means + "+00:00")


@pytest.mark.parametrize("text", ["", "2026-11-17", "17.11.2026", "yesterday", "0001-01-01T00:00"])
def test_a_day_alone_is_no_moment(text: str) -> None:
    with pytest.raises(NotAMoment):
        rules.moment(text, "Europe/Helsinki")


def breach(**values) -> BreachView:
    aware = there("2026-11-17T10:20")
    made = {
        "id": 1, "number": 1, "file": PersonId(2), "state": "open", "aware_at": aware,
        "recorded_at": aware, "happened_at": None, "processor": "", "processor_told_at": None,
        "natures": (), "categories": (), "persons": None, "records": None, "risk": "",
        "notified_at": None, "completed_at": None, "telling": "", "exemption": "", "told_at": None,
        "closed_at": None,
    }  # fmt: skip
    return BreachView(**(made | values))
