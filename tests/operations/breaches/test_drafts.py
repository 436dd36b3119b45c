"""Drafts hold what Art. 33(3) and 34(2) ask for, in three languages."""

from __future__ import annotations

from datetime import timedelta

import pytest

from seloste.breaches.operations import deciding, opening, recording
from seloste.breaches.values import Description, NewBreach, Notification
from seloste.kernel.languages import LANGUAGES
from tests.operations.breaches.conftest import FACTS
from tests.register import Register

pytestmark = pytest.mark.django_db

ALL_IN = {
    "fi": (
        "Ilmoitus henkilötietojen tietoturvaloukkauksesta",
        "23.11.2026 8.30",
        "72 tunnin kuluessa",
    ),
    "sv": ("Anmälan av en personuppgiftsincident", "23.11.2026 8.30", "inom 72 timmar"),
    "en": ("Notification of a personal data breach", "23 November 2026 8:30", "within 72 hours"),
}


def draft(breach: int, register: Register, *, to="authority", language="en", at=None):
    at = at or register.at
    return opening.draft(breach, to=to, language=language, by=register.owner, at=at)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_notification_says_everything_that_the_law_asks_for(
    described: int, register: Register, language
) -> None:
    written = draft(described, register, language=language)

    title, moment, within = ALL_IN[language]
    for part in (
        title, moment, within, FACTS, "Esimerkkipalvelin", "Meri Esimerkki", "1234567-1",
        "Vastaanottaja näki nimet ja osoitteet.", "Vastaanottaja poisti viestin", "2", "4",
        "33(3)(a)" if language == "en" else "33",
    ):  # fmt: skip
        assert part in written.text
    assert repr(written) == "<Draft>"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_to_persons_is_plain_and_names_the_authority(
    described: int, register: Register, language
) -> None:
    text = draft(described, register, to="persons", language=language).text

    for part in (
        FACTS,
        "Ole varovainen",
        "tietosuoja@om.fi",
        "tietosuoja@esimerkkipalvelin.example",
    ):
        assert part in text
    assert "TSV" not in text


def test_what_is_not_known_is_said_to_be_so(breach: int, register: Register) -> None:
    authority = draft(breach, register).text
    persons = draft(breach, register, to="persons").text

    assert "Not yet known." in authority
    assert "Number of persons: About 2." in authority
    assert "(Art. 33(4))" in authority
    assert "[write here]" in persons


def test_a_late_notification_gives_the_reasons(described: int, register: Register) -> None:
    late = register.at + timedelta(days=4)

    before = draft(described, register, at=late).text
    sent = Notification(late, is_complete=True, reasons="Riski.", late_because="Selvitys kesti.")
    deciding.notify(described, sent, by=register.owner, at=late)
    after = draft(described, register, at=late).text

    assert "after 72 hours. Reasons for the delay: [write the reasons here]" in before
    assert "after 72 hours. Reasons for the delay: Selvitys kesti." in after
    assert "(Art. 33(4))" not in after


def test_a_processor_that_told_is_named(register: Register) -> None:
    told_at = register.at - timedelta(hours=1)
    new = NewBreach(told_at, Description(facts="Murto."), "accounting_firm", told_at)
    breach = recording.record_breach(new, by=register.owner, at=register.at)

    assert "Esimerkkitilit Oy told us of it" in draft(breach, register).text
