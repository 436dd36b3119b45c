"""Customers to erase."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from seloste.contracts import operations as contracts
from seloste.contracts.errors import ServiceExists
from seloste.contracts.values import NewContract, Validity
from seloste.customers.operations import creating
from seloste.customers.values import BillingAddress, ContactPersonDraft, CustomerDraft
from seloste.kernel.ids import PersonId
from tests.register import Register

CARE = "customer_care"


def aino(register: Register, **fields: object) -> PersonId:
    """A person with a name, an address and somewhere to send invoices."""
    draft = CustomerDraft(
        kind="person",
        name="Aino Esimerkki",
        emails=("aino@esimerkki.example",),
        billing_address=BillingAddress("email", "", "laskut@esimerkki.example", None),
        **fields,  # type: ignore[arg-type]
    )
    return creating.create(draft, purpose=CARE, by=register.owner, at=register.at)


def saimaa(register: Register) -> PersonId:
    """A company with somebody who acts for it."""
    draft = CustomerDraft(
        kind="company",
        company="Saimaan Esimerkki Oy",
        emails=("saimaa@esimerkki.example",),
        contact_persons=(
            ContactPersonDraft("Kerttu Kuvitelma", ("kerttu@esimerkki.example",), (), ""),
        ),
    )
    return creating.create(draft, purpose=CARE, by=register.owner, at=register.at)


def puula(register: Register) -> PersonId:
    """A company for which nobody acts."""
    draft = CustomerDraft(kind="company", company="Puulan Esimerkki Oy")
    return creating.create(draft, purpose=CARE, by=register.owner, at=register.at)


def numbered(register: Register, number: int) -> PersonId:
    """One of many."""
    draft = CustomerDraft(kind="person", name=f"Aino Esimerkki-{number}")
    return creating.create(draft, purpose=CARE, by=register.owner, at=register.at)


def agree(
    customer: PersonId,
    register: Register,
    *,
    until: date | None = None,
    identifier: str = "esimerkki.example",
) -> int:
    """A contract since 2024, until further notice or until a day."""
    who = {"by": register.owner, "at": register.at}
    with suppress(ServiceExists):
        contracts.offer("hosting", title="Webhotelli", **who)
    agreed = NewContract("hosting", Validity(date(2024, 1, 1), until), identifier, "")
    return contracts.agree(customer, agreed, purpose=CARE, **who)
