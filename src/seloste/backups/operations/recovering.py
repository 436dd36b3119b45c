"""What the next start makes of a backup, a restore or a change of keys that was broken off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet

from seloste.audit.queries import whole_from
from seloste.audit.recording import record
from seloste.audit.tallies import refs_of
from seloste.backups import places
from seloste.backups.errors import AtWork
from seloste.backups.models import Archive
from seloste.backups.operations import backing_up, drilling, restoring
from seloste.backups.queries import mark
from seloste.backups.values import ArchiveKind, Recovered
from seloste.kernel.actors import Actor
from seloste.vault import keys, rootkey

ROTATED = "keys.rotated"


def recover_restore(*, by: Actor, at: datetime) -> list[Recovered]:
    """Finish a restore that had all data, and undo one that had not."""
    if mark() is None:
        return []
    if restoring.is_loaded():
        restoring.go_on(by=by, at=at)
        return [Recovered("restore", "finished")]
    restoring.undo()
    return [Recovered("restore", "undone")]


def recover(*, by: Actor, at: datetime) -> list[Recovered]:
    """Finish or undo what was broken off in a register that is whole."""
    return [*_backups(by=by, at=at), *_rotation(by=by, at=at), *_drills(by=by, at=at)]


def _backups(*, by: Actor, at: datetime) -> Iterator[Recovered]:
    """Finish archives that were written to their end; take away the others."""
    if not _has_begun():
        return
    with suppress(AtWork), places.lock():  # another process is at it, so nothing is broken off
        for made_at in sorted(set(_begun().values_list("made_at", flat=True))):
            rows = list(_begun().filter(made_at=made_at).order_by("id"))
            if any(_path(row).exists() for row in rows):
                backing_up.finish(rows, by=by, at=at)
                yield Recovered("backup", "finished")
            else:
                _undo(rows, by=by, at=at)
                yield Recovered("backup", "undone")
        for kind in ("data", "keys"):
            for part in places.folder(kind).glob(f"*{places.PART}"):
                places.remove(part)


def _rotation(*, by: Actor, at: datetime) -> Iterator[Recovered]:
    """Go on with a change of the root key, and tell the trail of one that it does not know."""
    goes_on = rootkey.is_changing()
    for _ in keys.rotate(at=at) if goes_on else ():
        pass
    forgotten = rootkey.forget_retired()
    generation = keys.status().generation
    untold = generation > 1 and whole_from() is None and str(generation) not in refs_of(ROTATED)
    if goes_on or untold:
        _tell(str(generation), by=by, at=at)
        backing_up.replace_keys(by=by, at=at)
        yield Recovered("rotation", "finished")
    elif forgotten:
        yield Recovered("rotation", "undone")


def _drills(*, by: Actor, at: datetime) -> Iterator[Recovered]:
    """Take away the invented people and the copies of a drill that was cut off."""
    if not drilling.is_left_over():
        return
    with suppress(AtWork), places.lock():
        drilling.clear(way_in=by.way_in, at=at)
        yield Recovered("drill", "undone")


def _has_begun() -> bool:
    parts = (p for kind in ("data", "keys") for p in Path(places.folder(kind)).glob("*"))
    return _begun().exists() or any(path.name.endswith(places.PART) for path in parts)


def _begun() -> QuerySet[Archive]:
    return Archive.objects.filter(finished_at=None)


def _path(row: Archive) -> Path:
    kind: ArchiveKind = "keys" if row.kind == "keys" else "data"
    return places.path_of(kind, row.name)


@transaction.atomic(durable=True)
def _undo(rows: list[Archive], *, by: Actor, at: datetime) -> None:
    for row in rows:
        path = _path(row)
        places.remove(path.with_name(path.name + places.PART))
        row.delete()
        record("backups.broken_off", by=by, at=at, ref=row.name)


@transaction.atomic(durable=True)
def _tell(generation: str, *, by: Actor, at: datetime) -> None:
    record(ROTATED, by=by, at=at, ref=generation)
