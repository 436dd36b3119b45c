"""Until when each category of a person is kept, as far as it can be told today. Nothing is opened."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from seloste.kernel.ids import PersonId
from seloste.lifetimes.rules import erase_after
from seloste.notice.values import Notice
from seloste.retention.operations.gathering import facts_of
from seloste.retention.rules import barrier
from seloste.vault.values import Record


def of(person: PersonId, *, notice: Notice, at: datetime) -> dict[str, date]:
    """Return for each category the last day on which something of it is kept; open ones left out."""
    found: dict[str, date] = {}
    for (category, _record), day in of_records(person, notice=notice, at=at).items():
        if day is None:
            found[category] = date.max
        else:
            found[category] = max(found.get(category, day), day)
    return {category: day for category, day in found.items() if day != date.max}


def of_records(
    person: PersonId, *, notice: Notice, at: datetime
) -> Mapping[tuple[str, Record], date | None]:
    """Return for each record in each category the last day on which it is kept; None while open.

    Source: GDPR Art. 15(1)(d): the period for which data will be stored, record by record.
    """
    today = at.astimezone(ZoneInfo(notice.time_zone)).date()
    facts = facts_of([person], notice, today=today)[person]
    triggers = {one.record: one.triggers for one in facts.lifetimes}
    return {
        (category, record): end.last_day if end else None
        for category, records in facts.held.items()
        for record in records
        for end in [
            erase_after(notice, triggers.get(facts.changed.get(record, record).id, {}), category)
        ]
    }


def held_back(
    persons: Collection[PersonId], category: str, *, notice: Notice, today: date
) -> set[PersonId]:
    """Return those of whom everything in the category stays past its day for a reason."""
    found = facts_of(persons, notice, today=today) if persons else {}
    return {
        person
        for person, facts in found.items()
        if all(barrier(facts, category, record) for record in facts.held.get(category, ()))
    }
