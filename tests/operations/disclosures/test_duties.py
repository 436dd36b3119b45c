from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction

from seloste.audit.models import Entry
from seloste.customers.operations import creating
from seloste.customers.values import CustomerDraft
from seloste.disclosures import operations as disclosures
from seloste.disclosures import queries
from seloste.disclosures.errors import (
    AnsweredTooSoon,
    DutySettled,
    NoSuchDuty,
    NotAReason,
    NotInNotice,
)
from seloste.disclosures.models import Disclosure, Duty, DutyEvent
from seloste.disclosures.naming import kept
from seloste.disclosures.owing import owe_all
from seloste.disclosures.values import DutyKind, DutyView
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId
from seloste.lifetimes.queries import lifetimes_of
from seloste.outbox.models import StoredParcel
from seloste.outbox.queries import is_waiting
from seloste.readings.errors import NotAllowed
from seloste.usability import operations as usability
from seloste.usability.errors import Barred
from seloste.vault import ledger
from seloste.vault.erasing import keys_that_remain
from seloste.vault.models import Sealed
from tests.register import Register

AINO = CustomerDraft(
    kind="person",
    name="Aino Mäkinen",
    emails=("aino@posti.example",),
    phones=("+358401234567",),
)
INVOICING, NEWSLETTER = "invoicing_service", "newsletter_service"


@pytest.fixture
def aino(register: Register) -> PersonId:
    return creating.create(AINO, purpose="customer_care", by=register.owner, at=register.at)


def give(
    person: PersonId,
    register: Register,
    *,
    recipient: str = INVOICING,
    categories: Sequence[str] = ("identity", "contact"),
    purpose: str = "invoicing",
    at: datetime | None = None,
) -> int:
    with transaction.atomic():
        return disclosures.note(
            person,
            recipient,
            categories=categories,
            purpose=purpose,
            act="test.given",
            by=register.owner,
            at=at or register.at,
        )


def owe(
    person: PersonId,
    register: Register,
    kind: DutyKind = "restrict",
    categories: Sequence[str] = ("identity",),
    **more: str,
) -> list[DutyView]:
    with transaction.atomic():
        ids = disclosures.owe(
            person,
            kind=kind,
            categories=categories,
            cause="request:12",
            by=register.owner,
            at=register.at,
            **more,
        )
    return [duty for each in ids if (duty := queries.duty(each)) is not None]


def state_of(duty: DutyView) -> str:
    return Duty.objects.get(id=duty.id).state


def operations() -> list[str]:
    return list(Entry.objects.order_by("position").values_list("operation", flat=True))


def rows() -> tuple[int, ...]:
    tables = (Entry, Disclosure, Duty, DutyEvent, Sealed, StoredParcel)
    return tuple(table.objects.count() for table in tables)


def names(duty: DutyView, register: Register) -> dict[str, object]:
    assert duty.subject is not None
    return kept(duty.subject, duty.id, purpose="rights_handling", by=register.owner, at=register.at)


# --- What is given ----------------------------------------------------------------------------


def test_a_giving_is_recorded_per_person_with_what_the_recipient_may_have(
    register: Register, aino: PersonId
) -> None:
    give(
        aino,
        register,
        recipient="mail_service",
        categories=["identity", "contact"],
        purpose="customer_care",
    )

    [giving] = queries.given_to(aino)
    assert giving.recipient == "mail_service"
    assert giving.categories == {"identity", "contact"}
    assert giving.fields == {"customer.name", "customer.emails"}
    assert (giving.purpose, giving.edition, giving.at) == ("customer_care", 1, register.at)
    assert operations()[-1] == "disclosures.given"


def test_what_the_notice_does_not_declare_is_not_given_and_leaves_no_trace(
    register: Register, aino: PersonId
) -> None:
    before = rows()

    with pytest.raises(NotInNotice):
        give(aino, register, categories=["identity", "correspondence"])

    assert rows() == before


def test_data_that_are_restricted_are_not_given(register: Register, aino: PersonId) -> None:
    usability.restrict(aino, ground="unlawful", request=None, by=register.owner, at=register.at)
    before = rows()

    with pytest.raises(Barred):
        give(aino, register)

    assert rows() == before


def test_whoever_may_not_use_data_for_a_purpose_may_not_give_them_either(
    register: Register, aino: PersonId
) -> None:
    before = rows()

    with pytest.raises(NotAllowed):
        disclosures.give(
            aino,
            INVOICING,
            categories=["identity"],
            purpose="invoicing",
            by=register.support,
            at=register.at,
        )

    assert rows() == before


def test_what_somebody_gave_by_hand_is_recorded_as_that(register: Register, aino: PersonId) -> None:
    disclosures.give(
        aino,
        INVOICING,
        categories=["identity"],
        purpose="invoicing",
        by=register.owner,
        at=register.at,
    )

    assert [giving.act for giving in queries.given_to(aino)] == ["by_hand"]


# --- What is owed -----------------------------------------------------------------------------


def test_each_recipient_that_has_such_data_is_owed_the_duty_and_no_other(
    register: Register, aino: PersonId
) -> None:
    give(aino, register)
    give(aino, register, recipient="accounting_firm", categories=["billing"], purpose="accounting")

    duties = owe(aino, register, "restrict", ["identity", "contact", "billing"])

    assert {duty.recipient: duty.categories for duty in duties} == {
        INVOICING: {"identity", "contact"},
        "accounting_firm": {"billing"},
    }
    assert [duty.state for duty in duties] == ["owed", "owed"]
    assert all(is_waiting("disclosures.send", duty.id) for duty in duties)
    assert operations()[-2:] == ["disclosures.owed"] * 2


def test_a_recipient_that_is_only_named_in_the_notice_is_owed_nothing(
    register: Register, aino: PersonId
) -> None:
    before = rows()

    assert owe(aino, register) == []
    assert rows() == before


def test_a_recipient_without_such_data_is_owed_nothing(register: Register, aino: PersonId) -> None:
    give(aino, register, categories=["identity"])

    assert owe(aino, register, "correct", ["billing"]) == []


def test_a_withdrawn_consent_is_told_to_whom_the_data_were_given_for_that_purpose(
    register: Register, aino: PersonId
) -> None:
    usability.set_consent(aino, "newsletter", given=True, by=register.owner, at=register.at)
    give(aino, register)
    give(
        aino,
        register,
        recipient=NEWSLETTER,
        categories=["identity", "contact"],
        purpose="newsletter",
    )

    duties = owe(aino, register, "withdraw", ["identity", "contact"], purpose="newsletter")

    assert [duty.recipient for duty in duties] == [NEWSLETTER]


# --- Erasure ----------------------------------------------------------------------------------


def test_what_names_an_erased_person_to_the_recipient_is_sealed_for_the_duty_alone(
    register: Register, aino: PersonId
) -> None:
    give(aino, register)

    [duty] = owe(aino, register, "erase", ["identity", "contact"])

    assert duty.subject not in {None, aino}
    assert names(duty, register) == {
        "customer.number": "1001",
        "customer.name": "Aino Mäkinen",
        "customer.emails": ["aino@posti.example"],
    }


def test_a_recipient_is_told_an_erased_person_by_no_more_than_it_may_have(
    register: Register, aino: PersonId
) -> None:
    give(
        aino,
        register,
        recipient="mail_service",
        categories=["identity", "contact"],
        purpose="customer_care",
    )

    [duty] = owe(aino, register, "erase", ["identity"])

    assert set(names(duty, register)) == {"customer.name", "customer.emails"}


@pytest.mark.django_db(transaction=True)
def test_what_names_an_erased_person_goes_as_soon_as_the_recipient_has_acknowledged(
    register: Register, aino: PersonId
) -> None:
    give(aino, register)
    [duty] = owe(aino, register, "erase", ["identity"])
    assert Sealed.objects.filter(person=duty.subject).exists()

    disclosures.acknowledge(duty.id, by=register.owner, at=register.at)

    assert duty.subject is not None
    assert not Sealed.objects.filter(person=duty.subject).exists()
    assert names(duty, register) == {}
    assert {name for name in keys_that_remain([duty.subject]) if name[1] != "audit"} == set()
    assert ledger.unfinished() == []
    assert Duty.objects.get().subject is None
    assert queries.held_of(aino) == {INVOICING: {"contact"}}


def test_a_recipient_that_refuses_to_erase_can_still_be_told_whom_it_is_about(
    register: Register, aino: PersonId
) -> None:
    give(aino, register)
    [duty] = owe(aino, register, "erase", ["identity"])

    assert duty.subject is not None
    [before] = lifetimes_of([duty.subject])[duty.subject]
    disclosures.refuse(duty.id, note="Laki vaatii.", by=register.owner, at=register.at)

    [days, *_] = lifetimes_of([duty.subject])[duty.subject]
    assert before.due_on is None
    assert days.due_on is not None

    assert names(duty, register)["customer.name"] == "Aino Mäkinen"
    disclosures.acknowledge(duty.id, by=register.owner, at=register.at)
    assert state_of(duty) == "acknowledged"


def test_an_erasure_takes_the_place_of_what_was_still_to_be_told(
    register: Register, aino: PersonId
) -> None:
    give(aino, register)
    [inside] = owe(aino, register, "correct", ["identity"])
    [beyond] = owe(aino, register, "restrict", ["identity", "contact"])

    owe(aino, register, "erase", ["identity"])

    found = Duty.objects.in_bulk()
    assert (found[inside.id].state, found[inside.id].reason) == ("impossible", "overtaken")
    assert found[beyond.id].state == "owed"
    assert not is_waiting("disclosures.send", inside.id)


def test_who_erased_the_data_and_got_none_since_is_owed_nothing_more(
    register: Register, aino: PersonId
) -> None:
    give(aino, register, categories=["identity"])
    [duty] = owe(aino, register, "erase", ["identity"])
    disclosures.acknowledge(duty.id, by=register.owner, at=register.at)

    assert owe(aino, register, "restrict", ["identity"]) == []
    give(aino, register, categories=["identity"], at=register.at + timedelta(days=1))
    assert len(owe(aino, register, "restrict", ["identity"])) == 1


def test_a_recipient_is_told_once_to_erase_the_same_data(
    register: Register, aino: PersonId
) -> None:
    give(aino, register)
    [first] = owe(aino, register, "erase", ["identity"])

    more = owe(aino, register, "erase", ["identity", "contact"])

    assert [duty.categories for duty in more] == [{"contact"}]
    assert owe(aino, register, "erase", ["identity", "contact"]) == []
    assert state_of(first) == "owed"


def test_many_persons_are_told_of_in_one_stroke(register: Register, aino: PersonId) -> None:
    other = creating.create(
        CustomerDraft(kind="person", name="Veikko Virta"),
        purpose="customer_care",
        by=register.owner,
        at=register.at,
    )
    for person in (aino, other):
        give(person, register, categories=["identity"])

    owed = owe_all(
        {aino: ["identity"], other: ["identity"], PersonId(1): ["identity"]},
        kind="erase",
        cause="retention",
        by=register.owner,
        at=register.at,
    )

    assert set(owed) == {aino, other}
    named = [
        names(found, register)["customer.name"]
        for person in (aino, other)
        for duty in owed[person]
        if (found := queries.duty(duty.id)) is not None
    ]
    assert named == ["Aino Mäkinen", "Veikko Virta"]
    assert queries.duty(owed[aino][0].id) == owed[aino][0]


# --- Sent, answered, settled ------------------------------------------------------------------


def test_what_was_sent_is_not_acknowledged_and_is_asked_about_again(
    register: Register, aino: PersonId
) -> None:
    give(aino, register)
    [duty] = owe(aino, register)

    disclosures.mark_sent(duty.id, by=register.owner, at=register.at)

    assert state_of(duty) == "sent"
    assert not is_waiting("disclosures.send", duty.id)
    assert queries.to_chase(register.at + timedelta(days=6)) == ()
    assert [d.id for d in queries.to_chase(register.at + timedelta(days=7))] == [duty.id]
    assert [d.id for d in queries.open_duties()] == [duty.id]


def test_asking_again_is_counted_and_waits_anew(register: Register, aino: PersonId) -> None:
    give(aino, register)
    [duty] = owe(aino, register)
    again = register.at + timedelta(days=8)

    disclosures.mark_sent(duty.id, by=register.owner, at=register.at)
    disclosures.mark_sent(duty.id, by=register.owner, at=again)

    assert [event.code for event in queries.events_of(duty.id)] == ["owed", "sent", "chased"]
    assert Duty.objects.get().chase_at == again + timedelta(days=7)
    assert StoredParcel.objects.filter(kind="disclosures.chase").count() == 1


def test_an_answer_is_noted_with_its_day_and_what_was_said_is_sealed(
    register: Register, aino: PersonId
) -> None:
    give(aino, register)
    [duty] = owe(aino, register)
    later = register.at + timedelta(days=3)

    disclosures.acknowledge(
        duty.id, on=date(2026, 11, 24), note="Kirje 24.11.", by=register.owner, at=later
    )

    row = Duty.objects.get()
    assert (row.state, row.answered_on, row.settled_at) == (
        "acknowledged",
        date(2026, 11, 24),
        later,
    )
    assert Sealed.objects.filter(person=aino, kind="request").count() == 1
    assert operations()[-1] == "disclosures.acknowledged"
    assert queries.open_duties() == ()
    assert not StoredParcel.objects.exists()


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2026, 11, 24)])
def test_an_answer_that_came_before_the_duty_or_in_the_future_is_refused(
    register: Register, aino: PersonId, day: date
) -> None:
    give(aino, register)
    [duty] = owe(aino, register)
    before = rows()

    with pytest.raises(AnsweredTooSoon):
        disclosures.acknowledge(duty.id, on=day, by=register.owner, at=register.at)

    assert rows() == before
    assert state_of(duty) == "owed"


def test_a_duty_is_given_up_only_for_a_reason_that_the_law_knows(
    register: Register, aino: PersonId
) -> None:
    give(aino, register)
    [duty] = owe(aino, register)

    with pytest.raises(NotAReason):
        disclosures.give_up(
            duty.id,
            reason="overtaken",
            by=register.owner,
            at=register.at,
        )
    assert state_of(duty) == "owed"
    disclosures.give_up(duty.id, reason="recipient_gone", by=register.owner, at=register.at)
    assert (Duty.objects.get().state, Duty.objects.get().reason) == (
        "impossible",
        "recipient_gone",
    )


def test_a_duty_is_settled_once(register: Register, aino: PersonId) -> None:
    give(aino, register)
    [duty] = owe(aino, register)
    disclosures.acknowledge(duty.id, by=register.owner, at=register.at)
    before = rows()

    with pytest.raises(DutySettled):
        disclosures.refuse(duty.id, by=register.owner, at=register.at)
    with pytest.raises(DutySettled):
        disclosures.mark_sent(duty.id, by=register.owner, at=register.at)

    assert rows() == before


def test_a_duty_that_is_not_there_is_refused(register: Register) -> None:
    with pytest.raises(NoSuchDuty):
        disclosures.acknowledge(1, by=register.owner, at=register.at)


def test_whoever_has_no_part_in_requests_settles_no_duty(
    register: Register, aino: PersonId
) -> None:
    give(aino, register)
    [duty] = owe(aino, register)
    accountant = Actor(handle="s-accountant", role="accountant", way_in="console")

    with pytest.raises(NotAllowed):
        disclosures.acknowledge(duty.id, by=accountant, at=register.at)

    assert state_of(duty) == "owed"


def test_a_correction_that_was_told_is_itself_a_giving(register: Register, aino: PersonId) -> None:
    give(aino, register, categories=["contact"])
    [duty] = owe(aino, register, "correct", ["contact"])

    disclosures.mark_sent(duty.id, by=register.owner, at=register.at)

    assert [(g.act, g.purpose) for g in queries.given_to(aino)] == [
        ("test.given", "invoicing"),
        ("disclosures.corrected", "invoicing"),
    ]
