"""`seloste requests` from receipt to withdrawal, as it is typed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from click.testing import CliRunner, Result
from django.utils import timezone
from django.utils.translation import override

from seloste import wording
from seloste.cli import register as whole
from seloste.cli.requests import requests
from seloste.customers.operations.creating import create
from seloste.customers.values import CustomerDraft
from seloste.kernel.errors import Refusal
from seloste.rights import queries
from seloste.rights.models import RequestEvent, SubjectRequest
from seloste.rights.operations import extending, heartbeat
from seloste.vault.models import Sealed
from tests.register import Register, register

__all__ = ["register"]

pytestmark = pytest.mark.django_db

AINO = json.dumps(
    {"name": "Aino Esimerkki", "email": "aino@esimerkki.example", "words": "Mitä tiedätte?"}
)
Type = Callable[..., Result]


@pytest.fixture
def type_in(register: Register) -> Type:
    """Type a command, with what is typed in after it."""
    (whole.settings.HOME / whole.UNFINISHED).unlink(missing_ok=True)

    def run(*words: str, typed: str = "") -> Result:
        with override("en"):
            return CliRunner().invoke(requests, [*map(str, words)], input=typed)

    return run


@pytest.fixture
def number(type_in: Type) -> str:
    """The number of a request that came by letter yesterday."""
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    words = ["receive", "--channel", "post", "--received", yesterday, "--right", "access", "--json"]
    made = type_in(*words, typed=AINO)
    assert made.exit_code == 0, made.output
    return str(json.loads(made.output)["number"])


def done(result: Result) -> None:
    assert result.exit_code == 0, (result.output, result.exception)


def view(number: str):
    return queries.numbered(number, at=timezone.now())


def traces() -> list[int]:
    return [table.objects.count() for table in (SubjectRequest, RequestEvent, Sealed)]


def test_a_letter_is_received_listed_and_shown(type_in: Type, number: str) -> None:
    listed = json.loads(type_in("list", "--json").output)
    shown = json.loads(type_in("show", number, "--json").output)

    assert [one["number"] for one in listed] == [number]
    assert listed[0]["latest"] == view(number).due.latest.isoformat()
    assert "file" not in listed[0]
    assert shown["file"]["words"] == "Mitä tiedätte?"
    assert [event["code"] for event in shown["events"]] == ["received"]
    assert number in type_in("list").output
    assert "Mitä tiedätte?" in type_in("show", number).output
    assert number not in type_in("list", "--overdue").output


@pytest.mark.parametrize(
    "typed",
    ["", "[]", "{", "7", '{"shoe": "42"}', '{"name": 7}', '{"name": "' + "a" * 201 + '"}',
     '{"wishes": []}', '{"wishes": {"everything": "x"}}', '{"name": "a\\u0000"}', "[" * 60_000],
)  # fmt: skip
def test_a_file_that_is_none_is_refused_and_leaves_nothing(type_in: Type, typed: str) -> None:
    before = traces()

    ended = type_in("receive", "--channel", "post", "--right", "access", typed=typed)

    assert isinstance(ended.exception, Refusal)
    with override("en"):
        assert wording.of(ended.exception).startswith("Nothing was registered.")
    assert traces() == before


@pytest.mark.parametrize("received", ["x", "2026-13-01", "9999-99-99T99:99"])
def test_a_moment_that_is_none_is_refused(type_in: Type, received: str) -> None:
    ended = type_in(
        "receive", "--channel", "post", "--received", received, "--right", "access", typed=AINO
    )

    assert ended.exit_code == 2
    assert not SubjectRequest.objects.exists()


@pytest.mark.parametrize("number", ["1", "20261116-99", "../x", "٣"])
def test_a_number_that_is_none_finds_nothing(type_in: Type, number: str) -> None:
    for command in ("show", "take", "withdraw"):
        assert isinstance(type_in(command, number).exception, Refusal)


def test_the_next_is_taken_and_given_back(type_in: Type, number: str) -> None:
    done(type_in("take", number))
    assert view(number).taken_by == "system"

    done(type_in("leave", number))
    assert view(number).taken_by == ""


def test_out_of_turn_a_reason_is_typed_in(type_in: Type, number: str) -> None:
    made = type_in("receive", "--channel", "email", "--right", "erasure", "--json", typed=AINO)
    later = json.loads(made.output)["number"]

    refused = type_in("take", later)
    done(type_in("take", later, "--reason", "-", typed="Muutto ulkomaille."))

    assert isinstance(refused.exception, Refusal)
    assert view(later).taken_by == "system"


def test_the_person_is_found_and_asked(type_in: Type, number: str, register: Register) -> None:
    draft = CustomerDraft(kind="person", name="Aino Esimerkki", emails=("aino@esimerkki.example",))
    aino = create(draft, purpose="customer_care", by=register.owner, at=register.at)
    assert str(aino) in type_in("match", number).output
    done(type_in("match", number, aino))

    done(type_in("ask-identity", number, "--method", "call_back", typed="Uusi osoite."))
    assert view(number).state == "waiting"
    done(type_in("confirm-identity", number, "--method", "call_back"))

    assert view(number).identity == "shown"
    papers = type_in("ask-identity", number, "--method", "passport", typed="x")
    assert isinstance(papers.exception, Refusal)


def test_what_is_meant_is_asked_and_answered(type_in: Type, number: str) -> None:
    done(type_in("clarify", number, typed="Mitä vuosia?"))
    assert view(number).state == "waiting"

    done(type_in("clarified", number, typed="Vuotta 2026."))
    assert view(number).state == "received"


def test_the_time_is_extended_when_the_letter_went_out(type_in: Type, number: str) -> None:
    done(type_in("extend", number, "--ground", "complexity", typed="Tuhat viestiä."))
    assert extending.announced(view(number).id) is not None
    assert view(number).extended_at is None

    done(type_in("extend", number, "--told"))

    assert view(number).extended_at is not None
    assert isinstance(type_in("extend", number, "--told").exception, Refusal)


def test_a_part_is_refused_and_a_fee_announced(type_in: Type, number: str) -> None:
    why = "Sama pyyntö joka viikko."
    done(type_in("fee", number, "--ground", "manifestly_excessive", "--amount", "12.50", typed=why))
    done(
        type_in(
            "refuse", number, "--right", "access", "--ground", "manifestly_excessive", typed=why
        )
    )

    assert view(number).parts[0].outcome == "refused"
    no_amount = type_in("fee", number, "--ground", "further_copy", "--amount", "x", typed=why)
    assert isinstance(no_amount.exception, Refusal)


def test_what_is_withdrawn_is_listed_among_the_ended(type_in: Type, number: str) -> None:
    done(type_in("acknowledge", number, "--how", "paper"))
    done(type_in("withdraw", number))

    assert json.loads(type_in("list", "--json").output) == []
    assert [one["state"] for one in json.loads(type_in("list", "--ended", "--json").output)] == [
        "withdrawn"
    ]


def test_the_heartbeat_says_which_channel_does_not_answer(
    type_in: Type, register: Register
) -> None:
    heartbeat.begin(by=register.owner, at=timezone.now() - timedelta(days=20))
    alarmed = type_in("heartbeat", "--json")
    told = {line["kind"]: line for line in json.loads(alarmed.output)}
    assert alarmed.exit_code == 1
    assert told["phone"]["state"] == "failed"

    confirmed = type_in("heartbeat", "--confirm", told["phone"]["channel"], "--json")

    lines = {line["kind"]: line["state"] for line in json.loads(confirmed.output)}
    assert lines["phone"] == "in_order"
