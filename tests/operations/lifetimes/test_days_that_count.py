"""Each operation that moves a day moves what is due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from seloste.contracts import operations as contracts
from seloste.contracts.values import NewContract, Validity
from seloste.customers.operations import changing, creating
from seloste.customers.values import ContactPersonDraft, CustomerDraft
from seloste.kernel.ids import PersonId
from seloste.lifetimes.operations import done_through
from seloste.lifetimes.queries import due_by, due_days, lifetimes_of
from seloste.notice.queries import in_force
from seloste.retention.operations import erasing
from seloste.vault.queries import categories_held_by
from tests.register import Register

CARE = "customer_care"
TODAY = date(2026, 11, 23)


@pytest.fixture
def saimaa(register: Register) -> PersonId:
    draft = CustomerDraft(
        kind="company",
        company="Saimaan Esimerkki Oy",
        contact_persons=(ContactPersonDraft("Kerttu Kuvitelma", (), (), ""),),
    )
    return creating.create(draft, purpose=CARE, by=register.owner, at=register.at)


@pytest.fixture
def contract(saimaa: PersonId, register: Register) -> int:
    who = {"by": register.owner, "at": register.at}
    contracts.offer("hosting", title="Webhotelli", **who)
    agreed = NewContract("hosting", Validity(date(2024, 1, 1), None), "", "")
    return contracts.agree(saimaa, agreed, purpose=CARE, **who)


def due(kind: str) -> date | None:
    [found] = [one for day in (date(2099, 1, 1),) for one in due_by(day) if one.kind == kind]
    return found.due_on


def test_a_new_customer_goes_two_years_after_the_last_activity(saimaa: PersonId) -> None:
    assert due("customer") == date(2028, 11, 24)
    assert due("contact_person") == date(2028, 11, 24)


def test_while_a_contract_runs_nothing_of_a_customer_is_due(
    saimaa: PersonId, contract: int
) -> None:
    assert due_by(date(2099, 1, 1)) == []


def test_the_end_of_the_last_contract_moves_what_is_due(
    saimaa: PersonId, contract: int, register: Register
) -> None:
    who = {"by": register.owner, "at": register.at}
    contracts.change_validity(contract, Validity(date(2024, 1, 1), date(2026, 10, 31)), **who)

    assert {one.kind: one.due_on for one in due_by(date(2099, 1, 1))} == {
        "customer": date(2029, 11, 1),
        "contact_person": date(2029, 11, 1),
        "contract": date(2029, 11, 1),
    }

    contracts.change_validity(contract, Validity(date(2024, 1, 1), None, "P1Y"), **who)

    assert due_by(date(2099, 1, 1)) == []


def test_a_change_is_an_activity(saimaa: PersonId, register: Register) -> None:
    later = register.at + timedelta(days=10)
    changing.change(
        saimaa, {"customer.phones": ["+358405550123"]}, purpose=CARE, by=register.owner, at=later
    )

    assert due("customer") == date(2028, 12, 4)


def test_a_contact_person_who_leaves_goes_before_the_customer(
    saimaa: PersonId, contract: int, register: Register
) -> None:
    [kerttu] = {
        one.person
        for found in lifetimes_of(creating_people()).values()
        for one in found
        if one.kind == "contact_person"
    }
    changing.end_contact_person(kerttu, on=TODAY, by=register.owner, at=register.at)

    [found] = due_by(date(2099, 1, 1))
    assert (found.person, found.due_on) == (kerttu, date(2029, 11, 24))


def creating_people() -> list[PersonId]:
    from seloste.customers.models import ContactPerson  # noqa: PLC0415

    return [PersonId(i) for i in ContactPerson.objects.values_list("id", flat=True)]


def test_when_two_customers_become_one_the_days_of_both_count_for_it(
    saimaa: PersonId, contract: int, register: Register
) -> None:
    who = {"by": register.owner, "at": register.at}
    other = creating.create(
        CustomerDraft(kind="company", company="Saimaa Esimerkki"), purpose=CARE, **who
    )
    contracts.merge_customers(other, saimaa, purpose="rights_handling", **who)

    found = lifetimes_of([other, saimaa])
    assert saimaa not in found
    assert {one.kind for one in found[other]} == {"customer", "contract"}
    assert due_by(date(2099, 1, 1)) == []


def test_what_is_done_is_not_due_again(saimaa: PersonId, register: Register) -> None:
    day = date(2028, 11, 24)
    done_through(due_by(day), day, in_force(register.at).notice)

    assert due_by(date(2099, 1, 1)) == []


def test_what_comes_due_is_counted_by_day(saimaa: PersonId) -> None:
    assert due_days(until=date(2028, 11, 23)) == []
    assert due_days(until=date(2028, 11, 24)) == [
        (date(2028, 11, 24), "contact_person", 1),
        (date(2028, 11, 24), "customer", 1),
    ]


@pytest.mark.django_db(transaction=True)
def test_an_erased_customer_has_no_days_again_when_somebody_who_acts_for_it_leaves(
    saimaa: PersonId, register: Register
) -> None:
    [kerttu] = creating_people()
    who = {"by": register.owner, "at": register.at}
    categories = categories_held_by([saimaa])[saimaa]
    erasing.erase(saimaa, categories, cause="test", **who)
    assert saimaa not in lifetimes_of([saimaa])

    changing.end_contact_person(kerttu, on=TODAY, **who)

    assert saimaa not in lifetimes_of([saimaa])
    assert kerttu in lifetimes_of([kerttu])
