"""What the worker does about backups, by what the notice in force states."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from seloste.audit.models import Entry
from seloste.backups import places, queries
from seloste.backups.errors import AtWork, NoRecipient
from seloste.backups.models import Archive
from seloste.backups.operations import backing_up, recipients
from seloste.backups.values import Standing
from seloste.customers.operations import creating
from seloste.customers.values import CustomerDraft
from seloste.evidence.operations import attested
from seloste.kernel.actors import system
from seloste.kernel.ids import PersonId
from seloste.notice import queries as notices
from seloste.retention.operations import erasing
from tests.operations.evidence.conftest import note_backups
from tests.register import Register, register

__all__ = ["register"]

pytestmark = pytest.mark.django_db(transaction=True)
BY = system("worker")


@pytest.fixture(autouse=True)
def _no_archives(home: Path) -> Iterator[None]:
    yield
    shutil.rmtree(home / "backups", ignore_errors=True)
    places.recipients_file().unlink(missing_ok=True)


@pytest.fixture
def aino(register: Register) -> PersonId:
    draft = CustomerDraft(kind="person", name="Aino Esimerkki", emails=("aino@people.example",))
    return creating.create(draft, purpose="customer_care", by=register.owner, at=register.at)


@pytest.fixture
def set_up(register: Register) -> Register:
    recipients.new_identity(by=BY, at=register.at)
    return register


def look(at: datetime) -> Standing:
    backing_up.look_after(by=BY, at=at)
    return queries.standing(notices.in_force(at).notice, at=at)


def names(kind: str) -> list[str]:
    return sorted(path.name for path in places.folder(kind).glob("*"))  # type: ignore[arg-type]


def test_nothing_is_backed_up_for_nobody(register: Register) -> None:
    assert look(register.at).last_data is None
    with pytest.raises(NoRecipient):
        backing_up.back_up(by=BY, at=register.at)


def test_the_first_backup_is_made_at_once(set_up: Register) -> None:
    found = look(set_up.at)

    assert (names("data"), names("keys")) == (
        ["data-20261123T083000Z.age"],
        ["keys-20261123T083000Z.age"],
    )
    assert found.last_data is not None
    assert (found.overdue, str(found.next_on)) == (False, "2026-11-24")
    assert Entry.objects.filter(operation="backups.made").count() == 2


def test_there_is_one_backup_a_day_as_the_notice_says(set_up: Register) -> None:
    for hours in (0, 1, 12, 23, 24):
        look(set_up.at + timedelta(hours=hours))

    assert names("data") == ["data-20261123T083000Z.age", "data-20261124T073000Z.age"]


def test_after_an_erasure_the_copy_of_the_keys_is_replaced(set_up: Register, aino: int) -> None:
    look(set_up.at)
    erasing.erase(PersonId(aino), cause="by_hand", by=set_up.owner, at=set_up.at)
    notice = notices.in_force(set_up.at).notice
    assert queries.standing(notice, at=set_up.at).stale_keys == 1

    found = look(set_up.at + timedelta(minutes=1))

    assert found.stale_keys == 0
    assert names("keys") == ["keys-20261123T083100Z.age"]
    assert names("data") == ["data-20261123T083000Z.age"]
    assert Entry.objects.filter(operation="backups.removed").count() == 1


def test_copies_of_keys_go_on_their_day(set_up: Register) -> None:
    look(set_up.at)

    assert backing_up.going(set_up.at + timedelta(days=30)) == {}
    assert backing_up.going(set_up.at + timedelta(days=31)) == {
        "keys-20261123T083000Z.age": "past_its_day"
    }


def test_what_is_removed_cannot_be_opened_from_what_the_disk_keeps(set_up: Register) -> None:
    look(set_up.at)
    path = places.path_of("keys", "keys-20261123T083000Z.age")
    held = path.open("rb")  # as the disk keeps the blocks of a file without a name

    places.remove(path)

    with held:
        assert not held.read().startswith(b"age-encryption.org")
    assert not path.exists()


def test_two_processes_do_not_back_up_at_once(set_up: Register) -> None:
    with places.lock(), pytest.raises(AtWork):
        backing_up.back_up(by=BY, at=set_up.at)

    assert queries.archives_there() == []


def test_backups_are_attested_only_when_made_and_tried(set_up: Register) -> None:
    assert "backups_tested" not in attested(set_up.at)

    note_backups(at=set_up.at)

    assert "backups_tested" in attested(set_up.at)


def test_a_new_root_key_replaces_every_copy_of_the_keys(set_up: Register) -> None:
    look(set_up.at)

    backing_up.replace_keys(by=BY, at=set_up.at + timedelta(hours=1))

    assert names("keys") == ["keys-20261123T093000Z.age"]
    gone = [one for one in queries.history() if one.gone_at is not None]
    assert [(one.kind, one.reason) for one in gone] == [("keys", "root_key_changed")]


def test_archives_that_a_restored_register_does_not_know_are_looked_after_too(
    set_up: Register,
) -> None:
    look(set_up.at)
    Archive.objects.all().delete()

    backing_up.adopt(at=set_up.at)
    backing_up.adopt(at=set_up.at)

    there = queries.archives_there()
    assert sorted(one.kind for one in there) == ["data", "keys"]
    assert {one.made_at for one in there} == {set_up.at}
    found = look(set_up.at + timedelta(minutes=1))  # what is in the keys is not known: replaced
    assert found.stale_keys == 0
    assert names("keys") == ["keys-20261123T083100Z.age"]


def test_a_name_is_not_used_again_in_its_second_although_the_archive_is_gone(
    set_up: Register,
) -> None:
    look(set_up.at)

    for micro in (1, 2):
        backing_up.replace_keys(by=BY, at=set_up.at + timedelta(microseconds=micro))

    assert names("keys") == ["keys-20261123T083000Z-3.age"]
