"""When a backup is due, what is kept, what goes, and which archives belong together. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from seloste.backups.errors import (
    KeysOlder,
    KeysPastTheirDay,
    Newer,
    OfAnother,
    WrongKind,
)
from seloste.backups.values import FORMAT, ArchiveKind, ArchiveLine, Head, Migrations
from seloste.kernel.periods import parse

_MOMENT = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"(?:data|keys)-(\d{8}T\d{6}Z)(?:-\d+)?\.age")


def name_of(kind: ArchiveKind, at: datetime, taken: Collection[str] = ()) -> str:
    """Return what an archive begun at a moment is called; no name is used twice."""
    stem = f"{kind}-{at.strftime(_MOMENT)}"
    names = (f"{stem}{tail}.age" for tail in ("", *(f"-{n}" for n in range(2, len(taken) + 3))))
    return next(name for name in names if name not in taken)


def made_at_of(name: str) -> datetime | None:
    """Return when an archive was begun, by its name; None when it is not one of ours."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        return datetime.strptime(found[1], _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None


def next_on(last: date | None, every: str | None, *, today: date) -> date | None:
    """Return the day on which the next one is due; today when there was none yet.

    Args:
        last: the day of the last one, in the controller's time zone.
        every: the notice's period, such as `P1D`; None when it states none.
        today: the day for which it is asked.
    """
    period = parse(every) if every else None
    if period is None:
        return None
    return today if last is None else period.after(last)


def is_overdue(due: date | None, *, today: date) -> bool:
    """Tell whether a day on which something was due has passed, with a day's grace."""
    return due is not None and today > due + timedelta(days=1)


def going(
    archives: Sequence[ArchiveLine],
    *,
    keep: int | None,
    today: date,
    ledger: int,
) -> Mapping[str, str]:
    """Return the archives that are to go, by name, and why.

    A key archive goes when its day has passed, or when keys were destroyed after it was made and
    a newer one is there to take its place. A data archive goes when `keep` newer ones are there.

    Args:
        archives: those that are there.
        keep: how many data archives are kept; None keeps all.
        today: in the controller's time zone.
        ledger: how many lines the erasure ledger has.
    """
    gone: dict[str, str] = {}
    data = sorted((a for a in archives if a.kind == "data"), key=_age, reverse=True)
    keys = sorted((a for a in archives if a.kind == "keys"), key=_age, reverse=True)
    if keep is not None:
        gone |= {archive.name: "number_kept" for archive in data[max(1, keep) :]}
    for archive in keys:
        if archive.gone_by is not None and archive.gone_by < today:
            gone[archive.name] = "past_its_day"
    fresh = [a for a in keys if not is_stale(a, ledger)]
    if fresh:
        gone |= {a.name: "keys_destroyed" for a in keys if is_stale(a, ledger)}
    return gone


def is_stale(archive: ArchiveLine, ledger: int) -> bool:
    """Tell whether an archive holds keys that were destroyed since it was made.

    Each destruction adds its line to the ledger in the same transaction, and the archive is of
    one moment: with as many lines as the ledger has, it has the same keys.
    """
    return archive.kind == "keys" and archive.ledger != ledger


def check_readable(stated_format: int, migrations: Migrations, *, known: Migrations) -> None:
    """Refuse an archive with a format or tables that this release does not know.

    Raises:
        Newer: it is so.
    """
    if stated_format > FORMAT:
        raise Newer
    for app, names in migrations.items():
        if not set(names) <= set(known.get(app, ())):
            raise Newer


def check_kind(head: Head, kind: ArchiveKind) -> None:
    """Refuse a key archive in place of a data archive, and the other way round.

    Raises:
        WrongKind: it is so.
    """
    if head.kind != kind:
        raise WrongKind(kind=kind, is_kind=head.kind)


def check_pair(data: Head, keys: Head, *, today: date) -> None:
    """Refuse keys that do not belong to the data, lack some of theirs, or should be gone.

    Keys are committed before what they seal, so keys that were copied after the data open all of
    it but what was erased in between.

    Raises:
        OfAnother, KeysOlder, KeysPastTheirDay: as their names say.
    """
    if data.register != keys.register:
        raise OfAnother
    if keys.made_at < data.made_at:
        raise KeysOlder(data=data.made_at.date(), keys=keys.made_at.date())
    if keys.gone_by is not None and keys.gone_by < today:
        raise KeysPastTheirDay(day=keys.gone_by)


def _age(archive: ArchiveLine) -> datetime:
    return archive.made_at
