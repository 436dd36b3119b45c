from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from seloste.breaches.operations.recording import record_breach
from seloste.breaches.values import Description, NewBreach
from seloste.contracts import operations as contracts
from seloste.contracts.values import NewContract, Validity
from seloste.customers import queries
from seloste.customers.operations import creating
from seloste.customers.values import ContactPersonDraft, CustomerDraft, PostalAddress
from seloste.kernel.ids import PersonId
from tests.register import Register, register
from tests.sign_in import signed_in_client

CARE = "customer_care"
__all__ = ["register"]


@pytest.fixture
def owner(register: Register) -> Client:
    """Somebody signed in who may use nearly everything, in English."""
    return _in_english("owner")


@pytest.fixture
def support(register: Register) -> Client:
    return _in_english("support")


@pytest.fixture
def accountant(register: Register) -> Client:
    return _in_english("accountant")


def _in_english(role: str) -> Client:
    client = signed_in_client(role)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def make_customer(register: Register) -> Callable[..., PersonId]:
    """Take an invented customer into the register."""

    def make(
        *, source: str = "data_subject", others: tuple[PersonId, ...] = (), **values
    ) -> PersonId:
        values = {"kind": "person", "name": "Aino Esimerkki"} | values
        return creating.create(
            CustomerDraft(**values),
            purpose=CARE,
            source=source,
            although_duplicate=others,
            by=register.owner,
            at=register.at,
        )

    return make


@pytest.fixture
def aino(make_customer) -> PersonId:
    """A person with an address and telephone."""
    return make_customer(
        emails=("aino@esimerkki.example",),
        phones=("+358405550123",),
        language="fi",
        handle="ainoe",
        postal_address=PostalAddress(("Esimerkkikatu 1 A 2",), "33100", "Tampere", "FI"),
    )


@pytest.fixture
def saimaa(make_customer) -> PersonId:
    """A company with someone who acts for it."""
    return make_customer(
        kind="company",
        name="",
        company="Saimaan Esimerkki Oy",
        business_id="2617416-4",
        emails=("info@saimaa.example",),
        contact_persons=(
            ContactPersonDraft("Kerttu Kuvitelma", ("kerttu@saimaa.example",), (), "kirjanpito"),
        ),
    )


@pytest.fixture
def hosting(register: Register) -> str:
    """A service on offer."""
    title = {"fi": "Webhotelli", "sv": "Webbhotell", "en": "Web hosting"}
    contracts.offer("web-hosting", title=title, by=register.owner, at=register.at)
    return "web-hosting"


@pytest.fixture
def contract(register: Register, aino: PersonId, hosting: str) -> int:
    """A contract of Aino's."""
    agreed = NewContract(hosting, Validity(date(2025, 1, 1), None), "aino.example", "10 GB")
    return contracts.agree(aino, agreed, purpose=CARE, by=register.owner, at=register.at)


@pytest.fixture
def kerttu(saimaa: PersonId) -> PersonId:
    """Who acts for Saimaan Esimerkki Oy."""
    return queries.contact_persons_of([saimaa])[0]


@pytest.fixture
def breach(register: Register) -> int:
    """A breach that became known an hour ago."""
    new = NewBreach(register.at - timedelta(hours=1), Description("Luettelo lähti väärälle."))
    return record_breach(new, by=register.owner, at=register.at)


@pytest.fixture
def addresses(aino, saimaa, contract, kerttu, breach) -> list[str]:
    """Every page that can be asked for."""
    here = f"/console/customers/{aino}/"
    return [
        "/console/",
        "/console/customers/",
        "/console/customers/new/",
        "/console/customers/new/person/",
        "/console/customers/new/sole_trader/",
        "/console/customers/new/company/",
        "/console/customers/new/association/",
        here,
        f"/console/customers/{saimaa}/",
        f"{here}edit/",
        f"/console/customers/{saimaa}/edit/",
        f"{here}readings/",
        f"{here}history/",
        f"{here}contracts/",
        f"{here}contracts/new/",
        f"{here}contracts/{contract}/edit/",
        f"{here}contracts/{contract}/end/",
        f"/console/customers/{saimaa}/people/new/",
        f"/console/customers/{saimaa}/people/{kerttu}/edit/",
        f"/console/customers/{saimaa}/people/{kerttu}/end/",
        f"{here}consents/",
        f"{here}consents/{aino}/for/newsletter/",
        f"{here}consents/{aino}/ban/",
        f"{here}recipients/",
        f"{here}recipients/invoicing_service/give/",
        "/console/recipients/",
        "/console/recipients/invoicing_service/",
        "/console/informing/",
        "/console/duplicates/",
        f"/console/duplicates/{aino}/{saimaa}/",
        "/console/services/",
        "/console/staff/",
        "/console/staff/tokens/new/",
        "/console/staff/tokens/new/support/",
        "/console/notice/",
        "/console/breaches/",
        "/console/breaches/new/",
        f"/console/breaches/{breach}/",
        f"/console/breaches/{breach}/describe/",
        f"/console/breaches/{breach}/notify/",
        f"/console/breaches/{breach}/scope/",
        f"/console/breaches/{breach}/drafts/persons/fi/",
    ]
