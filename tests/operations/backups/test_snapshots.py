"""A store is read as it was at one moment, whatever is written meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from seloste.backups import snapshots
from seloste.backups.models import Archive
from seloste.backups.snapshots import Snapshot
from seloste.contracts import operations as contracts
from seloste.kernel.ids import new_id
from seloste.notice.tables import NOTHING_PERSONAL, SEALED
from tests.register import Register, register

__all__ = ["register"]

pytestmark = pytest.mark.django_db(transaction=True)

TABLES = {table.name: table for table in snapshots.tables("default")}


def offered(held: Snapshot) -> list[object]:
    return [row[1] for row in held.rows(TABLES["contracts_service"])]


def test_what_is_committed_later_is_not_in_it(register: Register) -> None:
    who = {"by": register.owner, "at": register.at}
    contracts.offer("before", title="Before", **who)

    with snapshots.snapshot("default") as held:
        contracts.offer("after", title="After", **who)

        assert offered(held) == ["before"]

    with snapshots.snapshot("default") as held:
        assert offered(held) == ["before", "after"]


def test_what_is_not_committed_is_not_in_it(register: Register) -> None:
    with transaction.atomic():
        Archive.objects.create(id=new_id(), kind="data", name="one.age", made_at=register.at)

        with snapshots.snapshot("default") as held:
            assert list(held.rows(TABLES["backups_archive"])) == []


def test_values_are_written_in_the_same_way_whatever_the_database(register: Register) -> None:
    moment = register.at + timedelta(microseconds=120)
    Archive.objects.create(id=7, kind="data", name="one.age", made_at=moment, reason="Ä\u2028\"'")

    with snapshots.snapshot("default") as held:
        [row] = held.rows(TABLES["backups_archive"])
        edition = next(held.rows(TABLES["notice_edition"]))

    told = dict(zip([c.name for c in TABLES["backups_archive"].columns], row, strict=True))
    assert told["made_at"] == "2026-11-23 08:30:00.000120"
    assert told["finished_at"] is None
    assert told["reason"] == "Ä\u2028\"'"
    kinds = {column.kind for column in TABLES["notice_edition"].columns}
    assert kinds >= {"integer", "text", "moment", "day", "json"}
    assert all(isinstance(value, (str, int, bool, type(None))) for value in edition)


def test_every_table_belongs_to_one_store_or_is_left_out_on_purpose() -> None:
    of_keys = {table.name for table in snapshots.tables("keys")}

    assert all(name.startswith("keystore_") for name in of_keys)
    assert TABLES.keys() | of_keys | snapshots.LEFT_OUT == SEALED.keys() | NOTHING_PERSONAL.keys()
    assert not TABLES.keys() & of_keys
