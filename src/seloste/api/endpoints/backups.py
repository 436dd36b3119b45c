"""How the copies stand (GDPR Art. 17(1), 32(1)(b)-(d)). Read only: copies are made on the machine."""

from __future__ import annotations

from ninja import Router

from seloste.api.backups_schemas import ArchiveOut, BackupsOut, DrillOut
from seloste.api.keys import ApiRequest, Token
from seloste.backups import queries
from seloste.backups.values import ArchiveLine, DrillReport
from seloste.notice import queries as notices

router = Router(tags=["retention"])

READ = Token("retention:read")


@router.get("backups", response=BackupsOut, auth=READ)
def show_backups(request: ApiRequest) -> BackupsOut:
    """Show the last backup, the next, the copy of the keys and the last drill. Opens nothing."""
    at = request.auth.at
    found = queries.standing(notices.in_force(at).notice, at=at)
    return BackupsOut(
        is_set_up=found.is_set_up,
        last_data=_archive(found.last_data),
        last_keys=_archive(found.last_keys),
        stale_keys=found.stale_keys,
        next_on=found.next_on,
        overdue=found.overdue,
        last_drill=_drill(found.last_drill),
        drill_on=found.drill_on,
        last_restored_at=found.last_restored_at,
    )


def _archive(one: ArchiveLine | None) -> ArchiveOut | None:
    if one is None:
        return None
    return ArchiveOut(name=one.name, made_at=one.made_at, bytes=one.size, gone_by=one.gone_by)


def _drill(one: DrillReport | None) -> DrillOut | None:
    if one is None:
        return None
    return DrillOut(
        at=one.at,
        holds=one.holds,
        seen_before=one.seen_before,
        opened=one.opened,
        keys_tried=one.keys_tried,
        found_after=one.found_after,
    )
