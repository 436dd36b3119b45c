from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import pytest
from django.db import transaction

from seloste.audit.models import Entry
from seloste.contracts import operations as contracts
from seloste.customers.operations import changing, creating
from seloste.customers.queries import contact_persons_of
from seloste.customers.values import ContactPersonDraft, CustomerDraft
from seloste.disclosures import operations as disclosures
from seloste.disclosures import queries, telling
from seloste.disclosures.errors import NoSuchDuty, NothingLeftToTell
from seloste.disclosures.values import DutyKind, DutyView
from seloste.kernel.actors import Actor, system
from seloste.kernel.ids import PersonId
from seloste.notice import queries as notices
from seloste.notice.data.measures import MEASURES
from seloste.notice.operations import publish
from seloste.readings.errors import NotAllowed
from seloste.vault import erasing
from seloste.vault.values import Erasure
from tests.register import EXAMPLE, Register

pytestmark = pytest.mark.django_db

AINO = CustomerDraft(kind="person", name="Aino Mäkinen", emails=("aino@posti.example",))
FIRM = CustomerDraft(
    kind="company",
    company="Oy Keksitty Ab",
    contact_persons=(ContactPersonDraft("Kaisa Keksitty", emails=("kaisa@keksitty.example",)),),
)
WORKER = system("worker")


def create(draft: CustomerDraft, register: Register) -> PersonId:
    return creating.create(draft, purpose="customer_care", by=register.owner, at=register.at)


def give(
    person: PersonId,
    register: Register,
    recipient: str = "invoicing_service",
    categories: Iterable[str] = ("identity", "contact"),
    purpose: str = "invoicing",
) -> None:
    with transaction.atomic():
        disclosures.note(
            person,
            recipient,
            categories=list(categories),
            purpose=purpose,
            act="test.given",
            by=register.owner,
            at=register.at,
        )


def owe(
    person: PersonId, register: Register, kind: DutyKind, categories: Iterable[str], **more: str
) -> list[DutyView]:
    with transaction.atomic():
        ids = disclosures.owe(
            person,
            kind=kind,
            categories=list(categories),
            cause="request:12",
            by=register.owner,
            at=register.at,
            **more,
        )
    return [found for each in ids if (found := queries.duty(each))]


def change(person: PersonId, register: Register, **values: object) -> None:
    changing.change(
        person,
        {field.replace("__", "."): value for field, value in values.items()},
        purpose="customer_care",
        by=register.owner,
        at=register.at,
    )


def test_each_correction_is_told_by_itself_in_the_order_in_which_it_was_made(
    register: Register,
) -> None:
    aino = create(AINO, register)
    give(aino, register)
    change(aino, register, customer__emails=["toinen@posti.example"])
    change(aino, register, customer__emails=["kolmas@posti.example"])

    told = [telling.compose(duty.id, by=WORKER, at=register.at) for duty in queries.duties_of(aino)]

    assert [(one.before, one.after) for one in told] == [
        (
            {"customer.emails": ["aino@posti.example"]},
            {"customer.emails": ["toinen@posti.example"]},
        ),
        (
            {"customer.emails": ["toinen@posti.example"]},
            {"customer.emails": ["kolmas@posti.example"]},
        ),
    ]


def test_a_correction_without_a_history_is_told_by_what_is_right_now(register: Register) -> None:
    aino = create(AINO, register)
    give(aino, register)
    [duty] = owe(aino, register, "correct", ["contact"])

    message = telling.compose(duty.id, by=WORKER, at=register.at)

    assert (message.before, message.after) == ({}, {"customer.emails": ["aino@posti.example"]})


def test_a_contact_person_is_told_of_by_their_own_name(register: Register) -> None:
    firm = create(FIRM, register)
    [kaisa] = contact_persons_of([firm])
    give(kaisa, register, "mail_service", ["contact_persons"], "customer_contacts")

    change(kaisa, register, contact_person__emails=["uusi@keksitty.example"])

    [duty] = queries.duties_of(kaisa)
    message = telling.compose(duty.id, by=WORKER, at=register.at)
    assert message.naming["contact_person.name"] == "Kaisa Keksitty"
    assert message.after == {"contact_person.emails": ["uusi@keksitty.example"]}


def test_a_role_without_a_part_in_requests_or_the_purpose_composes_nothing(
    register: Register,
) -> None:
    aino = create(AINO, register)
    give(aino, register)
    change(aino, register, customer__emails=["toinen@posti.example"])
    [duty] = queries.duties_of(aino)
    before = Entry.objects.count()

    with pytest.raises(NotAllowed):
        telling.compose(duty.id, by=Actor("s-accountant", "accountant", "console"), at=register.at)

    assert Entry.objects.count() == before


def test_a_duty_that_is_not_there_has_nothing_to_tell(register: Register) -> None:
    with pytest.raises(NoSuchDuty):
        telling.compose(1, by=WORKER, at=register.at)


def test_when_the_persons_data_are_gone_nothing_is_left_to_tell(register: Register) -> None:
    aino = create(AINO, register)
    give(aino, register)
    [duty] = owe(aino, register, "restrict", ["identity"])
    with transaction.atomic():
        lines = erasing.begin([Erasure(aino, None, None, "test")], at=register.at)
        erasing.remove(lines)
    erasing.settle(lines, at=register.at)

    with pytest.raises(NothingLeftToTell):
        telling.compose(duty.id, by=WORKER, at=register.at)


def test_a_recipient_that_the_notice_no_longer_names_is_told_under_the_edition_it_was_given_under(
    register: Register,
) -> None:
    aino = create(AINO, register)
    give(aino, register)
    source = EXAMPLE.read_text(encoding="utf-8")
    start = source.index("  invoicing_service:")
    end = source.index("  newsletter_service:")
    later = register.at + timedelta(minutes=1)
    publish(
        (source[:start] + source[end:])
        .replace(
            "number: 1\n", "number: 2\n  changes: {fi: Laskutus., sv: Fakturering., en: Us.}\n"
        )
        .encode(),
        path="notice.yaml",
        attested=frozenset(MEASURES),
        held=dict,
        by=register.owner,
        at=later,
    )
    assert "invoicing_service" not in notices.in_force(later).notice.recipients

    with transaction.atomic():
        [owed] = disclosures.owe(
            aino,
            kind="erase",
            categories=["identity"],
            cause="request:12",
            by=register.owner,
            at=later,
        )

    message = telling.compose(owed, by=WORKER, at=later)
    assert message.naming["customer.name"] == "Aino Mäkinen"


def test_when_two_customers_are_merged_what_recipients_had_of_either_is_had_of_the_one(
    register: Register,
) -> None:
    keep, gone = (
        create(AINO, register),
        create(CustomerDraft(kind="person", name="Aino Mäkinen-Virta"), register),
    )
    give(gone, register)

    contracts.merge_customers(
        keep, gone, purpose="customer_care", by=register.owner, at=register.at
    )

    assert queries.given_to(gone) == ()
    assert [giving.recipient for giving in queries.given_to(keep)] == ["invoicing_service"]
    [duty] = queries.duties_of(keep)
    message = telling.compose(duty.id, by=WORKER, at=register.at)
    assert (duty.kind, message.after["customer.name"]) == ("correct", "Aino Mäkinen")


def test_what_was_given_in_a_window_of_time_is_found(register: Register) -> None:
    aino = create(AINO, register)
    give(aino, register)
    at = register.at

    inside = queries.given_between(at, at + timedelta(seconds=1))
    others = queries.given_between(at, at + timedelta(days=1), recipients=["registrar"])

    assert [giving.person for giving in inside] == [aino]
    assert others == queries.given_between(at - timedelta(days=1), at) == ()


def test_a_note_is_open_to_those_who_answer_requests_and_to_no_other(register: Register) -> None:
    aino = create(AINO, register)
    give(aino, register)
    [duty] = owe(aino, register, "restrict", ["identity"])
    disclosures.refuse(duty.id, note="Emme suostu.", by=register.owner, at=register.at)
    accountant = Actor("s-accountant", "accountant", "console")

    mine = telling.notes_of(duty, by=register.owner, at=register.at)
    theirs = telling.notes_of(duty, by=accountant, at=register.at)

    assert list(mine.values()) == ["Emme suostu."]
    assert theirs == {}


def test_a_note_on_an_erasure_stays_readable_when_the_person_is_not(register: Register) -> None:
    aino = create(AINO, register)
    give(aino, register)
    [duty] = owe(aino, register, "erase", ["identity"])

    disclosures.acknowledge(duty.id, note="Poistettu.", by=register.owner, at=register.at)

    assert list(telling.notes_of(duty, by=register.owner, at=register.at).values()) == [
        "Poistettu."
    ]
