"""`seloste outbox`: what waits, what was given up, and trying it again."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result
from django.db import transaction
from django.utils.translation import override

from seloste.cli.main import seloste
from seloste.outbox import operations as outbox
from seloste.outbox import queries
from tests.register import Register

pytestmark = pytest.mark.django_db


@pytest.fixture
def given_up(register: Register) -> int:
    with transaction.atomic():
        outbox.post("test.letter", 1, due_at=register.at)
        outbox.post("test.other", 2, due_at=register.at)
    parcel = outbox.claim(at=register.at)
    assert parcel is not None
    outbox.gave_up(parcel, reason="refused", at=register.at)
    return parcel.id


def run(*arguments: str) -> Result:
    with override("en"):
        return CliRunner().invoke(seloste, ["outbox", *arguments])


def test_what_waits_and_what_was_given_up_is_shown(given_up: int) -> None:
    shown = json.loads(run("list", "--json").stdout)

    assert [one["kind"] for one in shown["waiting"]] == ["test.other"]
    assert shown["given_up"] == [
        {"id": str(given_up), "kind": "test.letter", "key": "1", "reason": "refused"}
    ]
    plain = run("list").stdout
    assert "test.other: 1 waiting" in plain
    assert f"{given_up}  test.letter 1: given up (refused)" in plain


def test_what_was_given_up_is_tried_again_once(given_up: int) -> None:
    assert run("retry", str(given_up)).exit_code == 0
    assert queries.given_up() == ()

    again = run("retry", str(given_up))

    assert again.exit_code == 1
    assert "Nothing was changed." in again.stderr
