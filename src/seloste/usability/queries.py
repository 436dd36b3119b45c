"""What others may ask about the use of data, without opening anything."""

from __future__ import annotations

from collections.abc import Collection
from typing import cast

from seloste.kernel.ids import PersonId
from seloste.notice.values import Notice
from seloste.usability import rules
from seloste.usability.models import Restriction
from seloste.usability.values import Bar, Ground, RestrictionView, Standing
from seloste.vault.rows import fetch

# One question for each opening: whoever is restricted has a row without a purpose.
_STANDING = (
    "SELECT person, '' AS purpose, TRUE AS consented, TRUE AS objected FROM usability_restriction"
    " WHERE lifted_at IS NULL AND person = ANY(%s)"
    " UNION ALL"
    " SELECT person, purpose, consented, objected FROM usability_choice WHERE person = ANY(%s)"
)
_NONE = Standing()


def standings_of(persons: Collection[PersonId]) -> dict[PersonId, Standing]:
    """Return how each person stands who restricted, allowed or objected to anything."""
    rows: dict[int, list[tuple[str, bool, bool]]] = {}
    for person, *row in fetch(_STANDING, persons, persons):
        rows.setdefault(person, []).append(tuple(row))
    return {PersonId(person): _standing(found) for person, found in rows.items()}


def barred(persons: Collection[PersonId], *, purpose: str, notice: Notice) -> dict[PersonId, Bar]:
    """Return those whose data may not be used for the purpose now, and what bars each."""
    standings = standings_of(persons)
    bars = {p: rules.bar(standings.get(p, _NONE), purpose, notice) for p in persons}
    return {person: bar for person, bar in bars.items() if bar is not None}


def restrictions_of(
    persons: Collection[PersonId],
) -> dict[PersonId, tuple[RestrictionView, ...]]:
    """Return the restrictions that are on, oldest first."""
    found: dict[PersonId, tuple[RestrictionView, ...]] = {}
    for row in Restriction.objects.filter(person__in=persons, lifted_at=None).order_by("id"):
        person = PersonId(row.person)
        view = RestrictionView(row.id, cast("Ground", row.ground), row.request, row.since)
        found[person] = (*found.get(person, ()), view)
    return found


def restriction_person(restriction: int) -> PersonId | None:
    """Return whose restriction it is, as long as it is on."""
    rows = Restriction.objects.filter(id=restriction, lifted_at=None)
    found = rows.values_list("person", flat=True).first()
    return None if found is None else PersonId(found)


def _standing(rows: list[tuple[str, bool, bool]]) -> Standing:
    return Standing(
        is_restricted=any(not purpose for purpose, _, _ in rows),
        consents=frozenset(purpose for purpose, consented, _ in rows if purpose and consented),
        objections=frozenset(purpose for purpose, _, objected in rows if purpose and objected),
    )
