"""Headings are recognised in three languages, and what is not is told."""

from __future__ import annotations

import io

import pytest

from seloste.customers.files.columns import COLUMNS
from seloste.customers.files.faults import FileRefused
from seloste.customers.files.headings import (
    Conflict,
    ImportMapping,
    check,
    column_of,
    fold,
    recognise,
)
from seloste.customers.files.mapping_files import read_mapping
from seloste.customers.files.synonyms import SYNONYMS


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Nimi", "name"), ("ETUNIMI", "given_name"), ("Sukunimi", "family_name"),
        ("Yrityksen nimi", "company"), ("Y-tunnus", "business_id"), ("Sähköposti", "email"),
        ("Sahkoposti", "email"), ("Laskutussähköposti", "billing_email"), ("Puhelin (koti)", "phone"),
        ("Matkapuhelin", "phone"), ("Katuosoite", "street"), ("Lähiosoite", "street"),
        ("Postinumero", "postal_code"), ("Postitoimipaikka", "city"), ("Maa", "country"),
        ("Asiakasnumero", "number"), ("Kieli", "language"), ("Asiakastyyppi", "kind"),
        ("Yhteyshenkilö", "contact_name"), ("Verkkolaskuosoite", "einvoice_address"),
        ("OVT-tunnus", "einvoice_address"), ("Operaattori", "einvoice_operator"),
        ("Sopimus alkaa", "contract_start"), ("Företagsnamn", "company"), ("E-postadress", "email"),
        ("Kundnummer", "number"), ("E-mail Address *", "email"), ("Default Address Zip", "postal_code"),
        ("contract_identifier", "contract_identifier"), ("Horoskooppi", None), ("Henkilötunnus", None),
    ],
)  # fmt: skip
def test_a_heading_is_recognised(heading: str, column: str | None) -> None:
    assert column_of(heading) == column


def test_no_heading_means_two_columns() -> None:
    meanings: dict[str, set[str]] = {}
    for column, known in SYNONYMS.items():
        for heading in known:
            meanings.setdefault(fold(heading), set()).add(column)

    assert set(SYNONYMS) == set(COLUMNS)
    assert not [heading for heading, columns in meanings.items() if len(columns) > 1]


def test_unknown_headings_and_conflicts_are_told() -> None:
    found = recognise(["Nimi", "Asiakas", "Kengännumero", "", "fault", "line"])

    assert found.unknown == ("Kengännumero",)
    assert found.conflicts == (Conflict("name", ("Nimi", "Asiakas")),)
    with pytest.raises(FileRefused) as caught:
        check(found, line=1)
    assert (caught.value.fault.code, caught.value.fault.column) == ("headings_conflict", "name")


def test_several_headings_for_addresses_and_numbers_are_gathered() -> None:
    found = recognise(["Puhelin", "Matkapuhelin", "Osoite 1", "Osoite 2", "Nimi"])

    row = found.row(("09 1", "040 1", "Katu 1", " ", "A"))

    assert row == {"phone": "09 1; 040 1", "street": "Katu 1", "name": "A"}


def test_a_table_without_known_headings_is_refused_without_repeating_it() -> None:
    with pytest.raises(FileRefused) as caught:
        check(recognise(["Matti Mäkinen", "matti@esimerkki.example"]), line=1)

    assert caught.value.fault.code == "no_known_headings"
    assert not caught.value.fault.facts


MAPPING = b"""
columns: {name: Kuka, email: "Mihin kirjoitetaan"}
values: {kind: {"Iso asiakas": company}}
constants: {source: "Vanha rekisteri", language: fi}
"""


def test_a_mapping_file_goes_before_what_is_known() -> None:
    mapping = read_mapping(io.BytesIO(MAPPING))
    found = recognise(["Kuka", "Nimi", "Mihin kirjoitetaan", "Tyyppi", "Kieli"], mapping)

    check(found, line=1)

    assert found.unknown == ("Nimi",)
    assert found.row(("A", "B", "a@b.example", "ISO ASIAKAS", "sv")) == {
        "name": "A",
        "email": "a@b.example",
        "kind": "company",
        "language": "sv",
        "source": "Vanha rekisteri",
    }


def test_a_heading_that_only_the_mapping_file_has_is_told() -> None:
    with pytest.raises(FileRefused) as caught:
        check(recognise(["Nimi"], ImportMapping(columns={"email": "Meili-osoite"})), line=1)

    assert caught.value.fault.code == "mapped_headings_missing"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"columns: {name: [", "mapping_not_yaml"),
        (b"\x00", "mapping_not_yaml"),
        (b"[" * 2000, "mapping_not_yaml"),
        (b"- a", "mapping_not_map"),
        (b"", "mapping_not_map"),
        (b"columns: [a]", "mapping_not_map"),
        (b"columns: {name: [a]}", "mapping_not_text"),
        (b"columns: {shoe_size: a}", "mapping_unknown_column"),
        (b"kolumnit: {}", "mapping_unknown_part"),
        (b"columns: {name: a, name: b}", "mapping_key_twice"),
        (b"columns: {? [a] : b}", "mapping_not_text"),
        (b"columns: &a {name: b}\nconstants: *a", "mapping_alias"),
        (b"columns: !!python/object/apply:os.system [ls]", "mapping_tag"),
        (b"a: " + b"b" * 70_000, "mapping_too_long"),
    ],
)
def test_a_mapping_file_that_is_none_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(FileRefused) as caught:
        read_mapping(io.BytesIO(content))

    assert caught.value.fault.code == code
