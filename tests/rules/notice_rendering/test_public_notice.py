from __future__ import annotations

from datetime import date

import pytest

from seloste.kernel.languages import LANGUAGES
from seloste.notice.fields import FIELDS
from seloste.notice.loading import read_notice
from seloste.notice.rendering.plain import as_text
from seloste.notice.rendering.processing_record import processing_record
from seloste.notice.rendering.public_notice import public_notice


def one_line(notice, language: str, **how) -> str:
    return " ".join(as_text(public_notice(notice, language, **how)).split())


def changed(source: str, *changes: tuple[str, str]):
    for old, new in changes:
        assert old in source, old
        source = source.replace(old, new)
    return read_notice(source.encode(), path="x").notice


def test_storage_periods_read_as_the_law_would_say_them(notice):
    assert (
        "Säilytämme tiedot kolme vuotta siitä päivästä, jona viimeinen sopimus päättyi."
        in one_line(notice, "fi")
    )
    assert (
        "Vi bevarar uppgifterna i tre år från den dag då det sista avtalet upphörde."
        in one_line(notice, "sv")
    )
    assert "We keep the data for three years from the day the last contract ended." in one_line(
        notice, "en"
    )


def test_accounting_material_is_kept_to_the_end_of_the_calendar_year(notice):
    assert (
        "Säilytämme tiedot kuusi vuotta tilikauden päättymisestä ja siitä vielä kalenterivuoden "
        "loppuun." in one_line(notice, "fi")
    )


def test_consent_data_that_are_not_kept_go_at_once(source):
    notice = changed(
        source, ("from: consent_end\n    keep: P3Y", "from: consent_end\n    keep: P0D")
    )

    assert "Poistamme tiedot heti, kun perut suostumuksesi." in one_line(notice, "fi")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_of_every_category_is_named(notice, language):
    text = one_line(notice, language)

    for category in notice.categories.values():
        for field in category.fields:
            assert FIELDS[field].title[language] in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_recipient_is_named_and_those_outside_the_eea_again(notice, language):
    document = public_notice(notice, language)

    transfers = next(section for section in document.sections if section.key == "transfers")
    rows = [
        row[0][0].text for block in transfers.blocks if hasattr(block, "rows") for row in block.rows
    ]
    assert rows == ["Microsoft Ireland Operations Ltd", "VeriSign, Inc."]


def test_without_recipients_outside_nothing_is_said_to_leave_the_eu(source):
    notice = changed(
        source,
        ("    place: US\n    transfer: art_49_1_b\n", "    place: SE\n"),
        ("    access_from: [US]\n    transfer: dpf\n", ""),
    )

    text = one_line(notice, "fi")

    assert "Tietoja ei siirretä Euroopan unionin eikä Euroopan talousalueen ulkopuolelle" in text
    assert "Ei. Tiedot pysyvät EU:n" in text


def test_rights_follow_from_the_legal_bases(notice, source):
    text = one_line(notice, "en")
    without_consent = one_line(
        changed(source, ("legal_basis: consent", "legal_basis: soft_opt_in")), "en"
    )

    assert "Right to withdraw consent" in text
    assert "Right to withdraw consent" not in without_consent
    assert "newsletter" in without_consent.partition("object to direct marketing")[2][:200]


def test_the_right_to_object_stands_apart(notice):
    document = public_notice(notice, "fi")

    assert [section.key for section in document.sections if section.prominent] == ["objection"]


def test_a_measure_that_is_withheld_is_not_printed(notice):
    text = one_line(notice.model_copy(update={"security": ("encryption_at_rest",)}), "fi")

    assert "Rekisterin henkilötiedot säilytetään salattuina." in text
    assert "tunnistautuu" not in text


def test_without_any_measure_there_is_no_section_on_security(notice):
    document = public_notice(notice.model_copy(update={"security": ()}), "fi")

    assert "security" not in document.numbers()


def test_the_day_of_the_last_verification_is_shown_when_there_is_one(notice):
    assert "22.11.2026" in one_line(notice, "fi", verified_on=date(2026, 11, 22))
    assert "Viimeksi tarkistettu" not in one_line(notice, "fi")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_notice_that_lacks_everything_still_reads(bare, language):
    assert as_text(public_notice(bare, language))
    assert as_text(processing_record(bare, language))


def test_a_vague_period_is_printed_as_it_stands(source):
    notice = changed(
        source,
        ("    from: survey_closed\n    keep: P6M\n    or_from: record_made\n    or_keep: P18M\n",
         "    text: kohtuullisen ajan\n"),
    )  # fmt: skip

    assert "kohtuullisen ajan" in one_line(notice, "fi")


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("fi", "Seloste käsittelytoimista"),
        ("sv", "Register över behandling"),
        ("en", "Record of processing activities"),
    ],
)
def test_the_record_of_processing_is_another_document(notice, language, title):
    record = processing_record(notice, language)

    assert record.title == title
    assert list(record.numbers()) == [
        "who", "purposes", "data", "recipients", "transfers", "storage", "security",
    ]  # fmt: skip
    assert not record.answers
