from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from seloste.adapters.webhook.connector import Webhook
from seloste.disclosures.signatures import is_signed, key_of
from seloste.disclosures.values import Message
from seloste.outbox.errors import TryLater, WillNeverTake
from tests.receivers import HttpReceiver, certificate, http_receiver

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
AT = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
MESSAGE = Message(
    duty=7_300_000_000_000_000_001,
    kind="correct",
    recipient="invoicing_service",
    naming={"customer.number": "1001", "customer.name": "Aino Mäkinen"},
    before={"customer.emails": ["vanha@posti.example"]},
    after={"customer.emails": ["uusi@posti.example"]},
    fields=("customer.emails",),
    purpose="",
    owed_at=datetime(2026, 11, 25, 11, 59, 30, tzinfo=UTC),
)


@pytest.fixture
def receiver() -> Iterator[HttpReceiver]:
    with http_receiver() as running:
        yield running


def tell(receiver: HttpReceiver) -> bool:
    return Webhook(receiver.url, secret=SECRET).tell(MESSAGE, at=AT)


def test_a_recipient_is_told_by_a_message_that_it_can_verify(receiver: HttpReceiver) -> None:
    tell(receiver)

    [received] = receiver.received
    assert received.path == "/hook?a=1"
    assert is_signed(
        key_of(SECRET),
        message_id=received.headers["webhook-id"],
        timestamp=received.headers["webhook-timestamp"],
        signatures=received.headers["webhook-signature"],
        body=received.body,
        at=AT,
    )
    assert json.loads(received.body) == {
        "type": "duty.correct",
        "timestamp": "2026-11-25T11:59:30Z",
        "data": {
            "duty": "7300000000000000001",
            "recipient": "invoicing_service",
            "person": {"customer.number": "1001", "customer.name": "Aino Mäkinen"},
            "fields": ["customer.emails"],
            "before": {"customer.emails": ["vanha@posti.example"]},
            "after": {"customer.emails": ["uusi@posti.example"]},
            "purpose": "",
        },
    }


def test_told_twice_the_recipient_knows_it_by_its_id(receiver: HttpReceiver) -> None:
    tell(receiver)
    tell(receiver)

    assert {one.headers["webhook-id"] for one in receiver.received} == {"duty-7300000000000000001"}


@pytest.mark.parametrize(
    ("answer", "acknowledged"),
    [
        (b'{"acknowledged": true}', True),
        (b'{"acknowledged": false}', False),
        (b'{"acknowledged": "true"}', False),
        (b"[]", False),
        (b"", False),
        (b"\xff not json", False),
        (b"[" * 100_000, False),
    ],
)
def test_only_a_plain_yes_acknowledges(
    receiver: HttpReceiver, answer: bytes, *, acknowledged: bool
) -> None:
    receiver.answer = answer

    assert tell(receiver) is acknowledged


@pytest.mark.parametrize(
    ("status", "failure"),
    [
        (500, TryLater),
        (503, TryLater),
        (429, TryLater),
        (401, TryLater),
        (404, TryLater),
        (400, WillNeverTake),
        (410, WillNeverTake),
        (422, WillNeverTake),
    ],
)
def test_an_answer_that_may_change_is_waited_for_and_one_that_will_not_is_not(
    receiver: HttpReceiver, status: int, failure: type[Exception]
) -> None:
    receiver.status, receiver.answer = status, b'{"acknowledged": true}'

    with pytest.raises(failure):
        tell(receiver)


def test_what_is_meant_for_one_address_follows_no_redirect(receiver: HttpReceiver) -> None:
    with http_receiver() as other:
        receiver.status, receiver.headers = 307, {"location": other.url}
        with pytest.raises(TryLater):
            tell(receiver)

    assert other.received == []


def test_an_address_where_nobody_listens_is_tried_later() -> None:
    with http_receiver() as gone:
        pass

    with pytest.raises(TryLater, match="no_connection"):
        tell(gone)


def test_another_machine_is_told_over_tls_that_somebody_vouches_for(tmp_path: Path) -> None:
    ours, trusting = certificate(tmp_path)
    with http_receiver(ours) as receiver:
        with pytest.raises(TryLater):
            tell(receiver)
        Webhook(receiver.url, secret=SECRET, tls=trusting).tell(MESSAGE, at=AT)

    assert len(receiver.received) == 1


@pytest.mark.parametrize(
    "url",
    [
        "",
        "hooks.example",
        "http://hooks.example/",
        "ftp://127.0.0.1/",
        "https:///hook",
        "https://user:password@hooks.example/",
        "https://hooks.example/#part",
    ],
)
def test_an_address_that_would_tell_others_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="a webhook's address must"):
        Webhook(url, secret=SECRET)
