"""What may be opened, and how long the log of it is kept: the notice decides, nothing else."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from datetime import date, timedelta

from seloste.kernel.periods import parse
from seloste.notice.fields import LOG
from seloste.notice.values import Notice, StoragePeriod
from seloste.readings.errors import NotAllowed

_WRITTEN = {"log_entry", "record_made"}
"""Triggers that are the day on which a line of the log was written."""


def categories_to_open(
    notice: Notice, *, role: str, purpose: str, wanted: Collection[str] | None
) -> frozenset[str]:
    """Return the categories that the role may open now for the purpose.

    Args:
        notice: the edition in force.
        role: key of the role that asks.
        purpose: key of the purpose it asks for.
        wanted: the categories asked for, or None for all that the notice allows.

    Raises:
        NotAllowed: the notice does not let the role use anything, or not all that is
            wanted, for this purpose; or the purpose has no legal basis.

    Source: GDPR Art. 5(1)(b), 6(1), 7(1), 25(2), 32(4).
    """
    allowed = notice.categories_for(role=role, purpose=purpose)
    declared = notice.purposes.get(purpose)
    if not allowed or declared is None or declared.legal_basis is None:
        raise NotAllowed(role=role, purpose=purpose, categories=", ".join(sorted(wanted or ())))
    if wanted is None:
        return allowed
    if refused := frozenset(wanted) - allowed:
        raise NotAllowed(role=role, purpose=purpose, categories=", ".join(sorted(refused)))
    return frozenset(wanted)


def log_kept_from(notice: Notice, *, today: date) -> date | None:
    """Return the first day whose lines of the log are still kept; what is older is past its day.

    Of several storage periods the longest holds. A period is kept through its last day.

    Args:
        notice: the edition in force.
        today: in the notice's time zone.

    Returns:
        The day, or None when the notice has no period for the log, or one that does not end by
        erasing, that counts from something else, or that cannot be read.

    Source: GDPR Art. 5(1)(e), 13(2)(a).
    """
    category = notice.category_of(LOG)
    periods = [period for period in notice.storage_periods if category in period.categories]
    days = [_kept_from(period, notice.fiscal_year_end, today) for period in periods]
    certain = [day for day in days if day is not None]
    return min(certain) if certain and len(certain) == len(days) else None


def _kept_from(period: StoragePeriod, fiscal_year_end: str, today: date) -> date | None:
    keep = parse(period.keep or "")
    if keep is None or period.from_ not in _WRITTEN or period.action != "erase":
        return None
    match period.to:
        case None:
            return keep.first_day_reaching(today)
        case "calendar_year_end":
            return keep.first_day_reaching(date(today.year, 1, 1))
        case "fiscal_year_end":
            return keep.first_day_reaching(_fiscal_year_start(fiscal_year_end, today))


def _fiscal_year_start(end: str, today: date) -> date:
    """Return the first day of the financial year in which `today` lies."""
    month, _, number = end.partition("-")
    # 29 February ends a year on 28 February where there is none.
    starts = (
        date(year, int(month), 1) + timedelta(days=min(int(number), _length(year, int(month))))
        for year in (today.year, today.year - 1)
    )
    return next(start for start in starts if start <= today)


def _length(year: int, month: int) -> int:
    return monthrange(year, month)[1]
