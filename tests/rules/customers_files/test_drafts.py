"""A row becomes a customer, or all its faults at once."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.customers.files.columns import COLUMNS
from seloste.customers.files.drafts import draft
from seloste.customers.files.rows import rows_of
from seloste.customers.values import (
    BillingAddress,
    ContactPersonDraft,
    ContractDraft,
    CustomerDraft,
    EInvoiceAddress,
    Fault,
    PostalAddress,
)


def made(**row: str) -> CustomerDraft:
    found = draft(row)
    assert isinstance(found, CustomerDraft), found
    return found


def faults(**row: str) -> list[tuple[str, str]]:
    found = draft(row)
    assert isinstance(found, tuple)
    return [(fault.column, fault.code) for fault in found]


FULL = {
    "kind": "Yritys", "number": "1001", "company": "Kukka ja Multa Oy", "business_id": "07375462",
    "handle": "kukka", "other_identifier": "K-7", "email": "info@kukka.example, lasku@kukka.example",
    "phone": "040 123 4567 ; 09 123 4567", "street": "Katu 1\nC 3", "postal_code": "100",
    "city": "Helsinki", "country": "Suomi", "billing_method": "Verkkolasku", "billing_name": "Kukka",
    "billing_email": "osto@kukka.example", "billing_street": "PL 1", "billing_postal_code": "114 55",
    "billing_city": "Stockholm", "billing_country": "Ruotsi", "einvoice_address": "0037 0737 5462",
    "einvoice_operator": "Maventa", "language": "svenska", "contact_name": "Äijä Öhman",
    "contact_email": "aija@kukka.example", "contact_phone": "050 1234567", "contact_role": "Laskutus",
    "service": "Webhotelli", "contract_identifier": "kukka.example", "contract_start": "1.2.2024",
    "contract_end": "2026-11-22", "source": "Vanha rekisteri",
}  # fmt: skip


def test_a_full_row_becomes_a_customer() -> None:
    assert made(**FULL) == CustomerDraft(
        kind="company",
        number="1001",
        name="",
        company="Kukka ja Multa Oy",
        business_id="0737546-2",
        handle="kukka",
        other_identifier="K-7",
        emails=("info@kukka.example", "lasku@kukka.example"),
        phones=("+358401234567", "+35891234567"),
        postal_address=PostalAddress(("Katu 1", "C 3"), "00100", "Helsinki", "FI"),
        billing_address=BillingAddress(
            "einvoice",
            "Kukka",
            "osto@kukka.example",
            PostalAddress(("PL 1",), "114 55", "Stockholm", "SE"),
        ),
        einvoice_address=EInvoiceAddress("003707375462", "003721291126"),
        language="sv",
        contact_persons=(
            ContactPersonDraft(
                "Äijä Öhman", ("aija@kukka.example",), ("+358501234567",), "Laskutus"
            ),
        ),
        contracts=(
            ContractDraft("Webhotelli", "kukka.example", date(2024, 2, 1), date(2026, 11, 22)),
        ),
        source="Vanha rekisteri",
    )


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ({"name": "Matti Mäkinen"}, "person"),
        ({"given_name": "Matti", "family_name": "Mäkinen"}, "person"),
        ({"name": "Kukka Oy", "business_id": "0737546-2"}, "company"),
        ({"company": "Kukka ja Multa"}, "company"),
        ({"company": "Kukkaystävät ry"}, "association"),
        ({"name": "Kukkaystävät ry"}, "association"),
        ({"company": "Blomstervännerna r.f."}, "association"),
        ({"company": "Tmi Kukka"}, "sole_trader"),
        ({"company": "Kukka Tmi", "name": "Maija", "business_id": "0737546-2"}, "sole_trader"),
        ({"kind": "b2c", "name": "Kukka Oy"}, "person"),
        ({"name": "Terry Harry"}, "person"),
    ],
)
def test_the_kind_is_derived_when_it_is_not_said(row: dict[str, str], kind: str) -> None:
    assert made(**row).kind == kind


def test_a_person_named_beside_a_company_acts_for_it() -> None:
    found = made(company="Kukka Oy", name="Maija Meri", contact_role="TJ")

    assert (found.name, found.company) == ("", "Kukka Oy")
    assert found.contact_persons == (ContactPersonDraft("Maija Meri", role="TJ"),)


def test_two_people_named_beside_a_company_both_act_for_it() -> None:
    found = made(company="Kukka Oy", name="Maija Meri", contact_name="Äijä Öhman")

    assert [person.name for person in found.contact_persons] == ["Äijä Öhman", "Maija Meri"]


def test_all_faults_of_a_row_are_told_at_once() -> None:
    found = faults(
        kind="Alien", email="a@", phone="1", postal_code="x", country="Atlantis", language="klingon",
        contract_start="eilen", billing_method="huuto", billing_street="K", billing_postal_code="?",
        einvoice_operator="x y", contact_role="Pomo", handle="a\x07", number="9" * 300,
        name="A", business_id="123",
    )  # fmt: skip

    assert sorted(found) == [
        ("billing_method", "billing_method_unknown"),
        ("billing_postal_code", "postal_code_unfit"),
        ("business_id", "business_id_unfit"),
        ("contact_name", "contact_name_missing"),
        ("contract_start", "date_unfit"),
        ("country", "country_unknown"),
        ("einvoice_operator", "einvoice_operator_unfit"),
        ("email", "email_unfit"),
        ("handle", "control_character"),
        ("kind", "kind_unknown"),
        ("language", "language_unknown"),
        ("number", "too_long"),
        ("phone", "phone_unfit"),
        ("postal_code", "postal_code_unfit"),
    ]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({}, ("name", "name_missing")),
        ({"email": "a@b.example"}, ("name", "name_missing")),
        ({"kind": "yhdistys"}, ("company", "company_missing")),
        ({"name": "A", "billing_method": "email"}, ("billing_email", "billing_email_missing")),
        ({"name": "A", "billing_method": "e-lasku"}, ("einvoice_address", "einvoice_address_missing")),
        ({"name": "A", "einvoice_operator": "Apix"}, ("einvoice_address", "einvoice_address_missing")),
        ({"name": "A", "contract_start": "2.1.2026", "contract_end": "1.1.2026"},
         ("contract_end", "ends_before_start")),
        ({"name": "A", "phone": ";".join(["040 1234567"] * 11)}, ("phone", "too_many_values")),
    ],
)  # fmt: skip
def test_what_is_missing_or_contradicts_is_told(
    row: dict[str, str], fault: tuple[str, str]
) -> None:
    assert faults(**row) == [fault]


@pytest.mark.parametrize("column", COLUMNS)
def test_a_personal_identity_code_keeps_the_row_out_from_any_column(column: str) -> None:
    found = draft(FULL | {column: "x 131052-308T"})

    assert isinstance(found, tuple)
    assert Fault(column, "identity_code") in found
    assert "308T" not in repr(found)


def test_a_telephone_number_that_could_be_an_identity_code_is_a_number() -> None:
    assert made(name="A", phone="040123-4007").phones == ("+358401234007",)
    assert faults(name="A", handle="040123-4007") == [("handle", "identity_code")]
    assert ("phone", "identity_code") in faults(name="A", phone="040123-4007; 1")


def test_a_number_without_its_country_belongs_to_the_rows_country() -> None:
    found = made(name="A", country="Sverige", phone="08-123 456 78", postal_code="11455")

    assert found.phones == ("+46812345678",)
    assert found.postal_address == PostalAddress((), "114 55", "", "SE")


@given(st.dictionaries(st.sampled_from(COLUMNS), st.text(max_size=30), max_size=12))
def test_any_row_becomes_a_customer_or_faults(row: dict[str, str]) -> None:
    found = draft(row)

    if isinstance(found, CustomerDraft):
        assert draft(next(rows_of(found))) == found
    else:
        assert found
        assert all(fault.column in COLUMNS for fault in found)


def test_further_people_and_contracts_have_rows_of_their_own() -> None:
    customer = made(
        company="Kukka Oy", name="Maija Meri", contact_name="Äijä Öhman", number="7", service="A"
    )

    first, second = rows_of(customer)

    assert (first["contact_name"], first["service"]) == ("Äijä Öhman", "A")
    assert second == {
        "kind": "company", "number": "7", "company": "Kukka Oy", "contact_name": "Maija Meri",
    }  # fmt: skip


def test_a_draft_shows_nothing_of_a_person() -> None:
    assert "Kukka" not in repr(made(**FULL))
