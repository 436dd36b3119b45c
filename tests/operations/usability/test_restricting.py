"""What is restricted stays closed, whoever comes; what is lifted opens again."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.db import transaction

from seloste.audit.models import Entry
from seloste.contracts import operations as contracts
from seloste.contracts.values import NewContract, Validity
from seloste.customers import queries as customers
from seloste.customers.operations import changing, creating, finding
from seloste.customers.values import ContactPersonDraft, CustomerDraft
from seloste.exchange.operations.exporting import export
from seloste.kernel.ids import PersonId
from seloste.readings.operations import open_records
from seloste.usability import operations, queries
from seloste.usability.errors import Barred, NoSuchRestriction
from seloste.usability.values import Bar
from seloste.vault.queries import openings_by_day
from tests.register import Register

CARE = "customer_care"


@pytest.fixture
def restriction(aino: PersonId, register: Register) -> int:
    with transaction.atomic():
        return operations.restrict(
            aino, ground="accuracy_contested", request=None, by=register.owner, at=register.at
        )


def test_a_restricted_person_is_found_without_a_name(
    aino: PersonId, restriction: int, register: Register
) -> None:
    [found] = finding.find("aino", purpose=CARE, by=register.owner, at=register.at)

    assert (found.id, found.name, found.number, found.bar) == (aino, "", "", Bar.RESTRICTED)


def test_nothing_of_a_restricted_person_is_opened_or_counted(
    aino: PersonId, restriction: int, register: Register
) -> None:
    before = openings_by_day()

    view = finding.open_customer(aino, purpose=CARE, by=register.owner, at=register.at)

    assert (view.values, view.bar) == ({}, Bar.RESTRICTED)
    assert {"identity", "contact"} <= view.closed
    assert openings_by_day() == before


def test_a_restricted_person_is_opened_to_answer_a_request(
    aino: PersonId, restriction: int, register: Register
) -> None:
    opened = open_records([aino], purpose="rights_handling", by=register.owner, at=register.at)

    assert opened[aino].bar is None
    assert opened[aino].contents


def test_a_restricted_person_is_not_exported_and_is_counted(
    aino: PersonId, restriction: int, register: Register
) -> None:
    target = BytesIO()

    written = export(target, format_="csv", purpose=CARE, by=register.owner, at=register.at)

    assert (written.rows, written.left_out) == (0, 1)
    assert b"Aino" not in target.getvalue()


def test_nothing_of_a_restricted_person_is_changed(
    aino: PersonId, restriction: int, register: Register
) -> None:
    contracts.offer("hosting", title="Webhotelli", by=register.owner, at=register.at)
    agreed = NewContract("hosting", Validity(register.at.date(), None), "", "")
    who = {"purpose": CARE, "by": register.owner, "at": register.at}
    before = Entry.objects.count()

    with pytest.raises(Barred):
        changing.change(aino, {"customer.emails": ["uusi@esimerkki.example"]}, **who)
    with pytest.raises(Barred):
        contracts.agree(aino, agreed, **who)
    with pytest.raises(Barred):
        creating.add_contact_person(aino, ContactPersonDraft("Kerttu", (), (), ""), **who)

    assert Entry.objects.count() == before


def test_who_restricted_the_processing_goes_on_acting_for_their_customer(
    register: Register,
) -> None:
    who = {"by": register.owner, "at": register.at}
    draft = CustomerDraft(
        kind="company",
        company="Saimaan Esimerkki Oy",
        contact_persons=(ContactPersonDraft("Kerttu Kuvitelma", (), (), ""),),
    )
    saimaa = creating.create(draft, purpose=CARE, **who)
    [kerttu] = customers.contact_persons_of([saimaa])
    with transaction.atomic():
        operations.restrict(kerttu, ground="unlawful", request=None, **who)

    with pytest.raises(Barred):
        changing.end_contact_person(kerttu, on=register.at.date(), **who)

    assert customers.contact_persons_left_by(register.at.date()) == []


def test_what_is_lifted_opens_again(aino: PersonId, restriction: int, register: Register) -> None:
    with transaction.atomic():
        assert operations.lift(restriction, by=register.owner, at=register.at) == aino

    view = finding.open_customer(aino, purpose=CARE, by=register.owner, at=register.at)
    assert view.values["customer.name"] == "Aino Esimerkki"
    assert queries.restrictions_of([aino]) == {}


def test_a_restriction_is_lifted_once(restriction: int, register: Register) -> None:
    with transaction.atomic():
        operations.lift(restriction, by=register.owner, at=register.at)

    with pytest.raises(NoSuchRestriction):
        operations.lift(restriction, by=register.owner, at=register.at)


def test_a_consent_opens_the_purpose_and_its_end_closes_it(
    aino: PersonId, register: Register
) -> None:
    def opened() -> bool:
        found = open_records([aino], purpose="newsletter", by=register.owner, at=register.at)
        return bool(found[aino].contents)

    assert not opened()
    for given in (True, False):
        with transaction.atomic():
            operations.set_consent(
                aino, "newsletter", given=given, by=register.owner, at=register.at
            )
        assert opened() == given


def test_when_two_become_one_the_stricter_choice_wins(aino: PersonId, register: Register) -> None:
    other = PersonId(4711)
    with transaction.atomic():
        for person, given in ((aino, True), (other, False)):
            operations.set_consent(
                person, "newsletter", given=given, by=register.owner, at=register.at
            )
        operations.object_to(other, "development_surveys", by=register.owner, at=register.at)
        operations.restrict(
            other, ground="unlawful", request=None, by=register.owner, at=register.at
        )
        operations.move(other, aino)

    standing = queries.standings_of([aino, other])
    assert standing[aino].consents == frozenset()
    assert standing[aino].objections == {"development_surveys"}
    assert standing[aino].is_restricted
    assert other not in standing


def test_each_choice_leaves_an_audit_line(aino: PersonId, restriction: int) -> None:
    line = Entry.objects.get(operation="usability.restricted")

    assert (line.about, line.ref, line.edition) == (aino, str(restriction), 1)
