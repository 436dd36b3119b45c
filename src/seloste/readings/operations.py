"""Opening personal data for a purpose, and leaving a reading line each time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from seloste.audit.recording import READING, Told, record_many
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId
from seloste.lifetimes.queries import closed_for
from seloste.notice import queries as notices
from seloste.readings import rules
from seloste.readings.values import Opened
from seloste.usability.queries import barred
from seloste.vault import queries as kept
from seloste.vault.opening import unseal
from seloste.vault.values import Plain, Record


@transaction.atomic
def open_records(
    persons: Sequence[PersonId],
    *,
    purpose: str,
    by: Actor,
    at: datetime,
    kinds: Collection[str] | None = None,
    categories: Collection[str] | None = None,
) -> dict[PersonId, Opened]:
    """Open what the notice lets `by.role` see of these persons for the purpose.

    Each person of whom something was opened gets one reading line, written before anything
    is returned and in the same transaction as the vault's own count.

    Args:
        persons: whose data.
        purpose: key of a purpose in the notice in force.
        by: who asks, in which role.
        at: now, UTC.
        kinds: only records of these kinds; all when left out.
        categories: only these; all that the notice allows when left out.

    Of a person who restricted the processing, objected to the purpose, or gave no consent to a
    purpose that needs one, nothing is opened; `Opened.bar` says why. What is kept for another
    purpose only, because the storage period of this one is over, stays closed.

    Raises:
        NotAllowed: the notice does not let the role open this for the purpose.

    Source: GDPR Art. 5(1)(b), 5(2), 7, 15(1), 18, 21, 25, 29, 32(4); C-579/21.
    """
    edition = notices.in_force(at)
    allowed = rules.categories_to_open(
        edition.notice, role=by.role, purpose=purpose, wanted=categories
    )
    bars = barred(persons, purpose=purpose, notice=edition.notice)
    usable = [person for person in persons if person not in bars]
    zone = ZoneInfo(edition.notice.time_zone)
    over = closed_for(usable, purpose, notice=edition.notice, on=at.astimezone(zone).date())
    opened = _by_person(_unsealed(usable, allowed, over, kinds=kinds, at=at))
    record_many(
        READING,
        [
            Told(about=person, categories={item.category for item in items})
            for person, items in opened.items()
        ],
        by=by,
        at=at,
        purpose=purpose,
        edition=edition.number,
    )
    held = kept.categories_held_by(persons, kinds=kinds)
    return {
        person: Opened(
            _contents(opened[person]),
            held.get(person, frozenset())
            - (frozenset() if person in bars else allowed - over.get(person, frozenset())),
            bars.get(person),
        )
        for person in persons
    }


def _unsealed(
    persons: Sequence[PersonId],
    allowed: frozenset[str],
    over: Mapping[PersonId, frozenset[str]],
    *,
    kinds: Collection[str] | None,
    at: datetime,
) -> list[Plain]:
    """Open what is allowed, without what is kept for other purposes only: `over` says of whom."""
    groups: dict[frozenset[str], list[PersonId]] = {}
    for person in persons:
        groups.setdefault(allowed - over.get(person, frozenset()), []).append(person)
    return [
        item
        for categories, some in groups.items()
        for item in unseal(some, categories=categories, kinds=kinds, at=at)
    ]


def _by_person(items: Sequence[Plain]) -> defaultdict[PersonId, list[Plain]]:
    found: defaultdict[PersonId, list[Plain]] = defaultdict(list)
    for item in items:
        found[item.person].append(item)
    return found


def _contents(items: Sequence[Plain]) -> dict[Record, dict[str, dict[str, object]]]:
    contents: dict[Record, dict[str, dict[str, object]]] = {}
    for item in items:
        contents.setdefault(item.record, {})[item.category] = dict(item.content)
    return contents
