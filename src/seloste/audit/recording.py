"""Writing audit lines, in the transaction of the operation that they tell of."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from seloste.audit.models import Entry, Head
from seloste.audit.rules.lines import canonical_bytes
from seloste.audit.rules.merkle import leaf_hash
from seloste.audit.values import Line
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId
from seloste.vault.rows import insert
from seloste.vault.sealing import seal_fact

FACTS = "audit"
"""Name of the person's key under which facts of audit lines are sealed."""

READING = "readings.opened"
"""Operation of a line that tells of an opening."""

_ADVANCE = "UPDATE audit_head SET size = size + %s WHERE id = 1 RETURNING size"

_COLUMNS = (
    "position", "at", "operation", "actor", "role", "way_in", "purpose", "categories",
    "about", "ref", "edition", "sealed_facts", "leaf",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a line says beside who, how and when."""

    about: PersonId | None = None
    ref: str = ""
    categories: Collection[str] = ()
    facts: Mapping[str, object] | None = None


def record(
    operation: str,
    *,
    by: Actor,
    at: datetime,
    about: PersonId | None = None,
    ref: str = "",
    purpose: str = "",
    categories: Collection[str] = (),
    edition: int | None = None,
    facts: Mapping[str, object] | None = None,
) -> None:
    """Record one operation. Facts need a person: they are sealed under that person's key."""
    told = Told(about=about, ref=ref, categories=categories, facts=facts)
    record_many(operation, [told], by=by, at=at, purpose=purpose, edition=edition)


def record_many(
    operation: str,
    lines: Sequence[Told],
    *,
    by: Actor,
    at: datetime,
    purpose: str = "",
    edition: int | None = None,
) -> None:
    """Record the operation once for each of the persons or things it concerned, in one write."""
    if not lines:
        return
    first = _next_positions(len(lines))
    moment = connection.ops.adapt_datetimefield_value(at)
    rows = []
    for position, told in enumerate(lines, start=first):
        line = Line(
            position=position,
            at=at,
            operation=operation,
            actor=by.handle,
            role=by.role,
            way_in=by.way_in,
            purpose=purpose,
            categories=tuple(sorted(told.categories)),
            about=told.about,
            ref=told.ref,
            edition=edition,
            sealed_facts=_sealed(told, position),
        )
        leaf = leaf_hash(canonical_bytes(line))
        rows.append((
            position, moment, operation, by.handle, by.role, by.way_in, purpose,
            ",".join(line.categories), line.about, line.ref, edition, line.sealed_facts, leaf,
        ))  # fmt: skip
    insert(Entry, _COLUMNS, rows)


def place_of_facts(position: int) -> str:
    """Return the place for which the facts of a line are sealed."""
    return f"audit:{position}"


def _next_positions(number: int) -> int:
    """Take the next positions. Other writers wait here until this transaction ends."""
    with connection.cursor() as cursor:  # one statement: every operation passes here
        cursor.execute(_ADVANCE, [number])
        row = cursor.fetchone()
    if row is None:
        Head.objects.create(id=1, size=number)
        return 0
    return int(row[0]) - number


def _sealed(told: Told, position: int) -> bytes:
    if told.facts is None or told.about is None:
        return b""
    text = json.dumps(told.facts, ensure_ascii=False, separators=(",", ":")).encode()
    return seal_fact(told.about, FACTS, text, place=place_of_facts(position))
