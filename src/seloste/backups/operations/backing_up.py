"""Making archives while the register is at work, and removing those whose time has come."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO
from zoneinfo import ZoneInfo

from django.db import connection, transaction

import seloste
from seloste.audit.recording import record
from seloste.audit.signer import origin
from seloste.backups import archives, places, rules, snapshots
from seloste.backups.models import Archive
from seloste.backups.queries import archives_there, standing
from seloste.backups.values import ArchiveKind, ArchiveLine, Contents, Head
from seloste.kernel.actors import Actor
from seloste.kernel.ids import new_id
from seloste.kernel.steps import reached
from seloste.notice import queries as notices
from seloste.notice.editions import EditionInForce
from seloste.notice.rules.backups import keys_gone_by
from seloste.vault import ledger

BOTH: tuple[ArchiveKind, ...] = ("data", "keys")
"""In this order: keys are committed before what they seal, so later keys open earlier data."""

_STORES: Mapping[ArchiveKind, str] = {"data": "default", "keys": "keys"}
_LEDGER = "keystore_erasureline"
_BLOCK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Written:
    """An archive that was written: what is in it, and its file."""

    contents: Contents
    size: int
    sha256: str

    @property
    def ledger(self) -> int | None:
        """Return how many lines of the erasure ledger are in it; None in an archive of data."""
        found = self.contents.members.get(_LEDGER)
        return None if found is None else found.rows


def back_up(
    *, kinds: Sequence[ArchiveKind] = BOTH, by: Actor, at: datetime
) -> tuple[ArchiveLine, ...]:
    """Write an archive of the data and one of the keys, and let go of those they replace.

    Not one transaction: writing takes long, and others go on working meanwhile. Broken off, it
    is finished or undone at the next start (`operations.recovering`).

    Args:
        kinds: `keys` alone replaces a key archive after an erasure.
        by: who does it.
        at: now, UTC. What was committed before is in the archives.

    Raises:
        NoRecipient: nobody said for whom.
        AtWork: another process is at it.
        NoneInForce: there is no notice in force.

    Source: GDPR Art. 32(1)(b)-(c).
    """
    recipients = places.required_recipients()
    edition = notices.in_force(at)
    with places.lock():
        rows = _begin(kinds, edition, at=at)
        reached("backup.begun")
        for row in rows:
            path = places.path_of(_kind(row), row.name)
            written = write(
                path.with_name(path.name + places.PART),
                _kind(row),
                recipients=recipients,
                edition=edition.number,
                gone_by=row.gone_by,
                at=at,
            )
            _note(row, written)
            reached(f"backup.{row.kind}_written")
        finish(rows, by=by, at=at)
        _prune(by=by, at=at)
        reached("backup.pruned")
    names = {row.name for row in rows}
    return tuple(line for line in archives_there() if line.name in names)


def write(
    path: Path,
    kind: ArchiveKind,
    *,
    recipients: Sequence[str],
    edition: int,
    gone_by: date | None,
    at: datetime,
) -> Written:
    """Write one archive of a store as it is now, so that it outlives a loss of power."""
    store = _STORES[kind]
    with snapshots.snapshot(store) as held, _new_file(path) as file:
        head = Head(
            kind=kind,
            release=seloste.__version__,
            made_at=at,
            register=origin(),
            edition=edition,
            database=connection.vendor,
            migrations=held.migrations,
            gone_by=gone_by,
        )
        contents = archives.write(file, head, snapshots.tables(store), held, recipients=recipients)
        file.flush()
        os.fsync(file.fileno())
    return Written(contents, path.stat().st_size, sha256_of(path))


def finish(rows: Sequence[Archive], *, by: Actor, at: datetime) -> None:
    """Give archives that were written their names, and record them."""
    for row in rows:
        path = places.path_of(_kind(row), row.name)
        part = path.with_name(path.name + places.PART)
        if part.exists():
            part.replace(path)
            places.sync(path.parent)
    reached("backup.named")
    _record(rows, by=by, at=at)
    reached("backup.recorded")


def look_after(*, by: Actor, at: datetime) -> None:
    """Do what is due: a backup by the notice, new keys after an erasure, what is to go."""
    if not places.recipients():
        return
    found = standing(notices.in_force(at).notice, at=at)
    day = _today(at)
    if found.next_on is not None and found.next_on <= day:
        back_up(by=by, at=at)
    elif found.stale_keys:
        back_up(kinds=("keys",), by=by, at=at)
    elif going(at):
        prune(by=by, at=at)


def renew_keys(*, by: Actor, at: datetime) -> int:
    """Replace key archives that still hold keys which were destroyed; return how many went.

    Raises:
        AtWork: another process is at it.

    Source: GDPR Art. 17(1).
    """
    lines = ledger.number_of_lines()
    stale = [each for each in archives_there("keys") if rules.is_stale(each, lines)]
    if stale and places.recipients():
        back_up(kinds=("keys",), by=by, at=at)
    return len(stale)


def replace_keys(*, by: Actor, at: datetime) -> None:
    """Replace every copy of the keys: the root key was changed, and they are of the one before.

    Raises:
        AtWork: another process is at it.
    """
    older = [each.name for each in archives_there("keys")]
    if not older or not places.recipients():
        return
    back_up(kinds=("keys",), by=by, at=at)
    with places.lock():
        for name in older:
            places.remove(places.path_of("keys", name))
        _record_gone(dict.fromkeys(older, "root_key_changed"), by=by, at=at)


def adopt(*, at: datetime) -> None:
    """Note archives that lie in the folders and that the register does not know of.

    A restored register knows none of those that were made after its backup. In the caller's
    transaction.
    """
    known = set(Archive.objects.values_list("name", flat=True))
    for kind in BOTH:
        folder = places.folder(kind)
        for path in sorted(folder.glob(f"{kind}-*.age")) if folder.exists() else ():
            made_at = rules.made_at_of(path.name)
            if path.name in known or made_at is None:
                continue
            until = keys_gone_by(made_at.date(), None)
            Archive.objects.create(
                id=new_id(),
                kind=kind,
                name=path.name,
                made_at=made_at,
                finished_at=at,
                size=path.stat().st_size,
                gone_by=until if kind == "keys" else None,
            )


def going(at: datetime) -> Mapping[str, str]:
    """Return the archives that are to go now, by name, and why."""
    stated = notices.in_force(at).notice.backups
    return rules.going(
        archives_there(),
        keep=stated.keep if stated else None,
        today=_today(at),
        ledger=ledger.number_of_lines(),
    )


def prune(*, by: Actor, at: datetime) -> Mapping[str, str]:
    """Remove the archives that are to go; return which, and why.

    Raises:
        AtWork: another process is at it.
    """
    with places.lock():
        return _prune(by=by, at=at)


def sha256_of(path: Path) -> str:
    """Return the hash of a file, hexadecimal."""
    summed = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            summed.update(block)
    return summed.hexdigest()


def _prune(*, by: Actor, at: datetime) -> Mapping[str, str]:
    gone = going(at)
    there = {line.name: line.kind for line in archives_there()}
    for name in gone:
        places.remove(places.path_of(there[name], name))
    if gone:
        _record_gone(gone, by=by, at=at)
    return gone


@transaction.atomic(durable=True)
def _begin(kinds: Sequence[ArchiveKind], edition: EditionInForce, *, at: datetime) -> list[Archive]:
    second = at.replace(microsecond=0)  # a name tells the second, and is not used again when gone
    taken = set(Archive.objects.filter(made_at__gte=second).values_list("name", flat=True))
    stated = edition.notice.backups
    until = keys_gone_by(_today(at), stated.keys_keep if stated else None)
    return [
        Archive.objects.create(
            id=new_id(),
            kind=kind,
            name=_free_name(kind, at, taken),
            made_at=at,
            gone_by=until if kind == "keys" else None,
        )
        for kind in kinds
    ]


def _free_name(kind: ArchiveKind, at: datetime, taken: set[str]) -> str:
    lying = {path.name for path in places.folder(kind).iterdir()}
    return rules.name_of(kind, at, taken | lying)


@transaction.atomic(durable=True)
def _note(row: Archive, written: Written) -> None:
    row.size, row.rows = written.size, written.contents.rows
    row.ledger, row.sha256 = written.ledger, written.sha256
    row.save(update_fields=["size", "rows", "ledger", "sha256"])


@transaction.atomic(durable=True)
def _record(rows: Sequence[Archive], *, by: Actor, at: datetime) -> None:
    for row in rows:
        row.finished_at = at
        row.save(update_fields=["finished_at"])
        record("backups.made", by=by, at=at, ref=row.name)


@transaction.atomic(durable=True)
def _record_gone(gone: Mapping[str, str], *, by: Actor, at: datetime) -> None:
    for name, reason in gone.items():
        Archive.objects.filter(name=name, gone_at=None).update(gone_at=at, reason=reason)
        record("backups.removed", by=by, at=at, ref=name)


def _new_file(path: Path) -> IO[bytes]:
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    return os.fdopen(descriptor, "wb")


def _kind(row: Archive) -> ArchiveKind:
    return "keys" if row.kind == "keys" else "data"


def _today(at: datetime) -> date:
    return at.astimezone(ZoneInfo(notices.in_force(at).notice.time_zone)).date()
