"""`seloste duties`: from what is owed to how it ended, as it is typed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.db import transaction
from django.utils.translation import override

from seloste.cli.main import seloste
from seloste.customers.operations import changing, creating
from seloste.customers.values import CustomerDraft
from seloste.disclosures import operations as disclosures
from seloste.disclosures import queries
from tests.register import Register

pytestmark = pytest.mark.django_db

AINO = CustomerDraft(kind="person", name="Aino Mäkinen", emails=("vanha@posti.example",))


@pytest.fixture
def duty(register: Register) -> str:
    person = creating.create(AINO, purpose="customer_care", by=register.owner, at=register.at)
    with transaction.atomic():
        disclosures.note(
            person,
            "invoicing_service",
            categories=["identity", "contact"],
            purpose="invoicing",
            act="by_hand",
            by=register.owner,
            at=register.at,
        )
    changing.change(
        person,
        {"customer.emails": ["uusi@posti.example"]},
        purpose="customer_care",
        by=register.owner,
        at=register.at,
    )
    return str(queries.duties_of(person)[0].id)


def run(*arguments: str, typed: str = "") -> Result:
    with override("en"):
        return CliRunner().invoke(seloste, ["duties", *arguments], input=typed)


def shown(duty: str) -> dict[str, Any]:
    return dict(json.loads(run("show", duty, "--json").stdout))


def test_open_duties_are_listed_and_no_name_is_among_them(duty: str) -> None:
    plain, listed = run("list"), json.loads(run("list", "--json").stdout)

    assert [one["id"] for one in listed] == [duty]
    assert (listed[0]["recipient"], listed[0]["kind"]) == ("invoicing_service", "correct")
    assert duty in plain.stdout
    assert "Aino" not in plain.stdout + run("show", duty).stdout
    assert json.loads(run("list", "--recipient", "registrar", "--json").stdout) == []


def test_the_letter_is_written_in_the_recipients_language_or_another(duty: str) -> None:
    assert "aiemmin vanha@posti.example, nyt uusi@posti.example" in run("letter", duty).stdout
    assert "Whom this is about:" in run("letter", duty, "--language", "en").stdout


def test_a_duty_is_told_and_acknowledged_and_is_open_no_more(duty: str) -> None:
    told = run("sent", duty)
    assert (told.exit_code, shown(duty)["state"]) == (0, "sent")

    done = run("acknowledge", duty, "--note", "-", typed="Korjattu.\n")

    assert (done.exit_code, shown(duty)["state"]) == (0, "acknowledged")
    assert [event["code"] for event in shown(duty)["events"]] == ["owed", "sent", "acknowledged"]
    assert json.loads(run("list", "--json").stdout) == []


def test_a_refusal_and_an_impossibility_are_noted(duty: str) -> None:
    assert run("refuse", duty).exit_code == 0
    assert shown(duty)["state"] == "refused"

    assert run("give-up", duty, "--reason", "recipient_gone").exit_code == 0

    assert (shown(duty)["state"], shown(duty)["reason"]) == ("impossible", "recipient_gone")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("sent", "1"), "There is no such duty"),
        (("show", "1"), "There is no such duty"),
        (("letter", "1"), "There is no such duty"),
        (("send", "{duty}"), "No connector is set up"),
        (("acknowledge", "{duty}", "--on", "2020-01-01"), "The answer can have come between"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    duty: str, words: tuple[str, ...], sentence: str
) -> None:
    refused = run(*(word.format(duty=duty) for word in words))

    assert refused.exit_code == 1
    assert sentence in refused.stderr
    assert shown(duty)["state"] == "owed"
