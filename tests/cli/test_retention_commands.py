"""`seloste retention`, `seloste erase`, `seloste holds`, as somebody types them."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from seloste.cli.main import seloste
from seloste.kernel.ids import PersonId
from seloste.retention import queries
from seloste.vault.models import Sealed
from tests.operations.retention.people import agree, aino
from tests.register import Register, register

__all__ = ["register"]


def seloste_says(*words: str) -> Result:
    return CliRunner().invoke(seloste, [*words], catch_exceptions=False)


@pytest.fixture
def person(register: Register) -> PersonId:
    return aino(register)


def test_without_apply_nothing_is_erased(person: PersonId) -> None:
    answer = seloste_says("erase", str(person), "--json")

    plan = json.loads(answer.stdout)
    assert {item["outcome"] for item in plan["items"]} == {"goes"}
    assert Sealed.objects.filter(person=person).exists()


def test_with_apply_the_certificate_is_printed(person: PersonId) -> None:
    answer = seloste_says("erase", str(person), "--apply", "--json")

    made = json.loads(answer.stdout)
    assert (answer.exit_code, made["holds"], made["person"]) == (0, True, person)
    assert not Sealed.objects.filter(person=person).exists()
    printed = seloste_says("retention", "certificate", str(made["id"]), "--lang", "sv").stdout
    assert "RADERINGSINTYG" in printed


def test_one_category_may_be_named(person: PersonId) -> None:
    seloste_says("erase", str(person), "--category", "contact", "--apply")

    held = set(Sealed.objects.filter(person=person).values_list("category", flat=True))
    assert held == {"identity", "billing"}


def test_what_may_not_go_is_refused_with_a_sentence(person: PersonId, register: Register) -> None:
    agree(person, register)

    answer = seloste_says("erase", str(person), "--apply")

    assert answer.exit_code == 1
    assert not queries.certificates_of(person)


def test_the_plan_shows_what_falls_due(person: PersonId) -> None:
    answer = seloste_says("retention", "plan", "--until", "2099-12-31", "--json")

    [due] = json.loads(answer.stdout)["days"]
    assert due == {"day": "2028-11-24", "kind": "customer", "records": 1}


def test_a_run_only_looks_unless_it_is_applied(person: PersonId) -> None:
    looked = json.loads(seloste_says("retention", "run", "--json").stdout)
    done = json.loads(seloste_says("retention", "run", "--apply", "--json").stdout)

    assert (looked["applied"], done["applied"]) == (False, True)
    assert queries.last_night() is not None


def test_a_hold_is_opened_listed_reviewed_and_closed(person: PersonId) -> None:
    hold = seloste_says(
        "holds", "open", str(person), "--ground", "claims", "--reason", "debt"
    ).stdout.strip()

    [listed] = json.loads(seloste_says("holds", "list", "--json").stdout)
    assert (str(listed["id"]), listed["reason"]) == (hold, "debt")
    assert seloste_says("holds", "review", hold).exit_code == 0
    assert seloste_says("holds", "close", hold).exit_code == 0
    assert json.loads(seloste_says("holds", "list", "--json").stdout) == []
