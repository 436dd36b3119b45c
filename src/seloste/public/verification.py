"""The day on which the notice was last verified, as the public page shows it."""

from __future__ import annotations

from datetime import date, datetime


def last_verified_on(_at: datetime) -> date | None:
    """Return the day on which every clause last held, or None when it was never looked at."""
    return None
