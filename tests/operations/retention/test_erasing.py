"""What is erased is gone from every store; what stays is untouched."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from seloste.audit.checkpointing import make_checkpoint, write_public_key
from seloste.audit.models import Entry
from seloste.audit.verifying import verify_register
from seloste.contracts import operations as contract_operations
from seloste.customers import queries as customers
from seloste.customers.models import Change, ContactPerson, Customer, PossibleDuplicate
from seloste.customers.operations import changing, finding
from seloste.disclosures import operations as disclosures
from seloste.disclosures.queries import duties_of
from seloste.kernel.ids import PersonId
from seloste.lifetimes.models import Lifetime
from seloste.retention import queries
from seloste.retention.errors import MayNotErase, NothingToErase
from seloste.retention.models import Certificate, Underway
from seloste.retention.operations import erasing
from seloste.retention.values import Why
from seloste.vault import erasing as vault
from seloste.vault import ledger
from seloste.vault.keystore.models import PersonKey
from seloste.vault.models import IndexedPerson, Sealed
from seloste.vault.values import Erasure
from tests.operations.retention.people import CARE, agree, aino, numbered, puula, saimaa
from tests.register import Register


def who(register: Register) -> dict[str, object]:
    return {"by": register.owner, "at": register.at}


def test_of_a_customer_without_contracts_everything_goes(register: Register) -> None:
    person = aino(register)
    changing.change(person, {"customer.name": "Aino Uusi"}, purpose=CARE, **who(register))
    assert Sealed.objects.filter(person=person).count() == 4
    assert Change.objects.filter(person=person).exists()

    made = erasing.erase(person, cause="request:7", **who(register))

    assert not Sealed.objects.filter(person=person).exists()
    assert not PersonKey.objects.filter(person=person).exists()
    assert not IndexedPerson.objects.filter(person=person).exists()
    assert not Customer.objects.filter(id=person).exists()
    assert not Change.objects.filter(person=person).exists()
    assert not Lifetime.objects.filter(person=person).exists()
    assert made.counts == {"sealed": 4, "keys": 4, "index": 2, "rows": 3, "audit_facts": 1}
    assert made.holds
    assert queries.certificate(made.id) == made
    assert [line.erasure for line in ledger.lines()] == [Erasure(person, None, None, "request:7")]


def test_an_erasure_leaves_an_audit_line_and_a_trail_that_verifies(register: Register) -> None:
    person = aino(register)

    made = erasing.erase(person, cause="request:7", **who(register))

    [line] = Entry.objects.filter(operation="retention.erased")
    assert (line.about, line.ref, line.sealed_facts) == (person, str(made.id), b"")
    write_public_key()
    make_checkpoint(register.at)
    assert verify_register().holds


def test_while_a_contract_runs_what_it_needs_stays_and_the_rest_is_asked_for_in_vain(
    register: Register,
) -> None:
    person = aino(register)
    agree(person, register)

    plan = erasing.plan(person, at=register.at)

    assert {item.category: item.why for item in plan.items} == dict.fromkeys(
        ("identity", "contact", "billing", "contracts"), Why.RUNNING_CONTRACT
    )
    with pytest.raises(NothingToErase):
        erasing.erase(person, cause="request:7", **who(register))
    assert not ledger.number_of_lines()
    assert not Certificate.objects.exists()


def test_after_the_last_contract_what_claims_need_stays_and_the_rest_goes(
    register: Register,
) -> None:
    person = aino(register)
    agree(person, register, until=date(2026, 10, 31))
    assert Sealed.objects.filter(person=person, category="billing").exists()

    made = erasing.erase(person, cause="request:7", **who(register))

    assert made.categories == ("billing",)
    assert {(one.category, one.why, one.until) for one in made.kept} == {
        (category, Why.CLAIMS, date(2029, 10, 31))
        for category in ("identity", "contact", "contracts")
    }
    assert not Sealed.objects.filter(person=person, category="billing").exists()
    view = finding.open_customer(person, purpose=CARE, **who(register))
    assert view.values["customer.name"] == "Aino Esimerkki"
    assert "customer.billing_address" not in view.values


def test_a_customer_stays_as_an_anchor_while_somebody_acts_for_it(register: Register) -> None:
    company = saimaa(register)
    [kerttu] = customers.contact_persons_of([company])

    erasing.erase(company, cause="test", **who(register))

    assert not Sealed.objects.filter(person=company).exists()
    assert Customer.objects.filter(id=company).exists()
    assert Sealed.objects.filter(person=kerttu).exists()

    erasing.erase(kerttu, cause="test", **who(register))

    assert not ContactPerson.objects.exists()
    assert not Customer.objects.exists()


def test_erasing_the_one_who_stays_erases_those_merged_into_them(register: Register) -> None:
    first = aino(register)
    middle = saimaa(register)
    last = puula(register)
    contract_operations.merge_customers(middle, first, purpose="rights_handling", **who(register))
    contract_operations.merge_customers(last, middle, purpose="rights_handling", **who(register))
    [kerttu, *others] = customers.contact_persons_of([last])
    for person in (kerttu, *others):
        erasing.erase(person, cause="test", **who(register))
    assert PersonKey.objects.filter(person__in=[first, middle]).exists()

    made = erasing.erase(last, cause="test", **who(register))

    assert not PersonKey.objects.filter(person__in=[first, middle, last]).exists()
    assert not Customer.objects.exists()
    assert not PossibleDuplicate.objects.exists()
    assert made.holds
    assert len(ledger.lines_by_id(Certificate.objects.get(id=made.id).lines)) == 3


def test_recipients_are_owed_the_news_before_the_keys_go(register: Register) -> None:
    person = aino(register)
    disclosures.give(
        person,
        "invoicing_service",
        categories=["identity", "contact"],
        purpose="invoicing",
        **who(register),
    )

    made = erasing.erase(person, cause="request:7", **who(register))

    [duty] = duties_of(person)
    assert (duty.kind, duty.recipient, duty.cause) == ("erase", "invoicing_service", "request:7")
    assert duty.subject is not None
    assert Sealed.objects.filter(person=duty.subject).exists()
    assert made.recipients == ("invoicing_service",)
    assert not Underway.objects.exists()


def begun(person: PersonId, register: Register) -> None:
    """The ledger and the keys went, and then the power did."""
    with transaction.atomic():
        vault.begin([Erasure(person, None, None, "request:7")], at=register.at)


def test_what_a_crash_left_is_finished_at_the_next_start(register: Register) -> None:
    person = aino(register)
    begun(person, register)
    assert Sealed.objects.filter(person=person).exists()

    finished = erasing.finish_unfinished(**who(register))

    assert (finished.carried_out, finished.completed) == (0, 1)
    assert not Sealed.objects.filter(person=person).exists()
    assert not Customer.objects.filter(id=person).exists()
    [made] = queries.certificates_of(person)
    assert made.holds
    assert made.cause == "request:7"
    assert not ledger.unfinished()
    assert not erasing.finish_unfinished(**who(register))


def test_what_was_decided_and_told_is_carried_out_at_the_next_start(register: Register) -> None:
    person = aino(register)
    Underway.objects.create(
        id=1,
        person=person,
        cause="request:7",
        erasures=[[person, None, None]],
        kept=[],
        recipients=["invoicing_service"],
        begun_at=register.at,
    )
    assert Sealed.objects.filter(person=person).exists()

    finished = erasing.finish_unfinished(**who(register))

    assert (finished.carried_out, finished.completed) == (1, 0)
    assert not Sealed.objects.filter(person=person).exists()
    assert not Underway.objects.exists()
    [made] = queries.certificates_of(person)
    assert made.recipients == ("invoicing_service",)


def test_what_a_restore_brings_back_goes_again_and_what_came_later_stays(
    register: Register,
) -> None:
    person, other = aino(register), saimaa(register)
    before = [list(model.objects.all()) for model in (Sealed, IndexedPerson, Customer)]
    erasing.erase(person, cause="test", **who(register))
    erasing.erase(other, ["contact"], cause="test", **who(register))
    before[0] = [row for row in before[0] if row.person == person or row.category == "identity"]
    later = {"customer.emails": ["uusi@esimerkki.example"]}
    changing.change(other, later, purpose=CARE, by=register.owner, at=register.at)
    newer = list(Sealed.objects.filter(person=other, kind="customer", category="contact"))
    for rows in before:
        type(rows[0]).objects.bulk_create(rows, ignore_conflicts=True)
    assert Sealed.objects.filter(person=person).exists()
    assert Customer.objects.filter(id=person).exists()

    replayed = erasing.replay(**who(register))

    assert replayed.lines == 2
    assert replayed.sealed == 3
    assert not Sealed.objects.filter(person=person).exists()
    assert not IndexedPerson.objects.filter(person=person).exists()
    assert not Customer.objects.filter(id=person).exists()
    assert list(Sealed.objects.filter(person=other, kind="customer", category="contact")) == newer
    assert erasing.replay(**who(register)).sealed == 0


def test_many_are_erased_in_one_stroke(register: Register) -> None:
    people = [numbered(register, n) for n in range(7)]

    made = erasing.erase_planned(
        lambda: [erasing.plan(person, at=register.at) for person in people],
        cause="storage_period",
        **who(register),
    )

    assert [one.person for one in made] == people
    assert all(one.holds for one in made)
    assert not Customer.objects.exists()


def test_a_role_that_may_not_see_all_of_it_may_not_erase_it(register: Register) -> None:
    person = aino(register)

    with pytest.raises(MayNotErase):
        erasing.erase(person, cause="request:7", by=register.support, at=register.at)

    assert Sealed.objects.filter(person=person).count() == 3
    assert not ledger.number_of_lines()
