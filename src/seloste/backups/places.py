"""Where archives lie, for whom they are made, and who may touch them at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from seloste.backups.errors import AtWork, NoRecipient
from seloste.backups.values import ArchiveKind

RECIPIENTS = "backup-recipients.txt"
"""File of the home: one age recipient a line. It opens nothing."""

PART = ".part"
"""Ends the name of an archive while it is written."""

_HEADER = 4096


def folder(kind: ArchiveKind) -> Path:
    """Return the folder of the archives of a kind: data and keys lie apart."""
    return Path(settings.SELOSTE_BACKUPS) / kind


def path_of(kind: ArchiveKind, name: str) -> Path:
    """Return where an archive lies."""
    return folder(kind) / name


def make_folders() -> None:
    """Make the folders, for their owner only."""
    for kind in ("data", "keys"):
        path = Path(settings.SELOSTE_BACKUPS) / kind
        path.mkdir(mode=0o700, parents=True, exist_ok=True)


def recipients_file() -> Path:
    """Return the file that says for whom archives are made."""
    return Path(settings.HOME) / RECIPIENTS


def recipients() -> Sequence[str]:
    """Return for whom archives are made; empty when that was not said yet."""
    path = recipients_file()
    lines = path.read_text(encoding="ascii").splitlines() if path.exists() else ()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def required_recipients() -> Sequence[str]:
    """Return for whom archives are made.

    Raises:
        NoRecipient: that was not said yet.
    """
    found = recipients()
    if not found:
        raise NoRecipient
    return found


@contextmanager
def lock() -> Iterator[None]:
    """Let one process at a time make, remove and mend archives.

    Raises:
        AtWork: another one does.
    """
    make_folders()
    with (Path(settings.SELOSTE_BACKUPS) / "lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AtWork from None
        yield


def remove(path: Path) -> None:
    """Remove an archive so that what is left of it on the disk opens for nobody.

    Its header holds the key of the rest: that is overwritten first.
    """
    if path.exists():
        with path.open("r+b") as file:
            file.write(os.urandom(min(_HEADER, path.stat().st_size)))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
        sync(path.parent)


def sync(directory: Path) -> None:
    """Let the names in a folder outlive a loss of power."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_private(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, for its owner only."""
    draft = path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    sync(path.parent)
