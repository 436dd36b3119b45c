from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.utils.translation import get_language, override

from seloste.disclosures.letters import language_of, letter
from seloste.disclosures.values import DUTY_KINDS, DutyKind, Message
from seloste.kernel.languages import LANGUAGES, Language
from seloste.notice.loading import read_notice
from seloste.notice.values import Notice
from tests.register import EXAMPLE

MESSAGE = Message(
    duty=17,
    kind="erase",
    recipient="invoicing_service",
    naming={"customer.number": "1001", "customer.emails": ["aino@a.example", "aino@b.example"]},
    before={},
    after={},
    fields=("customer.emails", "customer.postal_address"),
    purpose="",
    owed_at=datetime(2026, 11, 23, tzinfo=UTC),
)


@pytest.fixture(scope="module")
def notice() -> Notice:
    return read_notice(EXAMPLE.read_bytes(), path=EXAMPLE.name).notice


def text(message: Message, notice: Notice, language: Language = "en") -> str:
    return letter(message, notice=notice, language=language).text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", DUTY_KINDS)
def test_a_letter_names_the_law_the_person_and_the_sender_and_its_subject_names_nobody(
    notice: Notice, kind: DutyKind, language: Language
) -> None:
    written = letter(replace(MESSAGE, kind=kind), notice=notice, language=language)

    assert "1001" in written.text
    assert "aino@a.example, aino@b.example" in written.text
    assert "S-17" in written.text
    assert "Esimerkkipalvelin" in written.text
    assert "Zervant Oy" in written.text
    assert "19" in written.text or kind == "withdraw"
    assert written.subject.endswith("(S-17)")
    assert "1001" not in written.subject
    assert "aino" not in repr(written)


@pytest.mark.parametrize("kind", DUTY_KINDS)
def test_the_letters_differ_by_kind_and_language(notice: Notice, kind: DutyKind) -> None:
    texts = {text(replace(MESSAGE, kind=kind), notice, language) for language in LANGUAGES}
    others = {text(replace(MESSAGE, kind=other), notice) for other in DUTY_KINDS}

    assert len(texts) == len(LANGUAGES)
    assert len(others) == len(DUTY_KINDS)


def test_the_letter_is_in_its_own_language_whatever_the_reader_speaks(notice: Notice) -> None:
    with override("fi"):
        written = text(MESSAGE, notice, "sv")
        assert get_language() == "fi"

    assert "Vem detta gäller" in written


def test_a_correction_says_what_was_and_what_is(notice: Notice) -> None:
    address = {"street": ["Esimerkkikatu 1"], "postal_code": "33100", "city": "Tampere"}
    message = replace(
        MESSAGE,
        kind="correct",
        before={"customer.emails": ["vanha@a.example"], "customer.handle": "ainuska"},
        after={
            "customer.emails": ["uusi@a.example"],
            "customer.handle": None,
            "customer.postal_address": address,
        },
    )

    written = text(message, notice)

    assert "- E-mail address: vanha@a.example is now uusi@a.example" in written
    assert "- Internet handle: ainuska has been removed" in written
    assert "- Postal address: is now Esimerkkikatu 1, 33100, Tampere" in written


def test_a_withdrawal_names_the_purpose(notice: Notice) -> None:
    message = replace(MESSAGE, kind="withdraw", purpose="newsletter")

    assert "- Newsletter" in text(message, notice)


def test_what_is_no_field_or_recipient_of_the_notice_is_called_by_its_key(notice: Notice) -> None:
    message = replace(MESSAGE, recipient="gone_service", fields=("other.field",))

    written = text(message, notice)

    assert written.startswith("gone_service\n")
    assert "- Other.field" in written


def test_a_value_in_several_lines_stands_in_one(notice: Notice) -> None:
    message = replace(MESSAGE, naming={"customer.name": "Aino\nS-99 Mäkinen"})

    assert "- Name: Aino S-99 Mäkinen" in text(message, notice)


def test_a_notice_without_a_controller_still_makes_a_letter(notice: Notice) -> None:
    bare = notice.model_copy(update={"controller": None})

    assert "S-17" in text(MESSAGE, bare)


def test_a_recipient_is_written_to_in_the_language_of_its_place(notice: Notice) -> None:
    recipients = notice.recipients

    assert language_of(recipients["invoicing_service"]) == "fi"
    assert language_of(recipients["newsletter_service"]) == "en"
    assert language_of(recipients["invoicing_service"].model_copy(update={"place": "SE"})) == "sv"
    assert language_of(None) == "en"
