"""Restoring a register from its archives, and opening it only when the ledger was gone through.

From the first step on the register is marked, in the home and in the database, and every way in
refuses it. Broken off before the data were there, all that was made is taken away again; broken
off later, the next start goes on (`operations.recovering`).

Source: GDPR Art. 17, 32(1)(c).
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from seloste.audit.checkpointing import make_checkpoint
from seloste.audit.recording import record
from seloste.audit.restoring import write_files_anew
from seloste.audit.signer import origin
from seloste.backups import archives, loading, places
from seloste.backups.errors import KeysMissing, NotRestored, OfAnother, TargetNotEmpty
from seloste.backups.models import Archive, Restore
from seloste.backups.operations.backing_up import adopt
from seloste.backups.queries import MARK, mark, mark_in_database
from seloste.backups.rules import check_kind, check_pair
from seloste.backups.values import ArchiveKind, Head
from seloste.consents.operations.replaying import replay_noes
from seloste.kernel.actors import Actor
from seloste.kernel.ids import new_id
from seloste.kernel.steps import reached
from seloste.notice import queries as notices
from seloste.retention.operations.erasing import replay
from seloste.rights.operations.ending_links import withdraw_links
from seloste.staff.operations import withdraw_first_invitations
from seloste.tokens.operations import end_all
from seloste.vault import rootkey

_MADE = ("secret.key", "notice.yaml", "audit/checkpoints.txt", "audit/cuts.txt",
         "audit/public-key.txt", "audit/lock")  # fmt: skip
_MAY_STAY = frozenset(("root.key", "static", "backups", places.RECIPIENTS))
_KEY_FILES = frozenset(("keys.sqlite3", "keys.sqlite3-wal", "keys.sqlite3-shm"))


@dataclass(frozen=True, slots=True)
class Source:
    """What to restore from.

    Attributes:
        data: the data archive.
        keys: the key archive; None to go on with the key store that is there.
        identities: which open them.
        root_key: file to copy to where the root key lies; None when it lies there already, or
            comes from a passphrase.
    """

    data: Path
    keys: Path | None
    identities: Sequence[str]
    root_key: Path | None = None


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of a restore.

    Attributes:
        data_made_at: what was done after this moment is not in the register.
        rows: how many came back.
        replayed: how many lines of the erasure ledger were gone through.
        ended: how many tokens of programs were ended.
    """

    data_made_at: datetime
    rows: int
    replayed: int
    ended: int


def restore(source: Source, *, by: Actor, at: datetime) -> Restored:
    """Restore a register into an empty place, and open it once the ledger was gone through.

    Args:
        source: the archives, and what opens them.
        by: who does it.
        at: now, UTC.

    Raises:
        TargetNotEmpty: something lies there already.
        KeysMissing: there are no keys, neither in an archive nor in place.
        NotAnArchive, ArchiveDamaged, IdentityWrong, NotOurs, Damaged: not to be read, or altered.
        Newer, WrongKind, OfAnother, KeysOlder, KeysPastTheirDay: as their names say.
        RootKeyMissing, RootKeyWrong: the keys do not open with the root key at hand.
    """
    heads = _checked(source, at=at)
    _check_target(keys_stay=source.keys is None)
    rows = 0
    _set_mark({"state": "begun", "keys_stay": source.keys is None, **_told(heads)})
    reached("restore.marked")
    try:
        rows = _fill(source, heads)
    except BaseException:
        undo()
        raise
    return _open(rows, by=by, at=at)


def go_on(*, by: Actor, at: datetime) -> Restored:
    """Go on with a restore that was broken off after the data were there.

    Raises:
        NotRestored: they are not.
    """
    if mark() is None or not is_loaded():
        raise NotRestored
    return _open(0, by=by, at=at)


def is_loaded() -> bool:
    """Tell whether all data are there, so that a restore that was broken off can go on."""
    told = mark()
    return told is not None and (told["state"] == "opening" or mark_in_database() == "loaded")


def undo() -> None:
    """Take away all that a restore made before it had the data."""
    told = mark()
    if told is None:
        return
    home = Path(settings.HOME)
    loading.drop_tables("default")
    if not told["keys_stay"]:
        loading.drop_tables("keys")
    if told.get("root_key"):
        Path(settings.SELOSTE_ROOT_KEY_FILE).unlink(missing_ok=True)
    for name in _MADE:
        (home / name).unlink(missing_ok=True)
    (home / MARK).unlink()
    places.sync(home)


# --- Before anything is written -------------------------------------------------------------------


def _checked(source: Source, *, at: datetime) -> tuple[Head, Head | None]:
    """Read the archives to their ends, and refuse what does not fit."""
    data = _read_whole(source.data, source.identities, "data")
    if source.keys is None:
        return data, None
    keys = _read_whole(source.keys, source.identities, "keys")
    check_pair(data, keys, today=at.date())
    return data, keys


def _read_whole(path: Path, identities: Sequence[str], kind: ArchiveKind) -> Head:
    reading = archives.Reading(path, identities, known=loading.known_migrations())
    try:
        check_kind(reading.head, kind)
        return reading.whole().head
    finally:
        reading.close()


def _check_target(*, keys_stay: bool) -> None:
    home = Path(settings.HOME)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    may_stay = _MAY_STAY | (_KEY_FILES if keys_stay else frozenset())
    beside = sorted(path.name for path in home.iterdir() if path.name not in may_stay)
    if beside or not loading.is_empty("default") or mark_in_database() is not None:
        raise TargetNotEmpty(folder=str(home))
    if keys_stay:
        if loading.is_empty("keys"):
            raise KeysMissing
    elif not loading.is_empty("keys"):
        raise TargetNotEmpty(folder=str(home))


# --- Filling --------------------------------------------------------------------------------------


def _fill(source: Source, heads: tuple[Head, Head | None]) -> int:
    data, keys = heads
    _copy_root_key(source.root_key)
    rows = 0
    if keys is not None and source.keys is not None:
        loading.make_tables("keys", keys.migrations)
    _make_mark_table()
    loading.make_tables("default", data.migrations)
    reached("restore.tables_made")
    if source.keys is not None:
        with transaction.atomic(using="keys", durable=True):
            rows += _load("keys", source.keys, source.identities)
    _check_keys(data)
    reached("restore.keys_loaded")
    with transaction.atomic(durable=True):
        rows += _load("default", source.data, source.identities)
        loading.reset_sequences()
        with connection.cursor() as cursor:
            cursor.execute("UPDATE backups_restoring SET state = 'loaded'")
    reached("restore.data_loaded")
    return rows


def _load(alias: str, path: Path, identities: Sequence[str]) -> int:
    reading = archives.Reading(path, identities, known=loading.known_migrations())
    try:
        for table, rows in reading.members():
            loading.load(alias, table, rows)
        return reading.rows
    finally:
        reading.close()


def _copy_root_key(path: Path | None) -> None:
    if path is None:
        return
    target = Path(settings.SELOSTE_ROOT_KEY_FILE)
    if target.exists():
        raise TargetNotEmpty(folder=str(target.parent))
    _set_mark({**(mark() or {}), "root_key": True})
    places.write_private(target, path.read_bytes())


def _check_keys(data: Head) -> None:
    """Refuse a root key that does not open the keys, and keys of another register."""
    rootkey.root()
    if origin() != data.register:
        raise OfAnother


# --- Opening --------------------------------------------------------------------------------------


def _open(rows: int, *, by: Actor, at: datetime) -> Restored:
    told = mark() or {}
    data_made_at = datetime.fromisoformat(told["data_made_at"])
    keys_made_at = told["keys_made_at"] and datetime.fromisoformat(told["keys_made_at"])
    loading.bring_up_to_date()
    _write_files(at)
    reached("restore.files_written")
    replayed = replay(by=by, at=at).lines
    replay_noes(since=data_made_at, by=by, at=at)
    ended = end_all(by=by, at=at)
    withdraw_first_invitations(at=at)
    withdraw_links(by=by, at=at)
    reached("restore.replayed")
    _set_mark({**told, "state": "opening"})
    reached("restore.opening")
    if mark_in_database() is not None:
        _record(data_made_at, keys_made_at, replayed, by=by, at=at)
    reached("restore.opened")
    make_checkpoint(at)
    (Path(settings.HOME) / MARK).unlink()
    places.sync(Path(settings.HOME))
    return Restored(data_made_at, rows, replayed, ended)


def _write_files(at: datetime) -> None:
    """Write what lies beside the databases: it is made anew, or follows from them."""
    home = Path(settings.HOME)
    if not (home / "secret.key").exists():
        # A new one: cookies and links that were signed before are signed no longer.
        places.write_private(home / "secret.key", f"{secrets.token_hex(32)}\n".encode())
    edition = notices.in_force(at)
    places.write_private(home / "notice.yaml", notices.source_of(edition.number))
    write_files_anew()


@transaction.atomic(durable=True)
def _record(
    data_made_at: datetime, keys_made_at: datetime | None, replayed: int, *, by: Actor, at: datetime
) -> None:
    """Record that the register was restored, and let it be opened."""
    Archive.objects.filter(finished_at=None).delete()
    for row in Archive.objects.filter(gone_at=None):
        kind: ArchiveKind = "keys" if row.kind == "keys" else "data"
        if not places.path_of(kind, row.name).exists():
            Archive.objects.filter(id=row.id).update(gone_at=at, reason="left_behind")
    adopt(at=at)
    Restore.objects.create(
        id=new_id(),
        data_made_at=data_made_at,
        keys_made_at=keys_made_at,
        opened_at=at,
        replayed=replayed,
    )
    record("backups.restored", by=by, at=at, ref=data_made_at.isoformat())
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE backups_restoring")


# --- Marks ----------------------------------------------------------------------------------------


def _told(heads: tuple[Head, Head | None]) -> dict[str, object]:
    data, keys = heads
    return {
        "data_made_at": data.made_at.isoformat(),
        "keys_made_at": keys and keys.made_at.isoformat(),
    }


def _set_mark(told: dict[str, object]) -> None:
    places.write_private(Path(settings.HOME) / MARK, json.dumps(told).encode())


def _make_mark_table() -> None:
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE backups_restoring (state varchar(16) NOT NULL)")
        cursor.execute("INSERT INTO backups_restoring VALUES ('loading')")
