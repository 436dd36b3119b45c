from __future__ import annotations

import logging
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from seloste.audit.models import Entry, StoredCheckpoint
from seloste.audit.outside import checkpoints_file
from seloste.audit.recording import record
from seloste.customers.keeping import note_days
from seloste.customers.models import Customer
from seloste.customers.operations import creating
from seloste.customers.values import CustomerDraft
from seloste.evidence.queries import history
from seloste.kernel.actors import Actor, system
from seloste.notice.queries import in_force
from seloste.retention.models import Night
from seloste.retention.operations import erasing
from seloste.vault.keystore.models import PersonKey
from seloste.worker.loop import Worker
from tests.register import PUBLISHED, initialise, publish_example

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _a_trail(transactional_db: None, home: Path) -> None:
    initialise(home)
    checkpoints_file().unlink(missing_ok=True)
    record("notice.published", by=system("cli"), at=PUBLISHED)


def test_a_worker_that_is_stopped_signs_what_there_is_before_it_ends() -> None:
    worker = Worker()
    worker.stop()

    worker.run()

    assert StoredCheckpoint.objects.get().size == 1


def test_a_worker_in_a_thread_ends_when_it_is_told_to() -> None:
    worker = Worker()
    worker.start()
    worker.stop()

    worker.join()

    assert StoredCheckpoint.objects.get().size == 1


def test_a_failure_is_told_by_its_kind_and_ends_neither_the_worker_nor_the_round(
    caplog: pytest.LogCaptureFixture,
) -> None:
    publish_example(by=system("cli"))
    Entry.objects.all().delete()
    worker = Worker()
    worker.stop()

    with caplog.at_level(logging.WARNING):
        worker.run()

    assert [each.getMessage() for each in caplog.records] == [
        "The worker's round failed: TrailNotWhole"
    ] * 2
    assert len(history()) == 1


def test_the_notice_is_examined_once_a_day() -> None:
    publish_example(by=system("cli"))
    worker = Worker()
    worker.stop()

    worker.run()  # one round at the start, one at the end

    assert len(history()) == 1


def test_the_storage_periods_are_carried_out_once_a_day() -> None:
    owner, at = Actor("s-owner", "owner", "console"), PUBLISHED
    publish_example(by=owner)
    years_ago = at - timedelta(days=800)
    gone = creating.create(
        CustomerDraft(kind="person", name="Aino Esimerkki"),
        purpose="customer_care",
        by=owner,
        at=at,
    )
    Customer.objects.filter(id=gone).update(created_at=years_ago, changed_at=years_ago)
    note_days([gone], in_force(at).notice)
    worker = Worker()
    worker.stop()

    worker.run()  # one round at the start, one at the end

    assert not Customer.objects.filter(id=gone).exists()
    assert Entry.objects.filter(operation="retention.run").count() == 1
    assert Night.objects.get().persons == 1


@pytest.mark.sqlite
def test_old_pages_that_a_reader_held_at_an_erasure_go_with_the_next_round(home: Path) -> None:
    owner = Actor("s-owner", "owner", "console")
    publish_example(by=owner)
    draft = CustomerDraft(kind="person", name="Aino Esimerkki")
    gone = creating.create(draft, purpose="customer_care", by=owner, at=PUBLISHED)
    wrapped = bytes(PersonKey.objects.get(person=gone, category="identity").wrapped)
    # Somebody else has the store open, so that it is not tidied up by the last one who leaves.
    beside = sqlite3.connect(home / "keys.sqlite3")
    beside.execute("SELECT count(*) FROM keystore_personkey").fetchone()
    reader = sqlite3.connect(home / "keys.sqlite3")
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM keystore_personkey").fetchone()
    erasing.erase(gone, cause="test", by=owner, at=PUBLISHED)
    assert any(wrapped in file.read_bytes() for file in home.glob("keys.sqlite3*"))

    reader.close()
    worker = Worker()
    worker.stop()
    worker.run()

    assert not any(wrapped in file.read_bytes() for file in home.glob("keys.sqlite3*"))
    beside.close()
