"""The steps of what must not stay half done, by name: tests have the process killed at each.

Nothing reads the variable but `reached`, and only tests set it.
"""

from __future__ import annotations

import os
import signal

KILLED_AT = "SELOSTE_TEST_KILLED_AT"

POINTS = (
    # backup
    "backup.begun",
    "backup.data_written",
    "backup.keys_written",
    "backup.named",
    "backup.recorded",
    "backup.pruned",
    # restore
    "restore.marked",
    "restore.tables_made",
    "restore.keys_loaded",
    "restore.data_loaded",
    "restore.files_written",
    "restore.replayed",
    "restore.opening",
    "restore.opened",
    # rotate
    "rotate.key_written",
    "rotate.begun",
    "rotate.some_rewrapped",
    "rotate.generation_ended",
    "rotate.key_forgotten",
    # erase
    "erase.keys_destroyed",
    "erase.rows_removed",
    "erase.committed",
    "erase.settled",
)
"""Every point that the code passes. An architecture test compares the two."""


def reached(point: str) -> None:
    """Say that a step is done; what comes after it may never come."""
    if os.environ.get(KILLED_AT) == point:
        os.kill(os.getpid(), signal.SIGKILL)
