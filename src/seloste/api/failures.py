"""How often requests came without a token that works, from where. Kept in memory only."""

from __future__ import annotations

import hmac
import secrets
import threading
from collections import OrderedDict
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=1)
MOST = 20
"""Failures from one place within the window; whoever brings a token that works is let in anyway."""

_PLACES = 10_000


class Failures:
    """Counts failures by place. The place is known by a keyed hash that dies with the process."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._lock = threading.Lock()
        self._counts: OrderedDict[bytes, tuple[datetime, int]] = OrderedDict()

    def note(self, place: str, *, at: datetime) -> int:
        """Note one failure; return for how many seconds more are answered with 429, or 0."""
        name = hmac.digest(self._key, place.encode(), "sha256")
        with self._lock:
            begun, count = self._counts.pop(name, (at, 0))
            if at - begun >= WINDOW:
                begun, count = at, 0
            self._counts[name] = (begun, count + 1)
            if len(self._counts) > _PLACES:
                self._counts.popitem(last=False)
        return int((begun + WINDOW - at).total_seconds()) + 1 if count >= MOST else 0

    def forget(self) -> None:
        """Begin anew."""
        with self._lock:
            self._counts.clear()
