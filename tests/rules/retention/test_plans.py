"""What goes and what stays, for every mixture of contracts, periods, holds and days."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.kernel.actors import SYSTEM_ROLE
from seloste.kernel.ids import PersonId
from seloste.lifetimes.values import Lifetime
from seloste.notice.loading import read_notice
from seloste.notice.values import Notice
from seloste.retention import rules
from seloste.retention.errors import MayNotErase
from seloste.retention.values import Facts, HoldView, Why
from seloste.vault.values import Erasure, Record

EXAMPLE = Path(__file__).parents[3] / "notices" / "palvelin-example.yaml"
PERSON, OTHER = PersonId(1), PersonId(2)
OWN, CONTRACT, CHANGE = Record("customer", 1), Record("contract", 7), Record("change", 9)
ENDED = date(2026, 10, 31)
LAST = date(2029, 10, 31)
AT = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture(scope="module")
def notice() -> Notice:
    return read_notice(EXAMPLE.read_bytes(), path="").notice


def hold(category: str = "", contract: int | None = None, request: int | None = None) -> HoldView:
    ground = "request" if request else "claims"
    reason = "open_request" if request else "dispute"
    return HoldView(
        3, PERSON, category, contract, ground, reason, request, AT, "s-x", date(2027, 5, 23), None
    )


def former(ended: date = ENDED) -> Facts:
    """A customer whose only contract ended, with a change of their name."""
    days = {"last_contract_end": ended, "record_made": ended, "last_activity": ended}
    return Facts(
        person=PERSON,
        held={
            "identity": frozenset({OWN, CHANGE}),
            "contact": frozenset({OWN}),
            "billing": frozenset({OWN}),
            "contracts": frozenset({CONTRACT}),
        },
        changed={CHANGE: OWN},
        lifetimes=(
            Lifetime(PERSON, "customer", 1, days, ended),
            Lifetime(PERSON, "contract", 7, {**days, "contract_end": ended}, ended),
        ),
    )


def whys(facts: Facts, notice: Notice, today: date, **more: object) -> dict[str, Why | None]:
    plan = rules.plan_of_request(facts, notice, asked=None, today=today, **more)
    return {item.category: item.why for item in plan.items}


def test_claims_keep_what_the_notice_lets_be_used_for_them_and_nothing_else(
    notice: Notice,
) -> None:
    assert whys(former(), notice, date(2026, 11, 23)) == {
        "identity": Why.CLAIMS,
        "contact": Why.CLAIMS,
        "contracts": Why.CLAIMS,
        "billing": None,
    }


def test_on_the_last_day_claims_still_keep_it_and_on_the_next_nothing_does(
    notice: Notice,
) -> None:
    assert whys(former(), notice, LAST)["identity"] is Why.CLAIMS
    assert set(whys(former(), notice, LAST + timedelta(days=1)).values()) == {None}


def test_the_fallback_of_somebody_inactive_keeps_nothing_from_being_erased(
    notice: Notice,
) -> None:
    days = {"record_made": ENDED, "last_activity": ENDED}
    facts = replace(
        former(),
        held={"identity": frozenset({OWN})},
        lifetimes=(Lifetime(PERSON, "customer", 1, days, None),),
    )

    assert whys(facts, notice, date(2026, 11, 23)) == {"identity": None}


def test_a_running_contract_keeps_what_contracts_use(notice: Notice) -> None:
    facts = replace(former(), running=frozenset({7}))

    assert set(whys(facts, notice, date(2026, 11, 23)).values()) == {Why.RUNNING_CONTRACT}


@pytest.mark.parametrize(
    ("category", "contract", "kept"),
    [
        ("", None, {"identity", "contact", "billing", "contracts"}),
        ("billing", None, {"billing"}),
        ("", 7, {"contracts"}),
        ("", 8, set()),
        ("surveys", None, set()),
    ],
)
def test_a_hold_keeps_its_scope_and_nothing_beside_it(
    notice: Notice, category: str, contract: int | None, kept: set[str]
) -> None:
    facts = replace(former(), holds=(hold(category, contract),))
    long_after = date(2040, 1, 1)

    found = whys(facts, notice, long_after)

    assert {key for key, why in found.items() if why is Why.HOLD} == kept
    assert {key for key, why in found.items() if why is None} == set(found) - kept


def test_what_a_request_froze_does_not_stand_in_its_own_way(notice: Notice) -> None:
    facts = replace(former(), holds=(hold(request=12),))
    after = date(2040, 1, 1)

    assert set(whys(facts, notice, after, request=13).values()) == {Why.OPEN_REQUEST}
    assert set(whys(facts, notice, after, request=12).values()) == {None}


def test_history_goes_and_stays_with_the_record_that_changed(notice: Notice) -> None:
    facts = replace(former(), holds=(hold(contract=7),))
    plan = rules.plan_of_request(facts, notice, asked=["identity"], today=date(2040, 1, 1))

    [item] = plan.items
    assert item.records == {OWN, CHANGE}
    assert item.is_whole
    assert plan.left == {"contact", "billing", "contracts"}


def test_two_records_of_one_category_may_have_different_outcomes(notice: Notice) -> None:
    second = Record("contract", 8)
    facts = former()
    facts = replace(
        facts,
        held={"contracts": frozenset({CONTRACT, second})},
        holds=(hold(contract=7),),
    )

    plan = rules.plan_of_request(facts, notice, asked=None, today=date(2040, 1, 1))
    [goes], [stays] = plan.going, plan.staying

    assert (goes.records, goes.is_whole) == ({second}, False)
    assert stays.records == {CONTRACT}
    assert rules.erasures_of(plan, [], cause="x") == (
        Erasure(PERSON, frozenset({"contracts"}), frozenset({second}), "x"),
    )


def test_with_somebody_go_the_keys_of_those_merged_into_them(notice: Notice) -> None:
    whole = rules.plan_of_request(former(), notice, asked=None, today=date(2040, 1, 1))
    part = rules.plan_of_request(former(), notice, asked=["contact"], today=date(2040, 1, 1))

    assert rules.erasures_of(whole, [OTHER], cause="x") == (
        Erasure(PERSON, None, None, "x"),
        Erasure(OTHER, None, None, "x"),
    )
    assert rules.erasures_of(part, [OTHER], cause="x") == (
        Erasure(PERSON, frozenset({"contact"}), None, "x"),
        Erasure(OTHER, frozenset({"contact"}), None, "x"),
    )


def test_a_record_is_gone_when_nothing_of_it_is_left_in_any_category() -> None:
    held = {PERSON: {"identity": {OWN, CHANGE}, "contact": {OWN}}}

    one = [Erasure(PERSON, frozenset({"identity"}), None, "x")]
    both = [Erasure(PERSON, frozenset({"identity", "contact"}), None, "x")]

    assert rules.gone_records(one, held) == {(PERSON, CHANGE)}
    assert rules.gone_records(both, held) == {(PERSON, CHANGE), (PERSON, OWN)}


def test_a_role_erases_only_what_it_may_open_to_answer_requests(notice: Notice) -> None:
    rules.check_may_erase(notice, "owner", ["identity", "billing"])
    rules.check_may_erase(notice, "support", ["identity"])
    rules.check_may_erase(notice, SYSTEM_ROLE, ["identity", "billing"])
    for role, categories in (("support", ["billing"]), ("accountant", []), ("nobody", [])):
        with pytest.raises(MayNotErase):
            rules.check_may_erase(notice, role, categories)


def test_a_hold_is_looked_at_again_after_six_months() -> None:
    assert rules.review_on(date(2026, 8, 31)) == date(2027, 2, 28)


# --- Whatever the mixture -------------------------------------------------------------------------

days = st.dates(date(2024, 1, 1), date(2036, 12, 31))
holds = st.lists(
    st.builds(
        hold,
        category=st.sampled_from(["", "identity", "billing"]),
        contract=st.sampled_from([None, 7]),
        request=st.sampled_from([None, 12]),
    ),
    max_size=2,
)
situations = st.builds(
    lambda ended, some, needed, running: replace(
        former(ended),
        holds=tuple(some),
        is_needed_by_person=needed,
        running=frozenset({7}) if running else frozenset(),
    ),
    days,
    holds,
    st.booleans(),
    st.booleans(),
)


@given(situations, days)
def test_every_record_either_goes_or_stays_with_a_reason_and_never_both(
    notice: Notice, facts: Facts, today: date
) -> None:
    plan = rules.plan_of_request(facts, notice, asked=None, today=today)

    for category, records in facts.held.items():
        told = [item.records for item in plan.items if item.category == category]
        assert frozenset().union(*told) == records
        assert sum(map(len, told)) == len(records)


@given(situations, days)
def test_what_is_held_or_needed_never_goes(notice: Notice, facts: Facts, today: date) -> None:
    plan = rules.plan_of_request(facts, notice, asked=None, today=today)

    for item in plan.going:
        for record in item.records:
            assert rules.barrier(facts, item.category, record) is None


@given(situations, days)
def test_what_goes_by_its_period_would_go_if_it_were_asked_for(
    notice: Notice, facts: Facts, today: date
) -> None:
    facts = replace(facts, running=frozenset())
    by_period = rules.plan_of_period(facts, notice, facts.lifetimes, today=today)
    by_request = rules.plan_of_request(facts, notice, asked=None, today=today)

    def going(plan: object) -> set[tuple[str, Record]]:
        return {(item.category, r) for item in plan.going for r in item.records}

    assert going(by_period) <= going(by_request)


@given(situations, days)
def test_a_later_day_never_keeps_more(notice: Notice, facts: Facts, today: date) -> None:
    now = rules.plan_of_request(facts, notice, asked=None, today=today)
    later = rules.plan_of_request(facts, notice, asked=None, today=today + timedelta(days=400))

    assert {i.category for i in now.going} <= {i.category for i in later.going}


@given(situations, days)
def test_what_stays_until_a_day_goes_on_the_day_after_it(
    notice: Notice, facts: Facts, today: date
) -> None:
    facts = replace(facts, running=frozenset())
    plan = rules.plan_of_request(facts, notice, asked=None, today=today)

    for item in plan.staying:
        if item.until is not None:
            on = item.until + timedelta(days=1)
            then = rules.plan_of_request(facts, notice, asked=[item.category], today=on)
            assert item.records <= {r for one in then.going for r in one.records}
