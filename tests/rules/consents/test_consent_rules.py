"""What counts as a yes, what a no does, and what two records of one person come to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.consents import rules
from seloste.consents.errors import (
    ConditionsNotMet,
    NotBySoftOptIn,
    NotYetSaid,
    OnlyByThePerson,
    WitnessMissing,
)
from seloste.consents.receipts import receipt_json
from seloste.consents.values import (
    ALL_MARKETING,
    DPV_STATES,
    STATES,
    Choice,
    ConsentState,
    Event,
    Kind,
    Said,
    SoftOptIn,
    State,
)
from seloste.kernel.actors import Actor
from seloste.kernel.errors import Refusal
from seloste.kernel.ids import PersonId
from seloste.notice.values import Notice

CONSENT_STATES: tuple[ConsentState, ...] = get_args(ConsentState)
AT = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
TODAY = date(2026, 11, 23)
SOLD = SoftOptIn(
    sold_on=date(2026, 3, 1), similar_products=True, refusal_offered=True, refusal_in_each=True
)
NOTICE = Notice.model_validate(
    {
        "seloste": 1,
        "edition": {"number": 1, "in_force_from": "2026-11-01"},
        "purposes": {
            "newsletter": {"legal_basis": "consent", "wording": "Yes.", "marketing": True},
            "offers": {"legal_basis": "soft_opt_in", "marketing": True},
            "surveys": {"legal_basis": "legitimate_interests"},
            "invoicing": {"legal_basis": "contract"},
        },
    }
)


def event(kind: Kind, state: State, number: int, purpose: str = "newsletter") -> Event:
    return Event(
        id=number,
        person=PersonId(7),
        purpose=purpose,
        kind=kind,
        state=state,
        at=AT + timedelta(minutes=number),
        means="paper",
        language="fi",
        edition=1,
        wording="",
        actor="s-owner",
        role="owner",
        way_in="console",
    )


def test_only_a_given_consent_permits() -> None:
    assert [state for state in CONSENT_STATES if rules.permits(state)] == ["given"]
    assert DPV_STATES.keys() == set(CONSENT_STATES)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "refused"),
        ("requested", "refused"),
        ("given", "withdrawn"),
        ("expired", "refused"),
        ("withdrawn", None),
        ("refused", None),
    ],
)
def test_a_no_leads_to_a_no_whatever_stood_before(before: str, after: str | None) -> None:
    assert rules.after_a_no(before) == after


states = st.sampled_from(CONSENT_STATES)
choices = st.builds(
    Choice,
    st.just("newsletter"),
    st.sampled_from(("", *CONSENT_STATES)),
    is_met=st.booleans(),
    objected=st.booleans(),
)


@given(one=choices, other=choices, against=st.booleans())
def test_of_two_who_are_one_nothing_is_permitted_that_either_refused(
    one: Choice, other: Choice, against: bool
) -> None:
    merged = rules.merged(one, other, against_marketing=against)

    refused = {"withdrawn", "refused", "revoked", "invalidated", "expired", "unknown"}
    if against or one.objected or other.objected or refused & {one.consent, other.consent}:
        assert not rules.permits(merged.consent)
    if rules.permits(merged.consent):
        assert "given" in {one.consent, other.consent}
    assert merged.objected == (one.objected or other.objected)
    assert not (merged.is_met and merged.objected)
    swapped = rules.merged(other, one, against_marketing=against)
    assert swapped == merged


@given(
    history=st.lists(
        st.sampled_from([(kind, state) for kind, found in STATES.items() for state in found]),
        min_size=1,
        max_size=12,
    )
)
def test_the_newest_word_counts_and_asking_anew_takes_nothing_back(
    history: list[tuple[Kind, State]],
) -> None:
    events = [event(kind, state, number) for number, (kind, state) in enumerate(history)]

    choice = rules.choices(reversed(events))["newsletter"]

    said = [state for kind, state in history if kind == "consent"]
    words = [state for state in said if state != "requested"]
    if said and choice.consent == "given":
        assert words[-1] == "given"
    if words and words[-1] == "withdrawn":
        assert not rules.permits(choice.consent)
    objections = [state for kind, state in history if kind == "objection"]
    assert choice.objected == (bool(objections) and objections[-1] == "objected")
    assert choice.since == events[-1].at


def test_a_no_to_all_marketing_holds_until_a_newer_yes_to_one_purpose() -> None:
    everything = event("objection", "objected", 1, ALL_MARKETING)
    yes = event("consent", "given", 2)

    assert rules.objects_to_marketing(rules.choices([everything]), "newsletter")
    found = rules.choices([everything, yes])
    assert not rules.objects_to_marketing(found, "newsletter")
    assert rules.objects_to_marketing(found, "offers")


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (Said("oral", "fi"), WitnessMissing),
        (Said("oral", "fi", witness="  "), WitnessMissing),
        (Said("paper", "fi", said_on=TODAY + timedelta(days=1)), NotYetSaid),
    ],
)
def test_what_proves_nothing_is_refused(said: Said, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        rules.check_said(said, today=TODAY)


def test_what_was_said_today_or_before_a_witness_proves() -> None:
    rules.check_said(Said("paper", "fi", said_on=TODAY), today=TODAY)
    rules.check_said(Said("oral", "fi", witness="Veikko Kuvitelma"), today=TODAY)


@pytest.mark.parametrize(
    ("means", "way_in", "is_taken"),
    [
        ("portal", "portal", True),
        ("portal", "api", True),
        ("portal", "console", False),
        ("link", "public", False),
        ("link", "api", False),
        ("paper", "console", True),
    ],
)
def test_nobody_else_speaks_by_the_persons_own_means(
    means: str, way_in: str, is_taken: bool
) -> None:
    by = Actor("someone", "owner", way_in)  # type: ignore[arg-type]  # from a list
    said = Said(means, "fi")  # type: ignore[arg-type]  # from a list
    try:
        rules.check_means(said, by)
    except OnlyByThePerson:
        taken = False
    else:
        taken = True

    assert taken == is_taken


@pytest.mark.parametrize(
    "missing", ["similar_products", "refusal_offered", "refusal_in_each", "sold_on"]
)
def test_each_condition_of_marketing_without_consent_is_needed(missing: str) -> None:
    value = date(2026, 11, 24) if missing == "sold_on" else False
    conditions = replace(SOLD, **{missing: value})

    with pytest.raises(ConditionsNotMet):
        rules.check_soft_opt_in(NOTICE, "offers", conditions, today=TODAY)
    rules.check_soft_opt_in(NOTICE, "offers", SOLD, today=TODAY)


def test_the_exception_must_stand_in_the_notice() -> None:
    with pytest.raises(NotBySoftOptIn):
        rules.check_soft_opt_in(NOTICE, "surveys", SOLD, today=TODAY)


def test_marketing_and_interests_can_be_objected_to_and_contracts_cannot() -> None:
    objectable = {key for key, one in NOTICE.purposes.items() if rules.is_objectable(one)}

    assert objectable == {"newsletter", "offers", "surveys"}


@given(text=st.text())
def test_a_changed_letter_changes_the_hash(text: str) -> None:
    assert rules.digest(text + "a") != rules.digest(text)
    assert len(rules.digest(text)) == 64


@pytest.mark.parametrize(
    ("minutes", "is_open"), [(0, True), (7 * 24 * 60 - 1, True), (7 * 24 * 60, False)]
)
def test_a_link_is_open_for_seven_days(minutes: int, is_open: bool) -> None:
    at = AT + timedelta(minutes=minutes)
    expires_at = AT + rules.LINK_LASTS

    assert rules.link_is_open(at=at, expires_at=expires_at, used_at=None) == is_open
    assert not rules.link_is_open(at=at, expires_at=expires_at, used_at=AT)


@pytest.mark.parametrize(
    ("kind", "state"), [(kind, state) for kind, found in STATES.items() for state in found]
)
def test_each_state_has_a_receipt_and_a_line_in_the_trail(kind: Kind, state: State) -> None:
    receipt = receipt_json(event(kind, state, 1), text="Yes.", notice=NOTICE)

    assert receipt["receipt_id"] == "seloste:receipt:1"
    assert rules.operation_of(kind, state).startswith("consents.")
    assert len(rules.operation_of(kind, state)) <= 64
