from __future__ import annotations

import re
from datetime import date

import pytest

from seloste.kernel.languages import LANGUAGES
from seloste.notice.rendering import boilerplate, words
from seloste.notice.values import PostalAddress


@pytest.mark.parametrize(
    ("iso", "fi", "sv", "en"),
    [
        ("P3Y", "kolme vuotta", "tre år", "three years"),
        ("P1Y", "yhden vuoden", "ett år", "one year"),
        ("P6Y", "kuusi vuotta", "sex år", "six years"),
        ("P10Y", "kymmenen vuotta", "tio år", "ten years"),
        ("P24M", "24 kuukautta", "24 månader", "24 months"),
        ("P1M", "yhden kuukauden", "en månad", "one month"),
        ("P2W", "kaksi viikkoa", "två veckor", "two weeks"),
        ("P90D", "90 päivää", "90 dagar", "90 days"),
        ("P1D", "yhden päivän", "en dag", "one day"),
        ("P1Y6M", "yhden vuoden ja kuusi kuukautta", "ett år och sex månader", "one year and six months"),
        ("P0D", "", "", ""),
    ],
)  # fmt: skip
def test_a_period_reads_as_people_write_it(iso, fi, sv, en):
    assert words.period(iso, "fi") == fi
    assert words.period(iso, "sv") == sv
    assert words.period(iso, "en") == en


@pytest.mark.parametrize("text", ["", "P", "3Y", "reasonable", "P3H", "PT1H"])
def test_what_is_no_period_has_no_words(text):
    assert words.period(text, "fi") is None


def test_days_are_written_as_each_language_writes_them():
    on = date(2026, 11, 2)

    assert [words.day(on, language) for language in LANGUAGES] == [
        "2.11.2026",
        "2.11.2026",
        "2 November 2026",
    ]


@pytest.mark.parametrize(
    ("items", "joined"),
    [
        ([], ""),
        (["laskut"], "laskut"),
        (["nimi", "osoite"], "nimi ja osoite"),
        (["nimi", "osoite", "kieli"], "nimi, osoite ja kieli"),
        (["nimi", "laskut ja tositteet", "kieli"], "nimi; laskut ja tositteet; kieli"),
    ],
)
def test_a_list_within_a_list_stays_apart(items, joined):
    assert words.join(items, "fi") == joined


@pytest.mark.parametrize(
    ("title", "soft"), [("Laskutus", "laskutus"), ("IP-osoitteet", "IP-osoitteet"), ("", "")]
)
def test_a_title_within_a_sentence_keeps_its_abbreviations(title, soft):
    assert words.soften(title) == soft


def test_a_sentence_ends_once():
    assert words.sentence("zervant Oy ja VeriSign, Inc.") == "Zervant Oy ja VeriSign, Inc."
    assert words.sentence("laskutus") == "Laskutus."
    assert words.sentence("") == ""


def test_an_address_names_its_country_only_abroad():
    address = PostalAddress(
        street="Storgatan 1", postal_code="111 22", city="Stockholm", country="SE"
    )

    assert words.address(address, "fi", home="FI") == "Storgatan 1, 111 22 Stockholm, Ruotsi"
    assert words.address(address, "sv", home="SE") == "Storgatan 1, 111 22 Stockholm"


@pytest.mark.parametrize("name", ["notice", "record", "changes"])
def test_every_text_exists_in_all_three_languages_with_the_same_facts(name):
    for key, texts in boilerplate.texts(name).items():
        assert set(texts) == set(LANGUAGES), key
        marks = {tuple(sorted(re.findall(r"\{\w+\}|\[\[\w+\]\]", text))) for text in texts.values()}
        assert len(marks) == 1, key
        assert all(text == text.strip() and text for text in texts.values()), key
