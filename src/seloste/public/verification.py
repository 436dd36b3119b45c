"""The day on which the notice was last verified, as the public page shows it."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from seloste.evidence.queries import last_held_at
from seloste.notice import queries as notices


def last_verified_on(at: datetime) -> date | None:
    """Return the day on which every clause last held, or None when it never did.

    The day is one of the controller's time zone, and of the edition in force at `at`.
    """
    edition = notices.in_force(at)
    held_at = last_held_at(edition=edition.number)
    return held_at and held_at.astimezone(ZoneInfo(edition.notice.time_zone)).date()
