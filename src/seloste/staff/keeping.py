"""The days from which the storage periods of members count.

Called by each operation that moves such a day, in its own transaction.
Source: GDPR Art. 5(1)(e), 13(2)(a).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from zoneinfo import ZoneInfo

from seloste.kernel.ids import PersonId
from seloste.lifetimes.operations import set_days
from seloste.lifetimes.queries import without_days
from seloste.notice.values import Notice
from seloste.staff.models import Member
from seloste.staff.values import RECORD


def note_days(persons: Collection[PersonId], notice: Notice) -> None:
    """Bring the days of these members up to date: while access lasts, its end is to come."""
    set_days(
        RECORD,
        [
            (
                PersonId(row.id),
                row.id,
                {
                    "record_made": _day(row.joined_at, notice),
                    "last_activity": _day(row.last_login or row.joined_at, notice),
                    "employment_end": _day(row.ended_at, notice) if row.ended_at else None,
                    "role_end": _day(row.ended_at, notice) if row.ended_at else None,
                },
            )
            for row in Member.objects.filter(id__in=persons)
        ],
        notice,
    )


def note_missing(notice: Notice) -> int:
    """Note the days of members who have none, as in a register made before; return how many."""
    members = list(Member.objects.values_list("id", flat=True))
    missing = without_days(RECORD, [PersonId(i) for i in members])
    note_days(missing, notice)
    return len(missing)


def _day(moment: datetime, notice: Notice) -> date:
    return moment.astimezone(ZoneInfo(notice.time_zone)).date()
