"""What is done with a request from its receipt to the day before its answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from seloste.audit.models import Entry
from seloste.kernel.errors import Refusal
from seloste.kernel.ids import PersonId
from seloste.lifetimes.queries import lifetimes_of
from seloste.outbox.queries import is_waiting
from seloste.rights import queries
from seloste.rights.errors import (
    AddressNotKnown,
    AskedAlready,
    CodeAlone,
    DecidedAlready,
    ExtendedAlready,
    GroundNotForThis,
    LinkNotUsable,
    NobodyMatched,
    NobodyOfTheRegister,
    NoClarification,
    NoFee,
    NotAGround,
    NotAnAmount,
    NotAsked,
    NotAskedFor,
    NotAWayToShow,
    NothingAnnounced,
    NothingWritten,
    NotOpen,
    NotRepresented,
    NotTheNext,
    PapersNotAsked,
    RefusalNotExtended,
    TakenAlready,
    TooLateToExtend,
    TwoFactsNeeded,
)
from seloste.rights.models import Link, RequestEvent, RequestPart, SubjectRequest
from seloste.rights.operations import (
    acknowledging,
    clarifying,
    extending,
    identity,
    matching,
    refusing,
    representing,
    taking,
)
from seloste.rights.operations.opening import open_request
from seloste.rights.operations.receiving import ACKNOWLEDGE
from seloste.rights.values import RequestView
from seloste.vault.models import Sealed
from tests.operations.rights.conftest import AINO, asked
from tests.register import Register

LATER = timedelta(days=7)


def refused(refusal: type[Refusal], act: Callable[[], object]) -> None:
    before = traces()
    with pytest.raises(refusal):
        act()
    assert traces() == before


def traces() -> object:
    tables = (RequestPart, RequestEvent, Sealed, Entry, Link)
    return list(SubjectRequest.objects.order_by("id").values()), [t.objects.count() for t in tables]


def view(made: int, at: datetime) -> RequestView:
    return queries.request(made, at=at)


def codes(made: int) -> list[tuple[str, str]]:
    return [(event.code, event.detail) for event in queries.events_of(made)][1:]


# --- The order ------------------------------------------------------------------------------------


def test_the_oldest_is_taken_first(register: Register) -> None:
    first = asked(register, received_at=register.at - timedelta(days=2))

    taking.take(first, by=register.owner, at=register.at)

    assert (view(first, register.at).state, view(first, register.at).taken_by) == (
        "in_progress",
        "s-owner",
    )
    assert codes(first) == [("taken", "")]


def test_out_of_its_turn_a_request_is_taken_only_with_a_reason_that_is_kept(
    register: Register,
) -> None:
    asked(register, received_at=register.at - timedelta(days=2))
    second = asked(register)
    refused(NotTheNext, lambda: taking.take(second, reason=" ", by=register.owner, at=register.at))

    taking.take(second, reason="Muutto ulkomaille.", by=register.owner, at=register.at)

    [*_, event] = queries.events_of(second)
    opened = open_request(second, by=register.owner, at=register.at)
    assert (event.code, event.detail) == ("taken", "out_of_turn")
    assert opened.notes[event.id] == {"reason": "Muutto ulkomaille."}


def test_what_is_taken_passes_the_turn_on(register: Register) -> None:
    first, second = asked(register), asked(register)
    taking.take(first, by=register.owner, at=register.at)

    taking.take(second, by=register.support, at=register.at)

    refused(TakenAlready, lambda: taking.take(first, by=register.support, at=register.at))
    taking.leave(first, by=register.owner, at=register.at)
    assert view(first, register.at).state == "received"


# --- Whom it is about -----------------------------------------------------------------------------


def test_a_request_finds_its_customer_by_address(register: Register, aino: PersonId) -> None:
    made = asked(register)

    found = matching.candidates(made, by=register.owner, at=register.at)
    matching.match(made, found[0].id, by=register.owner, at=register.at)

    assert [each.id for each in found] == [aino]
    assert view(made, register.at).about == aino
    matching.unmatch(made, by=register.owner, at=register.at)
    assert view(made, register.at).about is None


def test_a_request_is_not_linked_to_nobody(register: Register) -> None:
    made = asked(register)

    refused(
        NobodyOfTheRegister,
        lambda: matching.match(made, PersonId(5), by=register.owner, at=register.at),
    )


# --- Who asks -------------------------------------------------------------------------------------


def ask_who(register: Register, made: int, method: str = "two_facts", **more: str) -> None:
    more = {"doubt": "Uusi osoite.", **more}
    identity.ask(made, method, by=register.owner, at=register.at, **more)


def test_asking_who_somebody_is_stops_the_clock_until_they_have_shown_it(
    register: Register, aino: PersonId
) -> None:
    made = asked(register, about=aino)

    ask_who(register, made)
    meanwhile = view(made, register.at + LATER)
    identity.compare_facts(
        made,
        {"customer.number": "1001", "customer.phones": "040 555 0123"},
        by=register.owner,
        at=register.at + LATER,
    )

    after = view(made, register.at + 2 * LATER)
    assert (meanwhile.state, meanwhile.identity) == ("waiting", "asked")
    assert meanwhile.due.latest == date(2026, 12, 30)
    assert (after.state, after.identity) == ("received", "shown")
    assert after.due.latest == date(2026, 12, 30)
    assert codes(made) == [("identity_asked", "two_facts"), ("identity_shown", "two_facts")]


def test_which_facts_were_compared_is_kept_and_not_what_was_said(
    register: Register, aino: PersonId
) -> None:
    made = asked(register, about=aino)
    ask_who(register, made)

    agreed = identity.compare_facts(
        made,
        {"customer.number": "1001", "customer.phones": "+358 40 555 9999"},
        by=register.owner,
        at=register.at,
    )

    [*_, event] = queries.events_of(made)
    opened = open_request(made, by=register.owner, at=register.at)
    assert not agreed
    assert view(made, register.at).identity == "not_shown"
    assert opened.notes[event.id] == {"facts": ["customer.number", "customer.phones"]}
    assert "9999" not in repr([dict(note) for note in opened.notes.values()])


@pytest.mark.parametrize(
    "said",
    [
        {"customer.number": "1001"},
        {"customer.name": "Aino Esimerkki", "customer.number": "1001"},
        {"customer.emails": "aino@esimerkki.example", "customer.number": "1001"},
        {},
    ],
)
def test_two_facts_are_two_that_the_request_did_not_say_itself(
    register: Register, aino: PersonId, said: dict[str, str]
) -> None:
    made = asked(register, about=aino)
    ask_who(register, made)

    refused(
        TwoFactsNeeded,
        lambda: identity.compare_facts(made, said, by=register.owner, at=register.at),
    )


@pytest.mark.parametrize(
    ("refusal", "method", "more"),
    [
        (PapersNotAsked, "identity_paper", {}),
        (PapersNotAsked, "passport", {}),
        (CodeAlone, "personal_identity_code", {}),
        (NotAWayToShow, "signature", {}),
        (NotAWayToShow, "portal", {}),
        (NothingWritten, "call_back", {"doubt": "  "}),
        (AddressNotKnown, "known_address", {"address": "other@esimerkki.example"}),
        (AddressNotKnown, "known_address", {}),
    ],
)
def test_more_than_the_law_lets_one_ask_is_not_asked(
    register: Register,
    aino: PersonId,
    refusal: type[Refusal],
    method: str,
    more: dict[str, str],
) -> None:
    made = asked(register, about=aino)

    refused(refusal, lambda: ask_who(register, made, method, **more))


def test_nobody_is_asked_before_it_is_known_whom_to_compare_with(register: Register) -> None:
    made = asked(register)

    refused(NobodyMatched, lambda: ask_who(register, made))


def test_nothing_is_confirmed_that_was_not_asked(register: Register, aino: PersonId) -> None:
    made = asked(register, about=aino)

    refused(
        NotAsked,
        lambda: identity.confirm(made, "call_back", by=register.owner, at=register.at),
    )
    ask_who(register, made, "call_back")
    refused(AskedAlready, lambda: ask_who(register, made, "call_back"))
    identity.confirm(made, "call_back", by=register.owner, at=register.at)
    assert codes(made)[-1] == ("identity_shown", "call_back")


def test_a_link_to_a_known_address_confirms_once(register: Register, aino: PersonId) -> None:
    made = asked(register, about=aino)
    ask_who(register, made, "known_address", address="Aino@esimerkki.example")
    token = identity.new_link(made, by=register.owner, at=register.at)
    assert identity.by_link(token, at=register.at).id == made
    assert view(made, register.at).identity == "asked"

    identity.confirm_by_link(token, at=register.at + timedelta(days=1))

    assert view(made, register.at).identity == "shown"
    refused(LinkNotUsable, lambda: identity.confirm_by_link(token, at=register.at))
    assert token not in str(list(Link.objects.values()))


@pytest.mark.parametrize("when", ["expired", "replaced", "unknown"])
def test_a_link_that_does_not_work_any_more_confirms_nothing(
    register: Register, aino: PersonId, when: str
) -> None:
    made = asked(register, about=aino)
    ask_who(register, made, "known_address", address="aino@esimerkki.example")
    token = identity.new_link(made, by=register.owner, at=register.at)
    if when == "replaced":
        identity.new_link(made, by=register.owner, at=register.at)
    used = "unknown" if when == "unknown" else token
    at = register.at + timedelta(days=15 if when == "expired" else 1)

    refused(LinkNotUsable, lambda: identity.confirm_by_link(used, at=at))


def test_who_does_not_show_who_they_are_is_told_so_by_a_refusal(
    register: Register, aino: PersonId
) -> None:
    made = asked(register, about=aino)
    ask_who(register, made, "call_back")
    identity.not_shown(made, by=register.owner, at=register.at + LATER)

    refusing.refuse(
        made,
        "access",
        "identity_failure",
        reasons="Numerosta ei vastattu.",
        by=register.owner,
        at=register.at + LATER,
    )

    part = view(made, register.at).part("access")
    assert part is not None
    assert (part.outcome, part.reason) == ("refused", "identity_failure")


# --- Clarifying -----------------------------------------------------------------------------------


def test_asking_what_is_meant_stops_the_clock(register: Register) -> None:
    made = asked(register)
    clarifying.ask(made, "Mitä vuosia pyyntö koskee?", by=register.owner, at=register.at)
    refused(
        AskedAlready,
        lambda: clarifying.ask(made, "Entä?", by=register.owner, at=register.at),
    )

    clarifying.answered(made, "Vuotta 2026.", by=register.owner, at=register.at + LATER)

    assert view(made, register.at + LATER).due.latest == date(2026, 12, 30)
    assert codes(made) == [("clarification_asked", ""), ("clarified", "")]
    refused(
        NotAsked,
        lambda: clarifying.answered(made, "Ei.", by=register.owner, at=register.at + LATER),
    )


def test_only_who_wants_a_copy_is_asked_what_they_mean(register: Register) -> None:
    made = asked(register, "erasure")

    refused(
        NoClarification,
        lambda: clarifying.ask(made, "Mitä?", by=register.owner, at=register.at),
    )
    refused(NothingWritten, lambda: clarifying.ask(made, " ", by=register.owner, at=register.at))


# --- Extending ------------------------------------------------------------------------------------


def announce(register: Register, made: int, ground: str = "complexity", **more: object) -> int:
    stated = {"reasons": "Viestejä on tuhat.", "at": register.at, **more}
    return extending.announce(made, ground, by=register.owner, **stated)  # type: ignore[arg-type]


def test_the_time_is_extended_when_the_person_was_told_and_not_before(register: Register) -> None:
    made = asked(register)
    event = announce(register, made)
    assert view(made, register.at).due.latest == date(2026, 12, 23)
    assert is_waiting(extending.SEND_EXTENSION, event)

    extending.told(made, "paper", by=register.owner, at=register.at + LATER)

    assert view(made, register.at).due.latest == date(2027, 2, 23)
    assert view(made, register.at).clock.first_end == date(2026, 12, 23)
    assert not is_waiting(extending.SEND_EXTENSION, event)


def test_without_news_in_the_first_month_there_is_no_extension(register: Register) -> None:
    made = asked(register)
    announce(register, made)
    late = register.at + timedelta(days=31)

    refused(TooLateToExtend, lambda: extending.told(made, "paper", by=register.owner, at=late))
    extending.not_told(made, by=register.owner, at=late)

    assert view(made, late).extended_at is None
    refused(TooLateToExtend, lambda: announce(register, made, at=late))


@pytest.mark.parametrize(
    ("refusal", "ground", "more"),
    [
        (NotAGround, "holidays", {}),
        (NotAGround, "staffing", {}),
        (NothingWritten, "number", {"reasons": ""}),
    ],
)
def test_only_complexity_and_number_extend_and_only_with_reasons(
    register: Register, refusal: type[Refusal], ground: str, more: dict[str, object]
) -> None:
    made = asked(register)

    refused(refusal, lambda: announce(register, made, ground, **more))


def test_the_time_is_extended_once(register: Register) -> None:
    made = asked(register)
    announce(register, made)
    refused(ExtendedAlready, lambda: announce(register, made))
    extending.told(made, "paper", by=register.owner, at=register.at)

    refused(ExtendedAlready, lambda: announce(register, made))
    refused(
        NothingAnnounced,
        lambda: extending.told(made, "paper", by=register.owner, at=register.at),
    )


def test_a_refusal_is_not_extended(register: Register) -> None:
    made = asked(register)
    refuse(register, made)

    refused(RefusalNotExtended, lambda: announce(register, made))


# --- Refusing, charging, taking back --------------------------------------------------------------


def refuse(register: Register, made: int, **more: object) -> None:
    stated = {
        "kind": "access",
        "ground": "manifestly_excessive",
        "reasons": "Sama pyyntö joka viikko.",
        "at": register.at,
        **more,
    }
    refusing.refuse(made, by=register.owner, **stated)  # type: ignore[arg-type]


def test_a_refusal_keeps_its_ground_and_reasons(register: Register) -> None:
    made = asked(register, "access", "erasure")

    refuse(register, made)

    [*_, event] = queries.events_of(made)
    parts = view(made, register.at).parts
    assert [(p.kind, p.outcome, p.reason) for p in parts] == [
        ("access", "refused", "manifestly_excessive"),
        ("erasure", "", ""),
    ]
    assert open_request(made, by=register.owner, at=register.at).notes[event.id] == {
        "kind": "access",
        "ground": "manifestly_excessive",
        "reasons": "Sama pyyntö joka viikko.",
    }
    assert event.detail == "in_time"


def test_a_refusal_after_the_first_month_is_written_down_as_late(register: Register) -> None:
    made = asked(register)
    announce(register, made)
    extending.told(made, "paper", by=register.owner, at=register.at)

    refuse(register, made, at=register.at + timedelta(days=40))

    assert codes(made)[-1] == ("refused", "late")


@pytest.mark.parametrize(
    ("refusal", "more"),
    [
        (NotAskedFor, {"kind": "erasure"}),
        (NotAGround, {"ground": "too_busy"}),
        (GroundNotForThis, {"ground": "legally_required"}),
        (GroundNotForThis, {"ground": "identity_failure"}),
        (GroundNotForThis, {"kind": "withdrawal", "ground": "manifestly_unfounded"}),
        (NothingWritten, {"reasons": " "}),
    ],
)
def test_what_the_law_does_not_carry_is_not_refused(
    register: Register, refusal: type[Refusal], more: dict[str, object]
) -> None:
    made = asked(register, "access", "withdrawal")

    refused(refusal, lambda: refuse(register, made, **more))


def test_what_is_decided_is_not_decided_again(register: Register) -> None:
    made = asked(register)
    refuse(register, made)

    refused(DecidedAlready, lambda: refuse(register, made))


def charge(register: Register, made: int, ground: str, amount: str, reasons: str = "Kulut") -> None:
    refusing.announce_fee(
        made, ground, amount=Decimal(amount), reasons=reasons, by=register.owner, at=register.at
    )


def test_a_first_copy_is_free_and_a_fee_is_told_before(register: Register, aino: PersonId) -> None:
    made = asked(register, about=aino)
    refused(NoFee, lambda: charge(register, made, "further_copy", "10"))

    charge(register, made, "manifestly_excessive", "12.50")

    [*_, event] = queries.events_of(made)
    assert (event.code, event.detail) == ("fee_announced", "manifestly_excessive")
    assert is_waiting(refusing.SEND_FEE, event.id)


@pytest.mark.parametrize("amount", ["0", "-1", "NaN", "Infinity", "1.005", "1E9"])
def test_a_fee_is_an_amount_of_money(register: Register, amount: str) -> None:
    made = asked(register)

    refused(NotAnAmount, lambda: charge(register, made, "manifestly_excessive", amount))


def test_a_fee_has_a_ground_of_the_law(register: Register) -> None:
    made = asked(register)

    refused(NotAGround, lambda: charge(register, made, "costs", "5"))
    refused(NothingWritten, lambda: charge(register, made, "manifestly_excessive", "5", ""))


def test_what_is_taken_back_is_owed_no_answer(register: Register) -> None:
    made = asked(register)

    refusing.withdraw(made, by=register.owner, at=register.at)

    found = view(made, register.at)
    [lifetime] = lifetimes_of([found.requester])[found.requester]
    assert (found.state, found.parts[0].outcome) == ("withdrawn", "withdrawn")
    assert queries.queue(at=register.at) == []
    assert lifetime.due_on == date(2029, 11, 24)
    refused(NotOpen, lambda: taking.take(made, by=register.owner, at=register.at))


# --- Representatives and receipts -----------------------------------------------------------------


def test_a_representative_is_asked_for_authority_and_the_clock_runs(register: Register) -> None:
    made = asked(register, file=replace(AINO, representative="Reijo Esimerkki"))

    representing.ask_authority(made, by=register.owner, at=register.at)
    representing.authority_shown(made, "written", by=register.owner, at=register.at + LATER)

    found = view(made, register.at + LATER)
    assert (found.represented, found.authority) == (True, "shown")
    assert found.due.latest == date(2026, 12, 23)


def test_authority_is_asked_of_representatives_only(register: Register) -> None:
    made = asked(register)

    refused(
        NotRepresented, lambda: representing.ask_authority(made, by=register.owner, at=register.at)
    )


def test_the_receipt_is_told_once(register: Register) -> None:
    made = asked(register)

    first = acknowledging.acknowledged(made, "paper", by=register.owner, at=register.at)
    again = acknowledging.acknowledged(made, "told", by=register.owner, at=register.at)

    assert (first, again) == (True, False)
    assert codes(made) == [("acknowledged", "paper")]
    assert not is_waiting(ACKNOWLEDGE, made)
