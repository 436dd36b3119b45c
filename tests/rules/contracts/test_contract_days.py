from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from seloste.contracts.errors import EndsBeforeStart, NotAPeriod
from seloste.contracts.rules import check, current_end, relationship_end, state
from seloste.contracts.values import NewContract, Validity
from seloste.kernel import periods

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
PERIODS = st.sampled_from(["P1M", "P3M", "P1Y", "P2Y", "P30D", "P1D", "P1M10D", "P1W"])


def validities(renewals: st.SearchStrategy[str]) -> st.SearchStrategy[Validity]:
    return st.builds(
        lambda start, length, renewal: Validity(
            start, None if length is None else start + timedelta(days=length), renewal
        ),
        DAYS,
        st.none() | st.integers(0, 4000),
        renewals,
    )


# --- The end as it stands -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ends_on", "renews_by", "on", "end"),
    [
        (None, "", date(2026, 11, 22), None),
        (None, "P1Y", date(2026, 11, 22), None),
        (date(2026, 6, 30), "", date(2026, 11, 22), date(2026, 6, 30)),
        (date(2026, 6, 30), "P1Y", date(2026, 6, 30), date(2026, 6, 30)),
        (date(2026, 6, 30), "P1Y", date(2026, 7, 1), date(2027, 6, 30)),
        (date(2026, 6, 30), "P1Y", date(2026, 1, 1), date(2026, 6, 30)),
        (date(2026, 1, 31), "P1M", date(2026, 2, 1), date(2026, 2, 28)),
        (date(2026, 1, 31), "P1M", date(2026, 3, 1), date(2026, 3, 31)),  # not sticky
        (date(2024, 2, 29), "P1Y", date(2026, 11, 22), date(2027, 2, 28)),
        (date(2024, 2, 29), "P1Y", date(2027, 12, 31), date(2028, 2, 29)),
    ],
)
def test_a_contract_that_renews_itself_ends_later(
    ends_on: date | None, renews_by: str, on: date, end: date | None
) -> None:
    assert current_end(Validity(date(2020, 1, 1), ends_on, renews_by), on=on) == end


@given(validities(PERIODS), DAYS)
def test_the_end_is_the_first_renewal_that_reaches_the_day(one: Validity, on: date) -> None:
    assume(one.ends_on is not None)
    assert one.ends_on is not None
    period = periods.parse(one.renews_by)
    assert period is not None

    expected, times = one.ends_on, 0
    while expected < on:
        times += 1
        expected = periods.Period(period.months * times, period.days * times).after(one.ends_on)

    assert current_end(one, on=on) == expected


def test_a_daily_renewal_since_long_ago_is_reckoned_too() -> None:
    end = current_end(Validity(date(1, 1, 1), date(1, 1, 1), "P1D"), on=date(2026, 11, 22))

    assert end == date(2026, 11, 22)


# --- The state ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 12, 31), "coming"),
        (date(2026, 1, 1), "running"),
        (date(2026, 12, 31), "running"),
        (date(2027, 1, 1), "ended"),
    ],
)
def test_the_first_and_the_last_day_belong_to_the_contract(on: date, expected: str) -> None:
    assert state(Validity(date(2026, 1, 1), date(2026, 12, 31)), on=on) == expected


@given(validities(st.just("")), DAYS)
def test_a_contract_comes_then_runs_then_has_ended(one: Validity, on: date) -> None:
    order = ["coming", "running", "ended"]

    today, tomorrow = state(one, on=on), state(one, on=on + timedelta(days=1))

    assert order.index(today) <= order.index(tomorrow)
    assert (today == "ended") == (one.ends_on is not None and one.ends_on < on)


@given(validities(PERIODS), DAYS)
def test_what_renews_itself_never_ends_by_itself(one: Validity, on: date) -> None:
    assert state(one, on=on) != "ended"


# --- The end of the relationship ------------------------------------------------------------------

WEB = Validity(date(2022, 1, 1), date(2024, 12, 31))
MAIL = Validity(date(2023, 5, 1), date(2025, 4, 30))
DOMAIN = Validity(date(2023, 5, 1), date(2025, 4, 30), "P1Y")
HELP = Validity(date(2021, 1, 1), None)


@pytest.mark.parametrize(
    ("contracts", "end"),
    [
        ([], None),
        ([WEB], date(2024, 12, 31)),
        ([WEB, MAIL], date(2025, 4, 30)),
        ([WEB, DOMAIN], None),
        ([HELP, WEB], None),
    ],
)
def test_the_relationship_ends_with_its_last_contract(
    contracts: list[Validity], end: date | None
) -> None:
    assert relationship_end(contracts) == end


@given(st.lists(validities(st.just("") | PERIODS)), DAYS)
def test_after_the_end_of_the_relationship_no_contract_runs(
    contracts: list[Validity], on: date
) -> None:
    end = relationship_end(contracts)

    if end is not None and on > end:
        assert {state(one, on=on) for one in contracts} == {"ended"}
    if end is None and contracts:
        assert any(one.ends_on is None or one.renews_by for one in contracts)


@given(st.lists(validities(st.just("")), min_size=1), st.randoms())
def test_the_order_of_contracts_does_not_matter(contracts: list[Validity], chance: object) -> None:
    shuffled = sorted(contracts, key=lambda one: (one.starts_on.day, one.starts_on))

    assert relationship_end(shuffled) == relationship_end(contracts)


# --- Days that cannot be --------------------------------------------------------------------------


def test_no_contract_ends_before_it_starts() -> None:
    with pytest.raises(EndsBeforeStart) as refused:
        check(Validity(date(2026, 5, 2), date(2026, 5, 1)))

    assert refused.value.facts() == {
        "starts_on": date(2026, 5, 2),
        "ends_on": date(2026, 5, 1),
    }


@pytest.mark.parametrize("period", ["P0D", "P0Y0M", "1Y", "yearly", "P101Y", "P9999Y", "P99999D"])
def test_only_a_day_to_a_century_is_a_period_of_renewal(period: str) -> None:
    with pytest.raises(NotAPeriod):
        check(Validity(date(2026, 5, 1), None, period))


@pytest.mark.parametrize("period", ["", "P1D", "P1M", "P1Y", "P100Y"])
def test_days_that_can_be_pass(period: str) -> None:
    check(Validity(date(2026, 5, 1), date(2026, 5, 1), period))
    check(Validity(date(2026, 5, 1), None, period))


def test_what_was_agreed_is_not_shown_by_repr() -> None:
    shown = repr(NewContract("web", HELP, identifier="merkki.example", details="Merkkinen"))

    assert "merkki" not in shown.lower()
