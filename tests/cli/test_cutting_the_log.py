"""Behind doors that read the clock: so what is past its day is long past, and the rest is to come."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from django.utils import translation

from seloste.audit.cutting import CUTTING
from seloste.audit.models import Entry
from seloste.audit.outside import checkpoints_file, cuts_file
from seloste.audit.recording import Told, record_many
from seloste.audit.verifying import verify_register
from seloste.cli.audit import audit
from seloste.kernel.actors import Actor
from seloste.notice.data.measures import MEASURES
from seloste.notice.operations import publish
from seloste.worker.loop import Worker
from tests.register import EXAMPLE, PUBLISHED, initialise

BY = Actor("m-test", "owner", "console")
LONG_PAST = datetime(2020, 1, 1, tzinfo=UTC)
TO_COME = datetime(2100, 1, 1, tzinfo=UTC)
PERIOD = "    from: log_entry\n"


@pytest.fixture(autouse=True)
def _a_root_key_and_a_trail(db: None, home) -> None:
    initialise(home)
    for file in (checkpoints_file(), cuts_file()):
        file.unlink(missing_ok=True)
    for at, number in ((LONG_PAST, 4), (TO_COME, 3)):
        record_many("customers.changed", [Told(ref="x")] * number, by=BY, at=at)


def put_in_force(source: str) -> None:
    publish(
        source.encode(),
        path=EXAMPLE.name,
        attested=frozenset(MEASURES),
        held=dict,
        by=BY,
        at=PUBLISHED,
    )


def run(*arguments: str) -> str:
    with translation.override("en"):
        done = CliRunner().invoke(audit, ["cut", *arguments], catch_exceptions=False)
    assert done.exit_code == 0
    return done.output


def test_the_command_only_counts_unless_it_is_told_to_apply() -> None:
    put_in_force(EXAMPLE.read_text(encoding="utf-8"))

    assert run().startswith("Past their day: 4 lines from before ")
    assert json.loads(run("--json"))["lines"] == 4
    assert json.loads(run("--dry-run", "--json"))["removed"] is False
    assert Entry.objects.filter(operation="customers.changed").count() == 7

    assert run("--apply").startswith("Removed: 4 lines from before ")
    assert Entry.objects.filter(operation="customers.changed").count() == 3
    assert run().startswith("Past their day: 0 lines from before ")


def test_the_command_says_when_the_notice_has_no_such_period() -> None:
    source = EXAMPLE.read_text(encoding="utf-8")
    assert PERIOD in source
    put_in_force(source.replace(PERIOD, "    from: last_activity\n"))

    assert run("--apply").startswith("Nothing is removed.")
    assert Entry.objects.filter(operation="customers.changed").count() == 7


@pytest.mark.django_db(transaction=True)
def test_the_worker_keeps_the_period_from_its_start() -> None:
    put_in_force(EXAMPLE.read_text(encoding="utf-8"))
    worker = Worker()
    worker.stop()

    worker.run()

    assert Entry.objects.filter(operation="customers.changed").count() == 3
    assert Entry.objects.filter(operation=CUTTING).count() == 1
    assert verify_register().holds
