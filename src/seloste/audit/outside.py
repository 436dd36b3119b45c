"""Where checkpoints lie outside the database, and who may touch them at a time."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

CHECKPOINTS = "audit/checkpoints.txt"
PUBLIC_KEY = "audit/public-key.txt"


def checkpoints_file() -> Path:
    """Return the file that every checkpoint is added to."""
    return Path(settings.HOME) / CHECKPOINTS


def public_key_file() -> Path:
    """Return the file with the key that checkpoints are verified with."""
    return Path(settings.HOME) / PUBLIC_KEY


@contextmanager
def lock() -> Iterator[None]:
    """Let one process at a time write or compare checkpoints."""
    folder = checkpoints_file().parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
