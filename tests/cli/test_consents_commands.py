"""Consents on the command line: recorded, shown, ended; addresses are typed in, never arguments."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result
from django.utils.translation import override

from seloste.cli.main import seloste
from seloste.consents import queries
from seloste.customers.operations import creating
from seloste.customers.values import CustomerDraft
from seloste.kernel.ids import PersonId
from tests.register import Register, register

__all__ = ["register"]

pytestmark = pytest.mark.django_db

NEWS = "newsletter"


def run(*arguments: object, typed: str = "") -> Result:
    with override("en"):
        return CliRunner().invoke(
            seloste, ["consents", *(str(one) for one in arguments)], input=typed
        )


@pytest.fixture
def aino(register: Register) -> PersonId:
    """An invented customer."""
    draft = CustomerDraft(kind="person", name="Aino Esimerkki", emails=("aino@esimerkki.example",))
    return creating.create(draft, purpose="customer_care", by=register.owner, at=register.at)


@pytest.fixture
def shown(register: Register) -> str:
    """The hash of what the newsletter puts to people in Finnish."""
    return str(json.loads(run("wording", NEWS, "--json").stdout)["hash"])


def test_a_consent_is_given_shown_and_withdrawn(aino: PersonId, shown: str) -> None:
    given = run("give", aino, NEWS, "--means", "paper", "--wording", shown)
    ended = run("withdraw", aino, NEWS, "--means", "email")
    again = run("withdraw", aino, NEWS, "--means", "email")

    [newest, oldest] = json.loads(run("show", aino, "--json").stdout)
    assert (oldest["id"], oldest["state"], oldest["wording"]) == (
        given.stdout.strip(), "given", shown,
    )  # fmt: skip
    assert (newest["id"], newest["state"]) == (ended.stdout.strip(), "withdrawn")
    assert "That was on record already." in again.stderr
    assert "consent withdrawn" in run("show", aino).stdout


def test_the_witness_is_typed_in_and_needed(aino: PersonId, shown: str) -> None:
    bare = run("give", aino, NEWS, "--means", "oral", "--wording", shown)
    said = ("give", aino, NEWS, "--means", "oral", "--wording", shown, "--witness", "-")
    named = run(*said, typed="Veikko Kuvitelma\n")

    assert (bare.exit_code, named.exit_code) == (1, 0)
    assert "nobody is named who heard it" in bare.stderr
    [view] = json.loads(run("show", aino, "--json").stdout)
    assert view["details"]["witness"] == "Veikko Kuvitelma"


def test_asking_objecting_and_banning(aino: PersonId, shown: str) -> None:
    run("ask", aino, NEWS, "--means", "form", "--wording", shown)
    run("object", aino, "development_surveys", "--means", "email")
    done = run("ban", aino, "--means", "email", "--json")

    assert json.loads(done.stdout) == {"purposes": [NEWS], "addresses": 1}
    assert queries.choice_of(aino, NEWS).consent == "refused"
    assert queries.choice_of(aino, "development_surveys").objected
    assert queries.is_banned("aino@esimerkki.example")


def test_an_address_is_banned_without_being_an_argument(register: Register) -> None:
    first = run("ban-address", typed="toinen@kuvitelma.example\n")
    second = run("ban-address", typed="Toinen@Kuvitelma.example\n")
    wrong = run("ban-address", typed="toinen\n")

    assert "The address is under the ban." in first.stdout
    assert "It was before." in second.stdout
    assert (wrong.exit_code, "Nothing was banned." in wrong.stderr) == (1, True)


def test_a_receipt_is_printed_for_people_and_machines(aino: PersonId, shown: str) -> None:
    event = run("give", aino, NEWS, "--means", "paper", "--wording", shown).stdout.strip()

    page = run("receipt", event, "--language", "en").stdout
    record = json.loads(run("receipt", event, "--json").stdout)

    assert shown in page
    assert "A receipt of what you told us" in page
    assert record["notice"]["text_sha256"] == shown
