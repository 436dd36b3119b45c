from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.customers import contents
from seloste.customers.contents import NEAR_NAME
from seloste.customers.errors import FieldNotInNotice
from seloste.customers.informing import informing_due
from seloste.customers.values import (
    BillingAddress,
    ContactPersonDraft,
    CustomerDraft,
    CustomerKind,
    EInvoiceAddress,
    PostalAddress,
)
from seloste.kernel.folding import fold
from seloste.notice.loading import read_notice_file
from seloste.vault.lists import index_list, index_record
from seloste.vault.values import SOURCES, Term

EXAMPLE = read_notice_file(Path(__file__).parents[3] / "notices" / "palvelin-example.yaml").notice
HOME = PostalAddress(("Esimerkkikatu 1",), "33100", "Tampere", "FI")
WHOLE_DRAFT = CustomerDraft(
    kind="sole_trader",
    number="1001",
    name="Meri Mäkinen",
    company="Mäkisen Web",
    business_id="1234567-1",
    handle="merim",
    other_identifier="A 12",
    emails=("meri@web.example", "laskut@web.example"),
    phones=("+358401234567",),
    postal_address=HOME,
    billing_address=BillingAddress("email", "Web", "laskut@web.example", HOME),
    einvoice_address=EInvoiceAddress("003712345671", "BAWCFI22"),
    language="sv",
)


def near(name: str, code: str = "33100", *, kind: CustomerKind = "person") -> Term | None:
    address = {"postal_code": code, "street": ["a"], "city": "b", "country": "FI"}
    return contents.near_name(
        kind, {"customer.name": name, "customer.postal_address": address if code else None}
    )


# --- Fields and categories ------------------------------------------------------------------------


def test_each_field_of_a_customer_lies_under_its_name_in_the_notice() -> None:
    values = contents.customer_values(WHOLE_DRAFT)

    assert values.keys() <= {f for c in EXAMPLE.categories.values() for f in c.fields}
    assert values["customer.emails"] == ["meri@web.example", "laskut@web.example"]
    assert values["customer.postal_address"] == {
        "street": ["Esimerkkikatu 1"],
        "postal_code": "33100",
        "city": "Tampere",
        "country": "FI",
    }
    assert values["customer.billing_address"] == {
        "method": "email",
        "name": "Web",
        "email": "laskut@web.example",
        "address": values["customer.postal_address"],
    }
    assert values["customer.einvoice_address"] == {
        "address": "003712345671",
        "operator": "BAWCFI22",
    }


def test_what_is_not_known_is_not_kept() -> None:
    assert contents.customer_values(CustomerDraft(kind="person", name="Meri")) == {
        "customer.name": "Meri"
    }
    assert contents.contact_person_values(ContactPersonDraft("Meri")) == {
        "contact_person.name": "Meri"
    }


def test_a_field_in_no_category_may_not_be_kept() -> None:
    with pytest.raises(FieldNotInNotice) as refused:
        contents.by_category(EXAMPLE, {"customer.shoe_size": "42"}, source="data_subject")

    assert refused.value.facts() == {"field": "customer.shoe_size"}


def test_fields_are_sorted_into_categories_and_lose_nothing() -> None:
    values = contents.customer_values(WHOLE_DRAFT)

    sorted_in = contents.by_category(EXAMPLE, values, source="data_subject")

    assert {k: v for fields in sorted_in.values() for k, v in fields.items()} == values
    assert all(EXAMPLE.category_of(f) == c for c, fields in sorted_in.items() for f in fields)


def test_the_source_stands_beside_each_field_that_the_person_did_not_give() -> None:
    values = {"customer.name": "Meri", "customer.emails": ["m@a.example"]}

    sorted_in = contents.by_category(EXAMPLE, values, source="public_register")

    assert sorted_in["identity"][SOURCES] == {"customer.name": "public_register"}
    assert sorted_in["contact"][SOURCES] == {"customer.emails": "public_register"}


# --- Terms ----------------------------------------------------------------------------------------


def test_names_are_found_by_beginnings_of_words_and_other_values_as_a_whole() -> None:
    values = contents.customer_values(WHOLE_DRAFT)

    terms = contents.terms_by_category({"all": values})["all"]

    assert {(t.field, t.value, t.prefix) for t in terms} == {
        ("customer.name", "meri", True),
        ("customer.name", "makinen", True),
        ("customer.company", "makisen", True),
        ("customer.company", "web", True),
        ("customer.emails", "meri@web.example", False),
        ("customer.emails", "laskut@web.example", False),
        ("customer.handle", "merim", False),
        ("customer.business_id", "12345671", False),
        ("customer.other_identifier", "a12", False),
        ("customer.number", "1001", False),
        ("customer.phones", "+358401234567", False),
    }


def test_addresses_are_not_searched() -> None:
    assert list(contents.terms_of("customer.postal_address", {"city": "Tampere"})) == []


@pytest.mark.parametrize(
    ("field", "value", "compared"),
    [
        ("customer.emails", " Meri@Web.EXAMPLE ", "meri@web.example"),
        ("customer.business_id", "1234567-1", "12345671"),
        ("customer.business_id", "FI 1234567.1", "fi12345671"),
        ("customer.other_identifier", "A-12/3 (b)", "a123b"),
        ("customer.handle", "Väinö-1", "vaino-1"),
    ],
)
def test_values_are_compared_without_how_they_are_written(
    field: str, value: str, compared: str
) -> None:
    assert contents.comparable(field, value) == compared


# --- Near names -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Matti Virtanen", "virtanen, matti"),
        ("Matti Virtanen", "Matti Wirttanen"),
        ("Åsa Mäkinen", "Asa Makinen"),
        ("Anna Koskkinen", "Anna Koskinen"),
    ],
)
def test_near_names_at_one_place_meet(one: str, other: str) -> None:
    assert near(one) == near(other)
    assert near(one) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [("Matti Virtanen", "Matti Virta"), ("Matti Virtanen", "Matti M Virtanen")],
)
def test_other_names_do_not_meet(one: str, other: str) -> None:
    assert near(one) != near(other)


def test_the_form_of_a_company_does_not_tell_companies_apart() -> None:
    assert near("Oy Web Ab", kind="company") == near("Web", kind="association")


def test_a_person_and_a_company_of_one_name_do_not_meet() -> None:
    assert near("Virtanen", kind="company") != near("Virtanen", kind="person")


def test_one_name_at_two_places_does_not_meet() -> None:
    assert near("Matti Virtanen", "33100") != near("Matti Virtanen", "00100")


@pytest.mark.parametrize(("name", "code"), [("", "33100"), ("Oy Ab", "33100"), ("Matti", "")])
def test_without_a_name_or_a_place_nobody_is_near(name: str, code: str) -> None:
    assert near(name, code) is None


@given(st.permutations(["Matti", "Juhani", "Virtanen", "Ström"]))
def test_the_order_of_words_does_not_matter(words: list[str]) -> None:
    assert near(" ".join(words)) == near("Matti Juhani Virtanen Ström")


@given(st.text(st.characters(categories=["L"]), min_size=1))
def test_a_name_is_near_itself_however_it_is_written(name: str) -> None:
    assert near(name) == near(fold(name))
    assert near(name) == near(f"  {name} ")


def test_the_entries_of_the_index_say_of_which_category_they_are() -> None:
    assert index_record("customer", "identity", 7).kind == "customer/identity"
    assert index_record("customer", NEAR_NAME, 7).id == 7
    assert len(index_record("contact_person", "x" * 64, 7).kind) <= 32


def test_long_names_of_categories_do_not_meet_in_the_index() -> None:
    long = [f"data_that_identify_a_customer_{one}" for one in "ab"]

    assert len({index_list("customer", one) for one in long}) == 2
    assert {len(index_list("customer", one)) for one in long} == {32}


# --- Informing (Art. 14) --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("obtained", "due"),
    [
        (date(2026, 11, 22), date(2026, 12, 22)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 30), date(2028, 2, 29)),
    ],
)
def test_people_are_told_within_a_month(obtained: date, due: date) -> None:
    assert informing_due(obtained) == due


@given(st.dates(date(2018, 5, 25), date(2100, 1, 1)))
def test_the_duty_lasts_a_month_never_more(obtained: date) -> None:
    assert timedelta(days=28) <= informing_due(obtained) - obtained <= timedelta(days=31)
