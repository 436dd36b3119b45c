"""Are copies made as the notice says, do they come back, and does nobody erased come with them?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from seloste.backups.queries import standing
from seloste.backups.values import Standing
from seloste.evidence.attestations.looked import Looked
from seloste.evidence.examination import broken, held, unseen
from seloste.evidence.values import Evidence

MEASURE = "backups_tested"


def attest(looked: Looked) -> Iterator[Evidence]:
    """Say when the last backup, restore and drill were, and whether that is as stated."""
    examination = looked.examination
    found = standing(examination.notice, at=examination.at)
    zone = ZoneInfo(examination.notice.time_zone)
    yield _made(found, zone)
    if found.last_keys is not None:
        yield _keys(found)
    yield from _drilled(found, zone, today=examination.today)


def look(looked: Looked) -> Iterator[Evidence]:
    """Look at backups where the notice states or claims them; say nothing where it does not."""
    notice = looked.examination.notice
    if notice.backups is None and MEASURE not in notice.security:
        return
    yield looked.examination.linted("backups")
    yield from attest(looked)


def _made(found: Standing, zone: ZoneInfo) -> Evidence:
    if found.last_data is None:
        return unseen("backups.made")
    day = _day(found.last_data.made_at, zone)
    return broken("backups.made", day=day) if found.overdue else held("backups.made", day=day)


def _keys(found: Standing) -> Evidence:
    if found.stale_keys:
        return broken("backups.keys", number=found.stale_keys)
    until = found.last_keys.gone_by if found.last_keys else None
    return held("backups.keys", day=until.isoformat() if until else "")


def _drilled(found: Standing, zone: ZoneInfo, *, today: date) -> Iterator[Evidence]:
    last = found.last_drill
    if last is None:
        yield unseen("backups.drilled")
        return
    day = _day(last.at, zone)
    if not (last.restored and last.trail_holds):
        yield broken("backups.restored", day=day)
    else:
        yield held("backups.restored", day=day)
    if not last.holds:
        yield broken("backups.drilled", day=day)
    elif found.drill_on is not None and found.drill_on < today:
        yield broken("backups.drill_due", day=day)
    else:
        yield held("backups.drilled", day=day, keys=last.keys_tried)


def _day(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).date().isoformat()
