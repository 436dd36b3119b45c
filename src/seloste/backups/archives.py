"""The inside of an archive: a head, members of one JSON line a row, a manifest at the end.

Written and read in one stream. What is described here stands in docs/backups.md for people who
must read an archive without Seloste.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from seloste.backups.errors import Damaged, NotOurs
from seloste.backups.rules import check_readable
from seloste.backups.snapshots import Snapshot
from seloste.backups.values import FORMAT, Column, Contents, Head, Member, Migrations, Table
from seloste.vault import archives as age

_BLOCK = 256 * 1024
_MARK = "seloste_backup"

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def write(
    out: IO[bytes],
    head: Head,
    tables: Sequence[Table],
    held: Snapshot,
    *,
    recipients: Sequence[str],
) -> Contents:
    """Write an archive of a store as it is held; return what is in it."""
    members: dict[str, Member] = {}
    age.encrypt(_in_blocks(_lines(head, tables, held, members)), out, recipients)
    return Contents(head=head, members=members)


class Reading:
    """An archive that is read from its beginning to its end, once.

    Raises:
        NotAnArchive, ArchiveDamaged, IdentityWrong: as their names say; see `vault.archives`.
        NotOurs, Damaged, Newer: as their names say.
    """

    def __init__(self, path: Path, identities: Sequence[str], *, known: Migrations) -> None:
        self._lines = age.lines_of(path, identities)
        self.head = _head(next(self._lines, b""), known=known)
        self._members: dict[str, Member] = {}

    def members(self) -> Iterator[tuple[Table, Iterator[Sequence[object]]]]:
        """Yield each member with its rows; they are to be read before the next is asked for.

        When the last has been yielded, the manifest fitted all of them.
        """
        for line in self._lines:
            told = _object(line)
            if "end" in told:
                self._check_manifest(told["end"])
                return
            table = _table(told)
            rows = self._rows(table)
            yield table, rows
            for _ in rows:  # what the reader left
                pass
        raise Damaged(member="")

    def whole(self) -> Contents:
        """Read it to its end and return what is in it."""
        for _, rows in self.members():
            for _ in rows:
                pass
        return Contents(head=self.head, members=self._members)

    @property
    def rows(self) -> int:
        """Return how many rows were read so far."""
        return sum(member.rows for member in self._members.values())

    def close(self) -> None:
        """Let go of the file."""
        self._lines.close()

    def _rows(self, table: Table) -> Iterator[Sequence[object]]:
        summed, width = hashlib.sha256(), len(table.columns)
        for number, line in enumerate(self._lines):
            if not line.startswith(b"["):
                member = Member(number, summed.hexdigest())
                if _object(line).get("of") != [table.name, *member]:
                    raise Damaged(member=table.name)
                self._members[table.name] = member
                return
            summed.update(line)
            row = _json(line)
            if len(row) != width:
                raise Damaged(member=table.name)
            yield row
        raise Damaged(member=table.name)

    def _check_manifest(self, told: object) -> None:
        if told != {name: list(member) for name, member in self._members.items()}:
            raise Damaged(member="")
        for _ in self._lines:  # nothing may follow, and age says at its end whether all was whole
            raise Damaged(member="")


def _lines(
    head: Head, tables: Sequence[Table], held: Snapshot, members: dict[str, Member]
) -> Iterator[bytes]:
    yield _line(_told(head))
    for table in tables:
        yield _line({"member": table.name, "columns": [list(c) for c in table.columns]})
        summed, number = hashlib.sha256(), 0
        for row in held.rows(table):
            line = _line(row)
            summed.update(line)
            number += 1
            yield line
        members[table.name] = Member(number, summed.hexdigest())
        yield _line({"of": [table.name, *members[table.name]]})
    yield _line({"end": {name: list(member) for name, member in members.items()}})


def _line(told: object) -> bytes:
    return _encode(told).encode() + b"\n"


def _in_blocks(lines: Iterator[bytes]) -> Iterator[bytes]:
    gathered = bytearray()
    for line in lines:
        gathered += line
        if len(gathered) >= _BLOCK:
            yield bytes(gathered)
            gathered.clear()
    yield bytes(gathered)


def _told(head: Head) -> Mapping[str, object]:
    return {
        _MARK: FORMAT,
        "kind": head.kind,
        "release": head.release,
        "made_at": head.made_at.isoformat(),
        "register": head.register,
        "edition": head.edition,
        "database": head.database,
        "migrations": {app: list(names) for app, names in head.migrations.items()},
        "gone_by": head.gone_by and head.gone_by.isoformat(),
    }


def _head(line: bytes, *, known: Migrations) -> Head:
    try:
        told = json.loads(line)
        stated = int(told[_MARK])
    except (ValueError, KeyError, TypeError):
        raise NotOurs from None
    check_readable(stated, {}, known=known)
    try:
        migrations = {str(app): tuple(map(str, n)) for app, n in told["migrations"].items()}
        head = Head(
            kind="keys" if told["kind"] == "keys" else "data",
            release=str(told["release"]),
            made_at=datetime.fromisoformat(told["made_at"]),
            register=str(told["register"]),
            edition=int(told["edition"]),
            database=str(told["database"]),
            migrations=migrations,
            gone_by=date.fromisoformat(told["gone_by"]) if told["gone_by"] else None,
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Damaged(member="") from None
    check_readable(stated, migrations, known=known)
    return head


def _table(told: Mapping[str, Any]) -> Table:
    try:
        columns = tuple(Column(str(name), str(kind)) for name, kind in told["columns"])
        return Table(str(told["member"]), columns)
    except (ValueError, KeyError, TypeError):
        raise Damaged(member="") from None


def _object(line: bytes) -> Mapping[str, Any]:
    found = _json(line)
    if not isinstance(found, dict):
        raise Damaged(member="")
    return found


def _json(line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        raise Damaged(member="") from None
