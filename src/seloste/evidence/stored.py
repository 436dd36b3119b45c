"""Every byte that the register keeps: the files of its home, and a server's tables."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Self, cast

from django.conf import settings
from django.db import connections

from seloste.evidence import reader

BUDGET = 1 << 30
"""Bytes read at most; of more than that, parts spread evenly over the largest files."""

_CHUNK = 1 << 20
_OVERLAP = 512


@dataclass(frozen=True, slots=True)
class Place:
    """A file of the home, or a table of a server.

    Attributes:
        name: path within the home, or name of the table. Neither holds anything personal.
        size: in bytes; of a table only known once it was read.
    """

    name: str
    size: int


def places() -> list[Place]:
    """Return every file under the home, the smallest first."""
    home = Path(settings.HOME)
    found = []
    for folder, _, names in os.walk(home):
        for name in names:
            path = Path(folder) / name
            if path.is_file() and not path.is_symlink():
                found.append(Place(str(path.relative_to(home)), path.stat().st_size))
    return sorted(found, key=lambda place: (place.size, place.name))


class Reader:
    """Reads files through a process of its own: see `evidence.reader` for why that must be."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own file, our own interpreter
            [sys.executable, "-I", "-S", reader.__file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def chunks(self, place: Place, *, budget: int) -> Iterator[bytes]:
        """Yield a file's bytes in parts that overlap; of a file over the budget, spread parts.

        Raises:
            PermissionError: the file may not be read.
        """
        parts = max(1, budget // _CHUNK)
        step = max(_CHUNK, place.size // parts) if place.size > budget else _CHUNK
        for start in range(0, max(1, place.size), step):
            part = self._read(place, max(0, start - _OVERLAP))
            if part is None:  # a file of the database that came and went
                return
            yield part

    def _read(self, place: Place, start: int) -> bytes | None:
        asked, answer = cast("IO[bytes]", self._process.stdin), self._process.stdout
        path = str(Path(settings.HOME) / place.name)
        asked.write(json.dumps([start, _CHUNK + _OVERLAP, path]).encode() + b"\n")
        asked.flush()
        length = int.from_bytes(cast("IO[bytes]", answer).read(8), "little", signed=True)
        if length == reader.REFUSED:
            raise PermissionError(place.name)
        return None if length == reader.MISSING else cast("IO[bytes]", answer).read(length)


def tables() -> list[tuple[str, str]]:
    """Return the tables that lie on a server: alias of the database, and name."""
    found = []
    for alias in ("default", "keys"):
        connection = connections[alias]
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                found += [(alias, name) for name in connection.introspection.table_names(cursor)]
    return found


def rows(alias: str, table: str) -> Iterator[bytes]:
    """Yield all columns of a table as the server keeps them, texts and bytes unchanged."""
    quoted = connections[alias].ops.quote_name(table)
    tail = b""
    with (
        connections[alias].cursor() as cursor,
        cursor.copy(f"COPY {quoted} TO STDOUT (FORMAT BINARY)") as copied,
    ):
        gathered = bytearray()
        for part in copied:
            gathered += part
            if len(gathered) >= _CHUNK:
                yield tail + bytes(gathered)
                tail = bytes(gathered[-_OVERLAP:])
                gathered.clear()
        yield tail + bytes(gathered)
