from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from seloste.audit.models import Entry
from seloste.contracts import operations as contracts
from seloste.contracts.values import NewContract, Validity
from seloste.customers.operations import creating
from seloste.customers.values import (
    BillingAddress,
    ContactPersonDraft,
    CustomerDraft,
    EInvoiceAddress,
    PostalAddress,
)
from seloste.exchange.operations.exporting import export
from seloste.exchange.values import Format
from seloste.readings.errors import NotAllowed
from seloste.vault.models import Openings
from tests.register import Register

HOME = PostalAddress(("Esimerkkikatu 1", "A 2"), "33100", "Tampere", "FI")


@pytest.fixture
def filled(register: Register) -> Register:
    """A register with a company about which all is known that can be."""
    by = {"by": register.owner, "at": register.at}
    firm = creating.create(
        CustomerDraft(
            kind="company",
            company="Oy Keksitty Ab",
            business_id="1234567-1",
            emails=("a@a.example", "b@a.example"),
            phones=("+358401234567",),
            postal_address=HOME,
            billing_address=BillingAddress("email", "Laskut", "l@a.example", HOME),
            einvoice_address=EInvoiceAddress("003712345671", "BAWCFI22"),
            contact_persons=(ContactPersonDraft("Kaisa Keksitty", role="kirjanpito"),),
            language="sv",
        ),
        purpose="customer_care",
        **by,
    )
    contracts.offer("web", title="Kotisivut", **by)
    contracts.agree(
        firm,
        NewContract("web", Validity(date(2026, 1, 1), None), "keksitty.example"),
        purpose="customer_care",
        **by,
    )
    return register


def written(register: Register, format_: Format, purpose: str) -> bytes:
    target = io.BytesIO()
    export(target, format_=format_, purpose=purpose, by=register.owner, at=register.at)
    return target.getvalue()


def test_a_customer_is_written_with_all_that_the_purpose_opens(filled: Register) -> None:
    text = written(filled, "csv", "customer_care").decode("utf-8-sig")

    [row] = csv.DictReader(io.StringIO(text), delimiter=";")
    assert row["company"] == "Oy Keksitty Ab"
    assert row["email"] == "a@a.example; b@a.example"
    assert row["billing_email"] == "l@a.example"
    assert row["einvoice_operator"] == "BAWCFI22"
    assert row["contact_name"] == "Kaisa Keksitty"
    assert row["contract_identifier"] == "keksitty.example"


def test_what_the_purpose_does_not_open_is_not_written(filled: Register) -> None:
    text = written(filled, "csv", "accounting").decode("utf-8-sig")

    [row] = csv.DictReader(io.StringIO(text), delimiter=";")
    assert row["company"] == "Oy Keksitty Ab"
    assert (row["email"], row["contact_name"], row["contract_identifier"]) == ("", "", "")


@pytest.mark.parametrize("format_", ["csv", "xlsx", "vcard"])
def test_each_export_is_recorded_and_each_customer_in_it_read(
    filled: Register, format_: Format
) -> None:
    assert written(filled, format_, "customer_care")

    [line] = Entry.objects.filter(operation="exchange.exported")
    assert (line.ref, line.purpose, line.role) == (format_, "customer_care", "owner")
    assert Entry.objects.filter(operation="readings.opened").count() == 2  # the firm and Kaisa


def test_an_export_that_is_refused_reads_and_writes_nothing(filled: Register) -> None:
    before, target = Entry.objects.count(), io.BytesIO()

    with pytest.raises(NotAllowed):
        export(target, format_="csv", purpose="invoicing", by=filled.support, at=filled.at)

    assert Entry.objects.count() == before
    assert not Openings.objects.exists()
