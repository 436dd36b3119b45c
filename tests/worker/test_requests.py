"""The worker tells those who asked, reminds the controller, and tests the channels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import ClassVar

import pytest
from django.conf import LazySettings
from django.test import Client

from seloste.customers.operations.creating import create
from seloste.customers.values import CustomerDraft
from seloste.kernel.actors import system
from seloste.kernel.ids import PersonId
from seloste.outbox import queries as outbox
from seloste.outbox.errors import TryLater, WillNeverTake
from seloste.outbox.values import Letter
from seloste.rights import queries
from seloste.rights.models import ChannelTest, Reminder
from seloste.rights.operations import (
    clarifying,
    extending,
    heartbeat,
    identity,
    refusing,
    reminding,
)
from seloste.rights.operations.receiving import receive
from seloste.rights.values import NewRequest, RequestFile, RequestView
from seloste.worker.parcels import do_due
from tests.register import Register

pytestmark = pytest.mark.django_db(transaction=True)

WORKER = system("worker")
AINO = RequestFile(name="Aino Esimerkki", email="aino@esimerkki.example", words="Mitä tiedätte?")


class PostBox:
    """A mail service that keeps what it is given, or fails as it is told."""

    letters: ClassVar[list[Letter]] = []
    fails: ClassVar[list[Exception]] = []

    def send(self, letter: Letter) -> None:
        if self.fails:
            raise self.fails[0]
        self.letters.append(letter)


class BrokenForm:
    def send_test(self, address: str, token: str) -> None:
        raise WillNeverTake("no_form")


@pytest.fixture
def mail(settings: LazySettings) -> Iterator[type[PostBox]]:
    settings.SELOSTE_MAIL = f"{__name__}.PostBox"
    settings.SELOSTE_ADDRESS = "https://rekisteri.example"
    PostBox.letters.clear()
    PostBox.fails.clear()
    yield PostBox
    PostBox.letters.clear()
    PostBox.fails.clear()


def asked(register: Register, file: RequestFile = AINO, about: PersonId | None = None) -> int:
    new = NewRequest(("access",), "email", register.at, "fi", file, about=about)
    return receive(new, by=register.owner, at=register.at)


def work(at: datetime) -> int:
    return do_due(clock=lambda: at)


def view(made: int, at: datetime) -> RequestView:
    return queries.request(made, at=at)


def codes(made: int) -> list[tuple[str, str]]:
    return [(event.code, event.detail) for event in queries.events_of(made)][1:]


# --- Receipts -------------------------------------------------------------------------------------


def test_whoever_asks_is_told_the_number_and_the_day(
    register: Register, mail: type[PostBox]
) -> None:
    made = asked(register)

    work(register.at)

    [letter] = mail.letters
    assert letter.to == "aino@esimerkki.example"
    assert "20261123-1" in letter.subject
    assert "23.12.2026" in letter.text
    assert "Aino" not in letter.subject
    assert letter.reply_to == "tietosuoja@esimerkkipalvelin.example"
    assert view(made, register.at).acknowledged_at == register.at
    assert codes(made) == [("acknowledged", "email")]


def test_the_receipt_is_sent_once(register: Register, mail: type[PostBox]) -> None:
    asked(register)

    work(register.at)
    work(register.at + timedelta(days=1))

    assert len(mail.letters) == 1


def test_the_receipt_goes_to_the_representative(register: Register, mail: type[PostBox]) -> None:
    asked(
        register,
        RequestFile(
            name="Aino Esimerkki",
            representative="Reijo Esimerkki",
            representative_email="reijo@esimerkki.example",
        ),
    )

    work(register.at)

    assert [letter.to for letter in mail.letters] == ["reijo@esimerkki.example"]


def test_without_an_address_the_receipt_is_printed(register: Register, mail: type[PostBox]) -> None:
    made = asked(register, RequestFile(name="Aino Esimerkki", address="Esimerkkikatu 1"))

    work(register.at)

    assert mail.letters == []
    assert codes(made) == [("to_print", "acknowledged")]
    assert view(made, register.at).acknowledged_at is None


def test_an_address_that_takes_no_mail_leaves_the_receipt_to_be_printed(
    register: Register, mail: type[PostBox]
) -> None:
    made = asked(register)
    mail.fails.append(WillNeverTake("refused"))

    work(register.at)

    assert codes(made) == [("to_print", "acknowledged")]


def test_the_receipt_waits_for_a_mail_service(
    register: Register, mail: type[PostBox], settings: LazySettings
) -> None:
    settings.SELOSTE_MAIL = ""
    made = asked(register)
    work(register.at)
    assert outbox.is_waiting("rights.acknowledge", made)

    settings.SELOSTE_MAIL = f"{__name__}.PostBox"
    work(register.at + timedelta(minutes=10))

    assert len(mail.letters) == 1


# --- Questions ------------------------------------------------------------------------------------


@pytest.fixture
def aino(register: Register) -> PersonId:
    draft = CustomerDraft(kind="person", name="Aino Esimerkki", emails=("aino@vanha.example",))
    return create(draft, purpose="customer_care", by=register.owner, at=register.at)


def test_the_link_goes_to_the_address_that_was_known_and_confirms_by_its_button(
    register: Register, mail: type[PostBox], aino: PersonId
) -> None:
    made = asked(register, about=aino)
    identity.ask(
        made,
        "known_address",
        doubt="Osoite on uusi.",
        address="aino@vanha.example",
        by=register.owner,
        at=register.at,
    )

    work(register.at)

    letter = mail.letters[-1]
    found = re.search(r"https://rekisteri\.example(/requests/fi/confirm/\S+)", letter.text)
    assert letter.to == "aino@vanha.example"
    assert found is not None
    assert identity.by_link(found[1].split("/")[-2], at=register.at).id == made


def test_when_the_letter_fails_the_next_one_has_a_link_that_works(
    register: Register, mail: type[PostBox], aino: PersonId
) -> None:
    made = asked(register, about=aino)
    work(register.at)
    identity.ask(
        made,
        "known_address",
        doubt="Osoite on uusi.",
        address="aino@vanha.example",
        by=register.owner,
        at=register.at,
    )
    mail.fails.append(TryLater("no_connection"))
    work(register.at)
    mail.fails.clear()

    work(register.at + timedelta(minutes=2))

    [token] = re.findall(r"/confirm/(\S+)/", mail.letters[-1].text)
    assert identity.by_link(token, at=register.at).id == made


def test_a_question_and_a_fee_are_sent_in_the_words_that_were_written(
    register: Register, mail: type[PostBox]
) -> None:
    made = asked(register)
    clarifying.ask(made, "Mitä vuosia?", by=register.owner, at=register.at)
    work(register.at)

    assert "Mitä vuosia?" in mail.letters[-1].text
    assert not outbox.is_waiting(refusing.SEND_FEE, made)


# --- The extension --------------------------------------------------------------------------------


def test_the_time_is_longer_once_the_letter_went_out(
    register: Register, mail: type[PostBox]
) -> None:
    made = asked(register)
    extending.announce(
        made, "complexity", reasons="Viestejä on tuhat.", by=register.owner, at=register.at
    )
    assert view(made, register.at).extended_at is None

    work(register.at)

    assert "Viestejä on tuhat." in mail.letters[-1].text
    assert "23.2.2027" in mail.letters[-1].text
    assert view(made, register.at).extended_at == register.at


def test_a_letter_that_does_not_go_out_in_the_first_month_extends_nothing(
    register: Register, mail: type[PostBox]
) -> None:
    made = asked(register)
    work(register.at)
    mail.letters.clear()
    extending.announce(
        made, "complexity", reasons="Viestejä on tuhat.", by=register.owner, at=register.at
    )
    mail.fails.append(TryLater("no_connection"))
    work(register.at)
    mail.fails.clear()

    work(register.at + timedelta(days=31))

    assert mail.letters == []
    assert view(made, register.at).extended_at is None
    assert codes(made)[-1] == ("extension_not_told", "")


# --- Reminders ------------------------------------------------------------------------------------


def test_the_controller_is_reminded_without_a_word_about_the_person(
    register: Register, mail: type[PostBox]
) -> None:
    asked(register)
    work(register.at)
    mail.letters.clear()
    later = register.at + timedelta(days=29)

    reminding.remind(by=WORKER, at=later)
    work(later)

    [letter] = mail.letters
    assert letter.to == "asiakaspalvelu@esimerkkipalvelin.example"
    assert "20261123-1" in letter.subject
    assert "Aino" not in letter.text
    assert Reminder.objects.get().sent_at == later


def test_there_is_one_reminder_a_day_and_one_each_day_once_it_is_late(
    register: Register, mail: type[PostBox]
) -> None:
    asked(register)
    late = register.at + timedelta(days=31)

    made = [
        reminding.remind(by=WORKER, at=late),
        reminding.remind(by=WORKER, at=late + timedelta(hours=1)),
        reminding.remind(by=WORKER, at=late + timedelta(days=1)),
    ]

    assert made == [1, 0, 1]


# --- The channels ---------------------------------------------------------------------------------


def test_each_channel_of_the_notice_is_tested_each_in_its_way(
    register: Register, mail: type[PostBox], settings: LazySettings
) -> None:
    settings.SELOSTE_OWN_FORM = f"{__name__}.BrokenForm"
    begun = heartbeat.begin(by=WORKER, at=register.at)

    work(register.at)

    lines = {line.channel.kind: line.state for line in heartbeat.channels(at=register.at)}
    assert begun == len(lines)
    assert lines == {
        "form": "failed",
        "portal": "being_tested",
        "email": "being_tested",
        "phone": "being_tested",
        "post": "being_tested",
        "in_person": "being_tested",
    }
    assert [letter.to for letter in mail.letters] == ["tietosuoja@esimerkkipalvelin.example"]


def test_the_test_mail_is_confirmed_by_its_link(
    register: Register, mail: type[PostBox], settings: LazySettings, client: Client
) -> None:
    settings.SELOSTE_OWN_FORM = f"{__name__}.BrokenForm"
    heartbeat.begin(by=WORKER, at=register.at)
    work(register.at)
    [address] = re.findall(r"https://rekisteri\.example(\S+)", mail.letters[-1].text)

    assert client.get(address).status_code == 200
    client.post(address)

    assert ChannelTest.objects.get(channel__startswith="email").confirmed_at is not None


def test_what_nobody_confirms_in_time_is_an_alarm(register: Register) -> None:
    heartbeat.begin(by=WORKER, at=register.at)

    later = heartbeat.channels(at=register.at + timedelta(days=15))

    assert all(line.is_alarm for line in later)


def test_a_channel_is_confirmed_by_hand_and_tested_again_in_its_time(register: Register) -> None:
    heartbeat.begin(by=WORKER, at=register.at)
    [phone] = [x for x in heartbeat.channels(at=register.at) if x.channel.kind == "phone"]

    heartbeat.confirm(phone.channel.key, by=register.support, at=register.at)

    [after] = [x for x in heartbeat.channels(at=register.at) if x.channel.kind == "phone"]
    assert (after.state, after.confirmed_at) == ("in_order", register.at)
    heartbeat.begin(by=WORKER, at=register.at + timedelta(days=89))
    assert ChannelTest.objects.filter(channel=phone.channel.key).count() == 1
    heartbeat.begin(by=WORKER, at=register.at + timedelta(days=90))
    assert ChannelTest.objects.filter(channel=phone.channel.key).count() == 2
