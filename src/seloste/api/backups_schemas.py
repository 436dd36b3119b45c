"""What goes out about backups. Numbers, days and names of archives; nothing in it is personal."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from seloste.api.schemas import Day, Given


class ArchiveOut(Given):
    """An archive that is there."""

    name: str
    made_at: datetime = Field(description="UTC; what was committed before is in it.")
    bytes: int
    gone_by: Day | None = Field(description="Of keys: the last day on which they may be used.")


class DrillOut(Given):
    """What a drill showed."""

    at: datetime
    holds: bool
    seen_before: int = Field(description="Sealed records of the erased person in the archive.")
    opened: int = Field(description="How many of them opened with a key that still exists.")
    keys_tried: int
    found_after: int = Field(description="Rows of the erased person after restoring.")


class BackupsOut(Given):
    """How the copies stand."""

    is_set_up: bool = Field(description="It was said for whom archives are made.")
    last_data: ArchiveOut | None
    last_keys: ArchiveOut | None
    stale_keys: int = Field(description="Copies that hold keys which were destroyed since.")
    next_on: Day | None
    overdue: bool
    last_drill: DrillOut | None
    drill_on: Day | None
    last_restored_at: datetime | None
