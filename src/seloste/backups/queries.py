"""What others may ask about backups."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

from seloste.backups import places, rules
from seloste.backups.models import Archive, Drill, Restore
from seloste.backups.values import ArchiveKind, ArchiveLine, DrillReport, Standing
from seloste.notice.values import Notice
from seloste.vault import ledger

MARK = "restoring"
"""File of the home while a register is restored into it: JSON that tells of how far it came."""

MARK_TABLE = "backups_restoring"
"""Table of the register while it must not be opened; one row says how far it came."""

PAGE = 100


def is_being_restored() -> bool:
    """Tell whether this register was restored and may not be opened yet."""
    return mark() is not None or mark_in_database() is not None


def mark() -> dict[str, Any] | None:
    """Return what the home's mark says, or None without one."""
    path = Path(settings.HOME) / MARK
    if not path.exists():
        return None
    return cast("dict[str, Any]", json.loads(path.read_text(encoding="utf-8")))


def mark_in_database() -> str | None:
    """Return how far a restore came, as the register's database says; None without a mark."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and not Path(name).exists() and "file:" not in name:
        return None  # to ask for a file would make it
    with connection.cursor() as cursor:
        if MARK_TABLE not in connection.introspection.table_names(cursor):
            return None
        cursor.execute("SELECT state FROM backups_restoring")
        row = cursor.fetchone()
    return str(row[0]) if row else ""


def archives_there(kind: ArchiveKind | None = None) -> list[ArchiveLine]:
    """Return the archives that are in the folder, the newest first."""
    rows = Archive.objects.filter(gone_at=None).exclude(finished_at=None)
    if kind is not None:
        rows = rows.filter(kind=kind)
    return [_line(row) for row in rows.order_by("-made_at", "-id")]


def history(*, limit: int = PAGE) -> list[ArchiveLine]:
    """Return the archives that were made, those that went too, the newest first."""
    rows = Archive.objects.exclude(finished_at=None).order_by("-made_at", "-id")
    return [_line(row) for row in rows[:limit]]


def archive(name: str) -> ArchiveLine | None:
    """Return an archive by its name."""
    row = Archive.objects.filter(name=name).exclude(finished_at=None).first()
    return None if row is None else _line(row)


def drills(*, limit: int = PAGE) -> list[DrillReport]:
    """Return the drills, the newest first."""
    return [_drill(row) for row in Drill.objects.order_by("-at", "-id")[:limit]]


def standing(notice: Notice, *, at: datetime) -> Standing:
    """Return how the backups stand, by what the notice states."""
    zone = ZoneInfo(notice.time_zone)
    today, stated = at.astimezone(zone).date(), notice.backups
    data, keys, last = archives_there("data"), archives_there("keys"), drills(limit=1)
    lines = ledger.number_of_lines()
    due = rules.next_on(
        _day(data[0].made_at if data else None, zone),
        stated.every if stated else None,
        today=today,
    )
    drill_on = rules.next_on(
        _day(last[0].at if last else None, zone),
        stated.drill_every if stated else None,
        today=today,
    )
    restored = Restore.objects.order_by("-opened_at").values_list("opened_at", flat=True).first()
    return Standing(
        is_set_up=bool(places.recipients()),
        last_data=data[0] if data else None,
        last_keys=keys[0] if keys else None,
        stale_keys=sum(rules.is_stale(each, lines) for each in keys),
        next_on=due,
        overdue=rules.is_overdue(due, today=today),
        last_drill=last[0] if last else None,
        drill_on=drill_on,
        last_restored_at=restored,
    )


def _day(at: datetime | None, zone: ZoneInfo) -> date | None:
    return None if at is None else at.astimezone(zone).date()


def _line(row: Archive) -> ArchiveLine:
    return ArchiveLine(
        name=row.name,
        kind="keys" if row.kind == "keys" else "data",
        made_at=row.made_at,
        size=row.size,
        rows=row.rows,
        ledger=row.ledger,
        gone_by=row.gone_by,
        gone_at=row.gone_at,
        reason=row.reason,
    )


def _drill(row: Drill) -> DrillReport:
    return DrillReport(at=row.at, **row.facts)
