"""Noting the days that count: building blocks, called by the operation that moves such a day."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection

from seloste.kernel.ids import PersonId
from seloste.lifetimes import rules
from seloste.lifetimes.models import Lifetime as Row
from seloste.lifetimes.queries import lifetimes_of
from seloste.lifetimes.values import Lifetime, Triggers
from seloste.notice.values import Notice
from seloste.vault.rows import fetch, insert, remove_of
from seloste.vault.values import Record

_COLUMNS = ("person", "kind", "record", "triggers", "due_on")
_SET = (
    "INSERT INTO lifetimes_lifetime (person, kind, record, triggers, due_on)"
    " VALUES (%s, %s, %s, %s, %s) ON CONFLICT (person, kind, record)"
    " DO UPDATE SET triggers = excluded.triggers, due_on = excluded.due_on"
)

_NEXT = "UPDATE lifetimes_lifetime SET due_on = %s WHERE person = %s AND kind = %s AND record = %s"

# The id of a record is no other record's, of whatever kind.
_FORGET = (
    "DELETE FROM lifetimes_lifetime WHERE person = ANY(%s) AND record = ANY(%s) RETURNING person"
)

Entry = tuple[PersonId, int, Triggers]
"""Whose record, which, and the days that count for it."""


def begin(kind: str, entries: Sequence[Entry], notice: Notice) -> None:
    """Note the days of records that are new, in one stroke."""
    insert(Row, _COLUMNS, _rows(kind, entries, notice))


def set_days(kind: str, entries: Sequence[Entry], notice: Notice) -> None:
    """Note the days of records, whatever stood there before."""
    with connection.cursor() as cursor:
        cursor.executemany(_SET, _rows(kind, entries, notice))


def move(
    kind: str,
    records: Collection[tuple[PersonId, int]],
    change: Mapping[str, date | None],
    notice: Notice,
) -> None:
    """Move some days of records; the others stay as they are."""
    known = {
        (one.person, one.record): one.triggers
        for found in lifetimes_of({person for person, _ in records}).values()
        for one in found
        if one.kind == kind
    }
    entries = [
        (person, record, rules.merged(known.get((person, record), {}), change))
        for person, record in records
    ]
    set_days(kind, entries, notice)


def end(person: PersonId, kind: str, record: int) -> None:
    """Forget a record that is gone."""
    Row.objects.filter(person=person, kind=kind, record=record).delete()


def forget(persons: Collection[PersonId]) -> Counter[int]:
    """Forget all records of persons who are erased; return how many rows of each."""
    return remove_of(Row, persons)


def forget_records(records: Collection[tuple[PersonId, Record]]) -> Counter[int]:
    """Forget records that are erased; return how many rows of each person."""
    persons, ids = {person for person, _ in records}, {record.id for _, record in records}
    return Counter(person for (person,) in fetch(_FORGET, persons, ids)) if records else Counter()


def give_to(gone: PersonId, keep: PersonId) -> None:
    """Let the records of one person be another's, with whom they are merged."""
    Row.objects.filter(person=gone).update(person=keep)


def done_through(lifetimes: Iterable[Lifetime], day: date, notice: Notice) -> None:
    """Note that everything due by the day is done: the next day is the one after it."""
    rows = [
        (
            _stored(rules.next_due(notice, one.kind, one.triggers, after=day)),
            one.person,
            one.kind,
            one.record,
        )
        for one in lifetimes
    ]
    with connection.cursor() as cursor:
        cursor.executemany(_NEXT, rows)


def recompute(page: Sequence[Lifetime], notice: Notice) -> int:
    """Work out anew when these records come due, under other periods; return how many moved.

    Only rows whose day moved are written.
    """
    moved = [
        (_stored(day), one.person, one.kind, one.record)
        for one in page
        if (day := rules.next_due(notice, one.kind, one.triggers)) != one.due_on
    ]
    if moved:
        with connection.cursor() as cursor:
            cursor.executemany(_NEXT, moved)
    return len(moved)


def _rows(kind: str, entries: Sequence[Entry], notice: Notice) -> list[tuple[Any, ...]]:
    """Return the rows; records with the same days, as an import has them, are worked out once."""
    known: dict[str, Any] = {}
    rows: list[tuple[Any, ...]] = []
    for person, record, triggers in entries:
        text = json.dumps({t: d.isoformat() if d else None for t, d in sorted(triggers.items())})
        if text not in known:
            known[text] = _stored(rules.next_due(notice, kind, triggers))
        rows.append((person, kind, record, text, known[text]))
    return rows


def _stored(day: date | None) -> Any:
    return connection.ops.adapt_datefield_value(day) if day else None
