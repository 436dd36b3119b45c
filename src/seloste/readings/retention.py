"""Keeping the notice's word on how long the log of readings and other operations is kept."""

from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from seloste.audit.cutting import count_older, cut
from seloste.kernel.actors import Actor
from seloste.notice import queries as notices
from seloste.notice.editions import EditionInForce
from seloste.notice.errors import NoneInForce
from seloste.readings import rules


def log_kept_since(at: datetime) -> datetime | None:
    """Return the moment from which lines of the trail are kept under the notice in force.

    None when the notice in force has no storage period for them that can be computed, or when
    there is none in force: nothing is removed then.

    Source: GDPR Art. 5(1)(e), 13(2)(a).
    """
    edition = _in_force(at)
    return None if edition is None else _kept_since(edition, at)


def count_past_their_day(at: datetime) -> int:
    """Return how many lines `cut_log` would remove. Nothing is changed."""
    before = log_kept_since(at)
    return 0 if before is None else count_older(before)


def cut_log(*, by: Actor, at: datetime) -> int:
    """Remove the lines of the trail whose day has passed; return how many.

    Raises:
        TrailNotWhole: lines are missing since the last checkpoint. Nothing is removed then.
        TrailNotCut: the lines to be removed are not those that were signed for.

    Source: GDPR Art. 5(1)(e), 5(2), 13(2)(a).
    """
    edition = _in_force(at)
    before = None if edition is None else _kept_since(edition, at)
    if edition is None or before is None:
        return 0
    return cut(before, by=by, at=at, edition=edition.number)


def _in_force(at: datetime) -> EditionInForce | None:
    try:
        return notices.in_force(at)
    except NoneInForce:
        return None


def _kept_since(edition: EditionInForce, at: datetime) -> datetime | None:
    zone = ZoneInfo(edition.notice.time_zone)
    day = rules.log_kept_from(edition.notice, today=at.astimezone(zone).date())
    return None if day is None else datetime.combine(day, time.min, zone).astimezone(UTC)
