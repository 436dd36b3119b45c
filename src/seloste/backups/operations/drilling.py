"""A drill: back up, erase an invented person, restore elsewhere, look for that person.

Two people are invented. One is erased after the archives were made, the other stays and shows
that the restore brings people back. The archives are made for an identity of the drill's own, by
the code that makes all others; the restore is carried out by a process of its own, into files of
its own, whatever database the register has. At the end nothing is left but the report.

Source: GDPR Art. 5(2), 17(1), 32(1)(d).
"""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from seloste.audit.queries import length, persons_told_of
from seloste.audit.recording import record
from seloste.backups import archives, loading, places
from seloste.backups.errors import DrillWithoutPlace
from seloste.backups.models import Drill
from seloste.backups.operations import backing_up
from seloste.backups.queries import standing
from seloste.backups.values import ArchiveKind, DrillReport
from seloste.customers.operations.creating import create
from seloste.customers.queries import customers_among
from seloste.customers.values import CustomerDraft
from seloste.kernel.actors import SYSTEM_ROLE, Actor, WayIn
from seloste.kernel.ids import PersonId, new_id
from seloste.notice import queries as notices
from seloste.notice.values import Notice
from seloste.retention.operations.erasing import erase
from seloste.vault import archives as age
from seloste.vault.trying import SealedRow, WrappedKey, keys_here, opened_by_any
from seloste.vault.values import Record

HANDLE = "drill"
"""The pseudonym under which people are invented: by it they are found if a drill is cut off."""

FOLDER = "drill"
"""Folder of the home in which a drill works; it goes with the drill."""

_SINCE = "since.txt"
_FIELDS = ("customer.name", "customer.emails")
_MADE = "customers.created"
_SEALED = "vault_sealed"
_DATA_OF_A_PERSON = (_SEALED, "vault_indexterm", "vault_indexedperson")


class _Place(NamedTuple):
    """Where a drill works, and with which identity."""

    folder: Path
    identity: str
    recipient: str

    @property
    def home(self) -> Path:
        return self.folder / "register"

    def archive(self, name: str) -> Path:
        return self.folder / f"{name}.age"


def drill(*, by: Actor, at: datetime) -> DrillReport:
    """Hold a drill, keep its report and return it.

    Not one transaction: each step is an operation of its own. Cut off, the next start takes
    away what it left (`clear`).

    Raises:
        AtWork: a backup or another drill is going on.
        DrillWithoutPlace: nobody can be invented under the notice in force.
        NoneInForce: there is no notice in force.
    """
    with places.lock():
        clear(way_in=by.way_in, at=at)
        report = _held(way_in=by.way_in, at=at)
        clear(way_in=by.way_in, at=at)
    _keep(report, by=by)
    backing_up.renew_keys(by=by, at=at)
    return report


def look_after(*, by: Actor, at: datetime) -> None:
    """Hold a drill when the notice says that one is due, and there are backups to be tried."""
    if not places.recipients():
        return
    found = standing(notices.in_force(at).notice, at=at)
    today = at.astimezone(ZoneInfo(notices.in_force(at).notice.time_zone)).date()
    if found.last_data is not None and found.drill_on is not None and found.drill_on <= today:
        drill(by=by, at=at)


def is_left_over() -> bool:
    """Tell whether a drill was cut off: its folder is there."""
    return _folder().exists()


def clear(*, way_in: WayIn, at: datetime) -> None:
    """Take away the people and the copies of a drill, those of one that was cut off too."""
    by = Actor(handle="system", role=SYSTEM_ROLE, way_in=way_in)
    for person in _invented():
        erase(person, cause=HANDLE, by=by, at=at)
    folder = _folder()
    if folder.exists():
        for path in folder.rglob("*.age"):
            places.remove(path)
        shutil.rmtree(folder)


# --- The steps ------------------------------------------------------------------------------------


def _held(*, way_in: WayIn, at: datetime) -> DrillReport:
    started = time.monotonic()
    place = _prepare()
    going, staying = (_invent(way_in=way_in, at=at) for _ in range(2))
    _archive(place, "data", "data", at=at)
    _archive(place, "keys", "keys_before", at=at)
    by = Actor(handle="system", role=SYSTEM_ROLE, way_in=way_in)
    erase(going, cause=HANDLE, by=by, at=at)
    _archive(place, "keys", "keys", at=at)
    places.remove(place.archive("keys_before"))  # as after each erasure: the newer takes its place
    is_restored = _restore(place)
    seen = list(_sealed_in_archive(place, going))
    opened, tried = opened_by_any(seen, _every_key(place))
    return DrillReport(
        at=at,
        restored=is_restored and _is_there(place, staying),
        seen_before=len(seen),
        opened=opened,
        keys_tried=tried,
        found_after=_found(place, going) if is_restored else 0,
        replayed=_replayed(place) if is_restored else 0,
        trail_holds=is_restored and _run(place, "audit", "verify") == 0,
        seconds=round(time.monotonic() - started, 1),
    )


def _invent(*, way_in: WayIn, at: datetime) -> PersonId:
    """Take somebody into the register who never existed, as anybody is taken in."""
    role, purpose = _place_for(notices.in_force(at).notice)
    mark = secrets.token_hex(8)
    draft = CustomerDraft(
        kind="person", name=f"Koe {mark}", emails=(f"{mark}@drill.seloste.example",)
    )
    return create(draft, purpose=purpose, by=Actor(HANDLE, role, way_in), at=at)


def _place_for(notice: Notice) -> tuple[str, str]:
    """Return a role and a purpose for which a name and an address may be taken down."""
    needed = {notice.category_of(field) for field in _FIELDS}
    for role in notice.roles:
        for key, purpose in notice.purposes.items():
            if needed <= notice.categories_for(role=role, purpose=key) and (
                purpose.legal_basis != "consent"
            ):
                return role, key
    raise DrillWithoutPlace


def _invented() -> list[PersonId]:
    """Return the people of a drill who are still there: the folder says where the trail stood."""
    since = _folder() / _SINCE
    if not since.exists():
        return []
    first = int(since.read_text(encoding="ascii"))
    return sorted(customers_among(persons_told_of(_MADE, actor=HANDLE, first=first)))


def _prepare() -> _Place:
    folder = _folder()
    folder.mkdir(mode=0o700)
    places.write_private(folder / _SINCE, str(length()).encode())
    place = _Place(folder, *age.new_identity())
    places.write_private(folder / "identity.txt", f"{place.identity}\n".encode())
    return place


def _archive(place: _Place, kind: ArchiveKind, name: str, *, at: datetime) -> None:
    backing_up.write(
        place.archive(name),
        kind,
        recipients=[place.recipient],
        edition=notices.in_force(at).number,
        gone_by=None,
        at=at,
    )


def _restore(place: _Place) -> bool:
    given = (str(place.archive("data")), "--keys", str(place.archive("keys")))
    identity = ("--identity", str(place.folder / "identity.txt"))
    return _run(place, "restore", *given, *identity) == 0


def _run(place: _Place, *arguments: str) -> int:
    """Run a command on the scratch register, with the root key of this one; return its status."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("SELOSTE_", "DJANGO_"))}
    environment = {
        **kept,
        "SELOSTE_HOME": str(place.home),
        "SELOSTE_ROOT_KEY_FILE": str(settings.SELOSTE_ROOT_KEY_FILE),
        "SELOSTE_PASSPHRASE_FILE": settings.SELOSTE_PASSPHRASE_FILE,
    }
    done = subprocess.run(  # noqa: S603 - our own program and interpreter
        [sys.executable, "-m", "seloste", *arguments],
        env=environment,
        capture_output=True,
        check=False,
    )
    return done.returncode


# --- Looking --------------------------------------------------------------------------------------


def _sealed_in_archive(place: _Place, person: PersonId) -> Iterator[SealedRow]:
    """Yield the person's sealed rows in the archive that was made before the erasure."""
    reading = archives.Reading(
        place.archive("data"), [place.identity], known=loading.known_migrations()
    )
    for table, rows in reading.members():
        names = [column.name for column in table.columns]
        for row in rows if table.name == _SEALED else ():
            told = dict(zip(names, row, strict=True))
            if told["person"] == person:
                yield SealedRow(
                    person,
                    Record(str(told["kind"]), int(str(told["record"]))),
                    str(told["category"]),
                    b64decode(str(told["sealed"])),
                )


def _every_key(place: _Place) -> Iterator[WrappedKey]:
    """Yield every key that exists: of the register, and of the copies of its key store."""
    yield from keys_here()
    keys = place.home / "keys.sqlite3"
    if keys.exists():
        asked = "SELECT person, category, generation, wrapped FROM keystore_personkey"
        for row in _rows(keys, asked):
            yield WrappedKey(PersonId(row[0]), str(row[1]), int(row[2]), bytes(row[3]))


def _found(place: _Place, person: PersonId) -> int:
    """Return how many rows there are of the person in the restored register and its keys."""
    register, keys = place.home / "register.sqlite3", place.home / "keys.sqlite3"
    count = "SELECT count(*) FROM {} WHERE person = ?"
    tables = [(register, name) for name in _DATA_OF_A_PERSON] + [(keys, "keystore_personkey")]
    return sum(next(_rows(path, count.format(table), person))[0] for path, table in tables)


def _is_there(place: _Place, person: PersonId) -> bool:
    """Tell whether all that is kept of the person opens with the keys that came back."""
    rows = [
        SealedRow(person, Record(row[0], row[1]), row[2], bytes(row[3]))
        for row in _rows(
            place.home / "register.sqlite3",
            "SELECT kind, record, category, sealed FROM vault_sealed WHERE person = ?",
            person,
        )
    ]
    keys = (
        WrappedKey(person, row[0], row[1], bytes(row[2]))
        for row in _rows(
            place.home / "keys.sqlite3",
            "SELECT category, generation, wrapped FROM keystore_personkey WHERE person = ?",
            person,
        )
    )
    opened, _ = opened_by_any(rows, keys)
    return bool(rows) and opened == len(rows)


def _replayed(place: _Place) -> int:
    asked = "SELECT replayed FROM backups_restore"
    return int(next(_rows(place.home / "register.sqlite3", asked))[0])


def _rows(path: Path, sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
    with closing(sqlite3.connect(str(path))) as connection:
        yield from connection.execute(sql, values)


# --- Keeping --------------------------------------------------------------------------------------


@transaction.atomic(durable=True)
def _keep(report: DrillReport, *, by: Actor) -> None:
    facts = {name: value for name, value in asdict(report).items() if name != "at"}
    row = Drill.objects.create(id=new_id(), at=report.at, holds=report.holds, facts=facts)
    outcome = "held" if report.holds else "failed"
    record("backups.drilled", by=by, at=report.at, ref=f"{row.id} {outcome}")


def _folder() -> Path:
    return Path(settings.HOME) / FOLDER
