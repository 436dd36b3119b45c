"""A recipient's machine answers, signed with the secret that was agreed on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from seloste.audit.models import Entry
from seloste.disclosures import operations as disclosures
from seloste.disclosures import queries
from seloste.disclosures.signatures import key_of, sign
from seloste.kernel.ids import new_person_id
from tests.register import Register, register

__all__ = ["register"]

pytestmark = pytest.mark.django_db

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
OTHER = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


@pytest.fixture(autouse=True)
def _agreed_on(home: Path) -> Iterator[None]:
    path = home / "recipients.toml"
    path.touch(mode=0o600)
    tables = [
        f'[{key}]\nurl = "https://hooks.example"\nsecret = "{secret}"\n'
        for key, secret in (("invoicing_service", SECRET), ("registrar", OTHER))
    ]
    path.write_text("\n".join(tables))
    yield
    path.unlink()


@pytest.fixture
def duty(register: Register) -> int:
    person = new_person_id()
    with transaction.atomic():
        disclosures.note(
            person,
            "invoicing_service",
            categories=["identity"],
            purpose="invoicing",
            act="by_hand",
            by=register.owner,
            at=register.at,
        )
        [owed] = disclosures.owe(
            person,
            kind="restrict",
            categories=["identity"],
            cause="request:12",
            by=register.owner,
            at=register.at,
        )
    return owed


def say(
    kind: str,
    duty: object,
    *,
    recipient: str = "invoicing_service",
    secret: str = SECRET,
    age: timedelta = timedelta(),
    body: bytes | None = None,
) -> HttpResponse:
    at = datetime.now(UTC) - age
    sent = body or json.dumps({"type": f"duty.{kind}", "data": {"duty": str(duty)}}).encode()
    headers = {
        "webhook-id": "msg-1",
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": sign(key_of(secret), message_id="msg-1", at=at, body=sent),
    }
    return Client(enforce_csrf_checks=True).generic(
        "POST", f"/recipients/{recipient}/answers/", sent, "application/json", headers=headers
    )


def state(duty: int) -> str:
    found = queries.duty(duty)
    assert found is not None
    return found.state


def test_a_recipient_acknowledges_and_may_say_so_twice(duty: int) -> None:
    first, second = say("acknowledged", duty), say("acknowledged", duty)

    assert (first.status_code, second.status_code) == (204, 204)
    assert state(duty) == "acknowledged"
    assert [event.code for event in queries.events_of(duty)] == ["owed", "acknowledged"]
    assert Entry.objects.order_by("-position")[0].way_in == "public"


def test_a_recipient_may_refuse_and_give_in_later(duty: int) -> None:
    assert say("refused", duty).status_code == 204
    assert state(duty) == "refused"

    assert say("acknowledged", duty).status_code == 204

    assert state(duty) == "acknowledged"
    assert say("refused", duty).status_code == 409


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"secret": OTHER}, 401),
        ({"age": timedelta(minutes=6)}, 401),
        ({"age": timedelta(minutes=-6)}, 401),
        ({"recipient": "newsletter_service"}, 401),
        ({"recipient": "nobody"}, 401),
        ({"recipient": "registrar", "secret": OTHER}, 404),
    ],
)
def test_whoever_did_not_sign_for_this_recipient_settles_nothing(
    duty: int, wrong: dict[str, object], status: int
) -> None:
    refused = say("acknowledged", duty, **wrong)  # type: ignore[arg-type]  # the parameters name their own types

    assert (refused.status_code, refused.content) == (status, b"")
    assert state(duty) == "owed"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{}", 404),
        (b"[]", 404),
        (b"nothing", 404),
        (b"[" * 60_000, 404),
        (b'{"type": "duty.acknowledged", "data": {"duty": "99999999999999999999"}}', 404),
        (b'{"type": "duty.acknowledged", "data": {"duty": "-1"}}', 404),
        (b"x" * 65_537, 413),
    ],
)
def test_what_cannot_be_understood_settles_nothing(duty: int, body: bytes, status: int) -> None:
    assert say("", duty, body=body).status_code == status
    assert state(duty) == "owed"


def test_an_answer_of_another_kind_is_not_taken(duty: int) -> None:
    assert say("forgotten", duty).status_code == 422
    assert state(duty) == "owed"


def test_a_file_of_secrets_that_others_may_read_lets_nobody_in(duty: int, home: Path) -> None:
    (home / "recipients.toml").chmod(0o644)

    assert say("acknowledged", duty).status_code == 401
    assert state(duty) == "owed"
