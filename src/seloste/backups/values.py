"""What crosses the border of `backups`: what an archive says of itself, states, reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple

FORMAT = 1
"""Of what stands inside an archive. A release reads this one and all before it."""

ArchiveKind = Literal["data", "keys"]

Migrations = Mapping[str, tuple[str, ...]]
"""By app, the migrations that had been applied."""


class Column(NamedTuple):
    """A column of a table, and how its values are written: see docs/backups.md."""

    name: str
    kind: str


class Table(NamedTuple):
    """A table as it stands in an archive."""

    name: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What an archive says of itself before its members.

    Attributes:
        kind: `data` without any key of the key store, or `keys`.
        release: the release of Seloste that made it.
        made_at: the moment, UTC, at which it was begun; nothing later is in it for sure.
        register: name of the register's audit trail: archives of two registers do not mix.
        edition: of the notice, in force then.
        database: `sqlite` or `postgresql`; either is restored into either.
        migrations: which the tables had.
        gone_by: last day on which an archive of keys may be used; None for data.
    """

    kind: ArchiveKind
    release: str
    made_at: datetime
    register: str
    edition: int
    database: str
    migrations: Migrations
    gone_by: date | None = None


class Member(NamedTuple):
    """What the manifest at the end says of one member."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A whole archive, gone through to its end."""

    head: Head
    members: Mapping[str, Member]

    @property
    def rows(self) -> int:
        return sum(member.rows for member in self.members.values())


@dataclass(frozen=True, slots=True)
class ArchiveLine:
    """An archive as the list shows it.

    Attributes:
        made_at: UTC; what was committed before is in it.
        ledger: of keys, how many lines of the erasure ledger are in it; None for data.
        gone_by: last day on which it may be used; None for data.
        gone_at: when it was removed from the folder; None while it is there.
        reason: why it went, a code: `number_kept`, `past_its_day`, `keys_destroyed`,
            `root_key_changed`, `left_behind`.
    """

    name: str
    kind: ArchiveKind
    made_at: datetime
    size: int
    rows: int
    ledger: int | None
    gone_by: date | None
    gone_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class DrillReport:
    """What a drill showed. Numbers only: whom it was about never existed.

    Attributes:
        restored: the archives were restored, and the person that was kept opens there.
        seen_before: sealed records of the erased person in the archive made before.
        opened: how many of them opened with some key that still exists; 0 is what is promised.
        keys_tried: how many keys were tried on them.
        found_after: rows of the erased person in the restored register; 0 is what is promised.
        replayed: lines of the erasure ledger that were gone through.
        trail_holds: the audit trail of the restored register verifies.
    """

    at: datetime
    restored: bool
    seen_before: int
    opened: int
    keys_tried: int
    found_after: int
    replayed: int
    trail_holds: bool
    seconds: float

    @property
    def holds(self) -> bool:
        """Return whether the erased person stayed erased, and the rest came back."""
        return (
            self.restored
            and self.seen_before > 0
            and self.trail_holds
            and not self.opened
            and not self.found_after
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """How the backups of a register stand.

    Attributes:
        is_set_up: there is a recipient for whom archives can be made.
        last_data: the newest data archive that is there.
        last_keys: the newest key archive that is there.
        stale_keys: key archives that still hold keys which were destroyed since.
        next_on: the day on which the next backup is due by the notice; None if it states none.
        overdue: that day has passed.
        last_drill: the newest drill.
        drill_on: the day on which the next drill is due by the notice; None if it states none.
        last_restored_at: when this register was last restored from a backup.
    """

    is_set_up: bool
    last_data: ArchiveLine | None
    last_keys: ArchiveLine | None
    stale_keys: int
    next_on: date | None
    overdue: bool
    last_drill: DrillReport | None
    drill_on: date | None
    last_restored_at: datetime | None


class Recovered(NamedTuple):
    """What was found broken off at a start, and what became of it: codes."""

    what: Literal["backup", "restore", "rotation", "drill"]
    outcome: Literal["finished", "undone"]
