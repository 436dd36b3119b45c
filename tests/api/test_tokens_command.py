"""`seloste tokens`: made once, listed without secrets, ended at once."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner, Result
from django.utils.translation import override

from seloste.audit.models import Entry
from seloste.cli.main import seloste
from seloste.tokens.models import Token
from seloste.tokens.operations import PREFIX
from tests.register import Register

pytestmark = pytest.mark.django_db

MAKE = ("make", "--label", "webshop", "--role", "support", "--purpose", "customer_care", "--scope", "customers:read")  # fmt: skip


def run(*arguments: str) -> Result:
    with override("en"):
        return CliRunner().invoke(seloste, ["tokens", *arguments])


def test_a_token_is_shown_once_and_only_its_hash_is_kept(register: Register) -> None:
    made = run(*MAKE, "--json")

    told = json.loads(made.stdout)
    assert told["token"].startswith(PREFIX)
    assert len(told["token"]) == len(PREFIX) + 43
    row = Token.objects.get()
    assert told["token"] not in json.dumps([str(value) for value in vars(row).values()])
    assert told["token"] not in run("list").stdout + run("list", "--json").stdout
    line = Entry.objects.get(operation="tokens.made")
    assert (line.ref, line.actor, line.way_in) == (told["handle"], "system", "cli")


def test_a_token_can_be_copied_from_the_last_line(register: Register) -> None:
    made = run(*MAKE)

    assert made.stdout.splitlines()[-1].startswith(PREFIX)
    assert "it is not shown again" in made.stderr


def test_tokens_are_listed_with_what_they_may(register: Register) -> None:
    handle = json.loads(run(*MAKE, "--json").stdout)["handle"]

    [listed] = json.loads(run("list", "--json").stdout)

    assert (listed["handle"], listed["role"]) == (handle, "support")
    assert (listed["purposes"], listed["scopes"]) == (["customer_care"], ["customers:read"])
    assert listed["last_used_on"] is None
    assert f"{handle}  webshop  support: customer_care  customers:read  works" in run("list").stdout


def test_a_token_is_ended_and_not_twice(register: Register) -> None:
    handle = json.loads(run(*MAKE, "--json").stdout)["handle"]

    ended, again = run("end", handle), run("end", handle)

    assert ended.exit_code == 0
    assert again.exit_code == 1
    assert again.stderr.startswith("Nothing was ended.")
    assert "worked until" in run("list").stdout
    assert Entry.objects.filter(operation="tokens.ended", ref=handle).count() == 1


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--label", "Aino Esimerkki", "The label is not a short word"),
        ("--label", "aino@esimerkki.example", "The label is not a short word"),
        ("--role", "captain", "owner, support, accountant"),
        ("--role", "system", "owner, support, accountant"),
        ("--purpose", "accounting", "does not let the role “support”"),
        ("--scope", "everything", "A scope is not known"),
    ],
)
def test_a_token_that_may_not_be_is_not_made(
    register: Register, option: str, value: str, says: str
) -> None:
    before = Entry.objects.count()

    refused = run(*MAKE, option, value)

    assert refused.exit_code == 1
    assert refused.stderr.startswith("No token was made.")
    assert says in refused.stderr
    assert not Token.objects.exists()
    assert Entry.objects.count() == before


@pytest.mark.parametrize("days", ["0", "367"])
def test_a_token_does_not_work_for_ever(register: Register, days: str) -> None:
    assert run(*MAKE, "--days", days).exit_code == 2


def test_commands_that_have_nothing_to_do_with_the_api_do_not_load_it() -> None:
    code = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'seloste.config.settings';"
        "import django; django.setup(); import seloste.cli.main, seloste.cli.notice;"
        "print(sorted(m for m in sys.modules if m.startswith(('ninja', 'seloste.api'))))"
    )

    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603

    assert found.stdout.strip() == "[]"
