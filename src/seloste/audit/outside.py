"""Where checkpoints and cuts lie outside the database, and who may touch them at a time.

A note is written to the database first and then to its file. A crash in between leaves the file
one note short, or with a torn one; `finish` adds what is missing. More than that is never
repaired, because it would hide what `seloste audit verify` should find.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from seloste.audit.rules.notes import joined

CHECKPOINTS = "audit/checkpoints.txt"
CUTS = "audit/cuts.txt"
PUBLIC_KEY = "audit/public-key.txt"


def checkpoints_file() -> Path:
    """Return the file that every checkpoint is added to."""
    return Path(settings.HOME) / CHECKPOINTS


def cuts_file() -> Path:
    """Return the file that every cut is added to."""
    return Path(settings.HOME) / CUTS


def public_key_file() -> Path:
    """Return the file with the key that checkpoints are verified with."""
    return Path(settings.HOME) / PUBLIC_KEY


@contextmanager
def lock() -> Iterator[None]:
    """Let one process at a time write or compare checkpoints, or cut."""
    folder = checkpoints_file().parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def append(path: Path, note: bytes) -> None:
    """Add a note to the file, so that it outlives a loss of power."""
    _append(path, joined([note]))


def finish(path: Path, last: bytes, *, before: bytes | None) -> None:
    """Add to the file what a crash kept from it: the last note, or the rest of it.

    Args:
        path: the file.
        last: the last note of the database.
        before: the note before it, if there is one.
    """
    content = joined([last])
    previous = b"" if before is None else joined([before])
    tail = _tail(path, len(previous) + len(content))
    if tail.endswith(content):
        return
    if before is None:
        written = tail
    elif previous in tail:
        written = tail.rpartition(previous)[2]
    else:
        return
    if content.startswith(written):
        _append(path, content[len(written) :])


def write_new(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    _sync_folder(path.parent)


def _tail(path: Path, length: int) -> bytes:
    if not path.exists():
        return b""
    with path.open("rb") as file:
        file.seek(0, os.SEEK_END)
        file.seek(max(0, file.tell() - length))
        return file.read()


def _append(path: Path, content: bytes) -> None:
    is_new = not path.exists()
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "ab") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if is_new:
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
