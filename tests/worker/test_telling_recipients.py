from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from seloste.audit.queries import readings_of
from seloste.customers.operations import changing, creating
from seloste.customers.values import CustomerDraft
from seloste.disclosures import operations as disclosures
from seloste.disclosures import queries
from seloste.disclosures.models import Duty
from seloste.disclosures.values import DutyView, Message
from seloste.kernel.ids import PersonId
from seloste.outbox import queries as outbox
from seloste.outbox.errors import TryLater
from seloste.usability import operations as usability
from seloste.worker.parcels import do_due
from tests.receivers import HttpReceiver, http_receiver
from tests.register import Register

pytestmark = pytest.mark.django_db

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
AINO = CustomerDraft(
    kind="person", name="Aino Mäkinen", handle="ainuska", emails=("vanha@posti.example",)
)
INVOICING = "invoicing_service"


@pytest.fixture
def recipients_file(home: Path) -> Iterator[Path]:
    path = home / "recipients.toml"
    yield path
    path.unlink(missing_ok=True)


@pytest.fixture
def receiver(recipients_file: Path) -> Iterator[HttpReceiver]:
    with http_receiver() as running:
        recipients_file.touch(mode=0o600)
        recipients_file.write_text(f'[{INVOICING}]\nurl = "{running.url}"\nsecret = "{SECRET}"\n')
        yield running


@pytest.fixture
def aino(register: Register) -> PersonId:
    person = creating.create(AINO, purpose="customer_care", by=register.owner, at=register.at)
    disclosures.give(
        person,
        INVOICING,
        categories=["identity", "contact"],
        purpose="invoicing",
        by=register.owner,
        at=register.at,
    )
    return person


def change(person: PersonId, register: Register, **values: object) -> None:
    changing.change(
        person,
        {f"customer.{field}": value for field, value in values.items()},
        purpose="customer_care",
        by=register.owner,
        at=register.at,
    )


def erase(person: PersonId, register: Register) -> None:
    with transaction.atomic():
        disclosures.owe(
            person,
            kind="erase",
            categories=["identity", "contact"],
            cause="request:12",
            by=register.owner,
            at=register.at,
        )


def work(at: datetime) -> None:
    do_due(clock=lambda: at)


def only_duty(person: PersonId) -> DutyView:
    [duty] = queries.duties_of(person)
    return duty


def told(receiver: HttpReceiver) -> list[dict[str, Any]]:
    return [json.loads(one.body) for one in receiver.received]


def test_a_correction_reaches_the_recipient_with_what_was_and_what_is(
    register: Register, aino: PersonId, receiver: HttpReceiver
) -> None:
    change(aino, register, emails=["uusi@posti.example"])

    work(register.at)

    [message] = told(receiver)
    assert message["type"] == "duty.correct"
    assert message["data"]["before"] == {"customer.emails": ["vanha@posti.example"]}
    assert message["data"]["after"] == {"customer.emails": ["uusi@posti.example"]}
    assert message["data"]["person"]["customer.number"] == "1001"
    assert only_duty(aino).state == "sent"
    assert any(reading.way_in == "worker" for reading in readings_of(aino))


def test_a_recipient_that_says_yes_at_once_has_acknowledged(
    register: Register, aino: PersonId, receiver: HttpReceiver
) -> None:
    receiver.answer = b'{"acknowledged": true}'
    change(aino, register, emails=["uusi@posti.example"])

    work(register.at)

    assert only_duty(aino).state == "acknowledged"
    assert [e.code for e in queries.events_of(only_duty(aino).id)] == [
        "owed",
        "sent",
        "acknowledged",
    ]


def test_a_value_that_was_removed_is_told_as_removed(
    register: Register, aino: PersonId, receiver: HttpReceiver
) -> None:
    change(aino, register, handle="")

    work(register.at)

    assert told(receiver)[0]["data"]["after"] == {"customer.handle": None}


def test_a_recipient_that_has_nothing_of_what_changed_is_told_nothing(
    register: Register, receiver: HttpReceiver
) -> None:
    person = creating.create(AINO, purpose="customer_care", by=register.owner, at=register.at)
    usability.set_consent(person, "newsletter", given=True, by=register.owner, at=register.at)
    with transaction.atomic():
        disclosures.note(
            person,
            "newsletter_service",  # has name, language and address only
            categories=["identity", "contact"],
            purpose="newsletter",
            act="test.given",
            by=register.owner,
            at=register.at,
        )

    change(person, register, handle="toinen")
    assert queries.duties_of(person) == ()
    change(person, register, name="Aino Virtanen")

    assert [duty.recipient for duty in queries.duties_of(person)] == ["newsletter_service"]


def test_an_erased_person_is_named_to_the_recipient_and_then_no_more(
    register: Register, aino: PersonId, receiver: HttpReceiver
) -> None:
    receiver.answer = b'{"acknowledged": true}'
    erase(aino, register)

    work(register.at)

    [message] = told(receiver)
    assert message["type"] == "duty.erase"
    assert message["data"]["person"] == {
        "customer.number": "1001",
        "customer.name": "Aino Mäkinen",
        "customer.emails": ["vanha@posti.example"],
    }
    assert (only_duty(aino).state, only_duty(aino).subject) == ("acknowledged", None)


def test_a_person_whose_data_are_restricted_is_told_of_all_the_same(
    register: Register, aino: PersonId, receiver: HttpReceiver
) -> None:
    with transaction.atomic():
        usability.restrict(aino, ground="unlawful", request=None, by=register.owner, at=register.at)
        disclosures.owe(
            aino,
            kind="restrict",
            categories=["identity"],
            cause="request:12",
            by=register.owner,
            at=register.at,
        )

    work(register.at)

    assert told(receiver)[0]["data"]["person"]["customer.name"] == "Aino Mäkinen"


def test_without_a_connector_the_duty_waits_for_a_person(
    register: Register, aino: PersonId
) -> None:
    change(aino, register, emails=["uusi@posti.example"])

    work(register.at)

    assert only_duty(aino).state == "owed"
    assert outbox.waiting(register.at + timedelta(days=1)) == ()


def test_a_recipient_that_does_not_answer_is_asked_again_a_few_times_and_then_a_person_asks(
    register: Register, aino: PersonId, receiver: HttpReceiver
) -> None:
    change(aino, register, emails=["uusi@posti.example"])

    for days in range(60):
        work(register.at + timedelta(days=days))

    assert len(receiver.received) == 4
    assert len({one.headers["webhook-id"] for one in receiver.received}) == 1
    late = register.at + timedelta(days=60)
    assert [duty.id for duty in queries.to_chase(late)] == [only_duty(aino).id]


def test_a_recipient_that_cannot_be_reached_is_left_to_a_person_after_some_days(
    register: Register, aino: PersonId, receiver: HttpReceiver
) -> None:
    receiver.status = 503
    change(aino, register, emails=["uusi@posti.example"])

    for hours in range(0, 24 * 7, 2):
        work(register.at + timedelta(hours=hours))

    assert len(receiver.received) == 10
    assert only_duty(aino).state == "owed"
    assert queries.events_of(only_duty(aino).id)[-1].code == "not_reached"


def test_a_file_with_secrets_that_others_may_read_is_not_used_and_the_work_waits(
    register: Register,
    aino: PersonId,
    receiver: HttpReceiver,
    recipients_file: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    recipients_file.chmod(0o644)
    change(aino, register, emails=["uusi@posti.example"])

    with caplog.at_level(logging.INFO):
        work(register.at)

    assert receiver.received == []
    assert outbox.waiting(register.at, reason="connectors_file")[0].kind == "disclosures.send"
    assert SECRET not in caplog.text
    recipients_file.chmod(0o600)
    work(register.at + timedelta(minutes=5))
    assert len(receiver.received) == 1


@pytest.mark.parametrize(
    "written",
    [
        "[invoicing_service",
        'invoicing_service = "https://hooks.example"',
        '[invoicing_service]\nurl = "https://hooks.example"\n',
        f'[invoicing_service]\nurl = "http://hooks.example"\nsecret = "{SECRET}"\n',
        f'[invoicing_service]\nconnector = "fax"\nsecret = "{SECRET}"\n',
    ],
)
def test_a_file_that_cannot_be_understood_stops_nothing_but_what_it_is_for(
    register: Register, aino: PersonId, recipients_file: Path, written: str
) -> None:
    recipients_file.touch(mode=0o600)
    recipients_file.write_text(written)
    change(aino, register, emails=["uusi@posti.example"])

    work(register.at)

    assert only_duty(aino).state == "owed"
    assert outbox.waiting(register.at, reason="connectors_file")[0].number == 1


def test_a_duty_that_was_settled_by_hand_meanwhile_is_not_sent(
    register: Register, aino: PersonId, receiver: HttpReceiver
) -> None:
    change(aino, register, emails=["uusi@posti.example"])
    disclosures.acknowledge(only_duty(aino).id, by=register.owner, at=register.at)

    work(register.at + timedelta(days=30))

    assert receiver.received == []


class Unrepeatable:
    """A connector to a recipient that cannot tell a message from its repetition."""

    is_repeatable = False
    told: list[int] = []  # noqa: RUF012 - each connector is made anew
    breaks: Exception | None = None

    def tell(self, message: Message, *, at: datetime) -> bool:
        self.told.append(message.duty)
        if self.breaks is not None:
            raise self.breaks
        return False


@pytest.fixture
def unrepeatable(recipients_file: Path, settings: Any) -> Iterator[type[Unrepeatable]]:
    recipients_file.touch(mode=0o600)
    recipients_file.write_text(f'[{INVOICING}]\nconnector = "once"\n')
    settings.SELOSTE_CONNECTORS = {"once": f"{__name__}.unrepeatable_of"}
    yield Unrepeatable
    Unrepeatable.told.clear()
    Unrepeatable.breaks = None


def unrepeatable_of(_entry: object) -> Unrepeatable:
    return Unrepeatable()


def test_where_a_repetition_would_do_harm_what_was_cut_off_is_unknown_and_never_repeated(
    register: Register, aino: PersonId, unrepeatable: type[Unrepeatable]
) -> None:
    change(aino, register, emails=["uusi@posti.example"])
    unrepeatable.breaks = SystemExit()  # killed while the service was spoken to
    with pytest.raises(SystemExit):
        work(register.at)

    for minutes in range(15, 300, 15):
        work(register.at + timedelta(minutes=minutes))

    assert len(unrepeatable.told) == 1
    assert only_duty(aino).state == "unknown"
    disclosures.mark_sent(only_duty(aino).id, by=register.owner, at=register.at)
    assert only_duty(aino).state == "sent"


def test_where_it_was_certainly_not_taken_it_is_repeated(
    register: Register, aino: PersonId, unrepeatable: type[Unrepeatable]
) -> None:
    change(aino, register, emails=["uusi@posti.example"])
    unrepeatable.breaks = TryLater("refused_for_now")
    work(register.at)
    unrepeatable.breaks = None

    work(register.at + timedelta(minutes=1))

    assert len(unrepeatable.told) == 2
    assert only_duty(aino).state == "sent"
    assert Duty.objects.get().trying_at is None


def test_what_the_program_may_not_open_is_left_to_a_person(
    register: Register, receiver: HttpReceiver, recipients_file: Path
) -> None:
    recipients_file.write_text(recipients_file.read_text().replace(INVOICING, "accounting_firm"))
    person = creating.create(AINO, purpose="customer_care", by=register.owner, at=register.at)
    with transaction.atomic():
        disclosures.note(
            person,
            "accounting_firm",  # accounting is the work of people, not of the program
            categories=["billing"],
            purpose="accounting",
            act="test.given",
            by=register.owner,
            at=register.at,
        )
        disclosures.owe(
            person,
            kind="correct",
            categories=["billing"],
            cause="request:12",
            by=register.owner,
            at=register.at,
        )

    work(register.at)

    assert receiver.received == []
    assert only_duty(person).state == "owed"
    assert queries.events_of(only_duty(person).id)[-1].code == "not_reached"
