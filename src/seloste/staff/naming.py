"""Opening the names of members for whoever administers staff."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId
from seloste.notice import queries as notices
from seloste.readings.operations import open_records
from seloste.staff import rules
from seloste.staff.values import NAME, RECORD
from seloste.vault.values import Record


def names(persons: Sequence[PersonId], *, by: Actor, at: datetime) -> dict[PersonId, str]:
    """Open the names of members, each with a reading line; "" for one whose name is not kept.

    All are "" when the notice names no purpose for which `by.role` may look without consent.

    Raises:
        NotAnAdministrator: the notice does not let `by.role` administer staff.
    """
    notice = notices.in_force(at).notice
    rules.check_administers(by, notice)
    purpose = rules.naming_purpose(notice, role=by.role)
    place = notice.category_of(NAME)
    if purpose is None or place is None:
        return dict.fromkeys(persons, "")
    opened = open_records(
        persons, kinds=[RECORD], categories=[place], purpose=purpose, by=by, at=at
    )
    return {
        person: str(found.values_of(Record(RECORD, person)).get(NAME, ""))
        for person, found in opened.items()
    }
