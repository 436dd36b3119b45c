"""Identifiers: 63-bit integers that grow with time and are never given out again.

They are made here and not by the database, because a database restored from a backup
would give out once more the number of a person who was erased in between.
"""

from __future__ import annotations

import secrets
import threading
import time
from typing import NewType

PersonId = NewType("PersonId", int)
"""One data subject (GDPR Art. 4(1)): a customer, a contact person, a member of staff."""

_EPOCH_MS = 1_735_689_600_000  # 2025-01-01T00:00:00Z
_RANDOM_BITS = 22  # 41 bits of milliseconds reach to the year 2094


class _Source:
    """Gives out ids that only grow within one process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def next(self) -> int:
        elapsed = time.time_ns() // 1_000_000 - _EPOCH_MS
        fresh = (elapsed << _RANDOM_BITS) | secrets.randbits(_RANDOM_BITS)
        with self._lock:
            # Within a millisecond, or when the clock steps back, count on from the last.
            self._last = fresh if fresh > self._last else self._last + 1
            return self._last


_source = _Source()


def new_id() -> int:
    """Return an id that no row of this register has had: positive, below 2**63."""
    return _source.next()


def new_person_id() -> PersonId:
    """Return an id for a data subject."""
    return PersonId(new_id())
