"""Erasing for good: the ledger and the keys first, then what they sealed.

`begin` cannot be undone: it commits the ledger lines and destroys the keys in one transaction of
the key store. What is left in the register opens nowhere from then on, in no backup either.
`remove` takes rows and index away, and can be done again after a crash; `settle` ends it.

Where only some records of a category go, their key cannot go yet: the others are sealed anew
under a successor, which takes the place of the old key when all is done.

Source: GDPR Art. 5(1)(e), 17(1).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from seloste.kernel.ids import PersonId
from seloste.kernel.steps import reached
from seloste.vault import ledger
from seloste.vault.ciphers import Cipher
from seloste.vault.errors import CannotOpen
from seloste.vault.keys import (
    destroy,
    existing_ciphers,
    make_successors,
    put_successors_in_place,
    successor_name,
)
from seloste.vault.lists import index_list, kind_of
from seloste.vault.lookup import unindex, unindex_persons
from seloste.vault.models import IndexedPerson, Sealed
from seloste.vault.rows import execute, fetch
from seloste.vault.sealing import place_of
from seloste.vault.values import Erasure, LedgerLine, Record

_COUNT = "SELECT person, category, count(*) FROM vault_sealed WHERE person = ANY(%s) GROUP BY 1, 2"
_REMOVE = "DELETE FROM vault_sealed WHERE person = ANY(%s)"
_REMOVE_SOME = "DELETE FROM vault_sealed WHERE person = %s AND category = ANY(%s)"

_PATIENCE = 100  # milliseconds

Removed = Counter[tuple[PersonId, str]]
"""How many sealed rows went, by person and category."""


def begin(erasures: Sequence[Erasure], *, at: datetime) -> list[LedgerLine]:
    """Write the ledger and destroy the keys. From here on nothing of it opens, anywhere.

    The caller holds its turn in the register (`audit.turns.take_turn`), so that nobody seals
    anything new of these persons before `remove` is done.
    """
    with transaction.atomic(using="keys"):
        lines = ledger.write(erasures, at=at)
        destroy([e.person for e in erasures if e.categories is None])
        for erasure in erasures:
            if erasure.categories is not None and erasure.records is None:
                destroy([erasure.person], categories=erasure.categories)
        make_successors(_names(lines))
    reached("erase.keys_destroyed")
    return lines


def remove(lines: Sequence[LedgerLine]) -> Removed:
    """Remove the sealed rows and the index of what was erased, in the register's transaction."""
    whole = [line.erasure.person for line in lines if line.erasure.categories is None]
    removed: Removed = Counter()
    for person, category, number in fetch(_COUNT, whole) if whole else ():
        removed[PersonId(person), category] += number
    if whole:
        execute(_REMOVE, whole)
        unindex_persons(whole)
    for line in lines:
        if line.erasure.categories is not None:
            removed.update(_remove_some(line.erasure, line.erasure.categories))
    return removed


def settle(lines: Sequence[LedgerLine], *, at: datetime) -> None:
    """End erasures whose rows are removed and committed: old keys go, the ledger says so."""
    with transaction.atomic(using="keys"):
        put_successors_in_place({name: _is_used(*name) for name in _names(lines)})
        ledger.finish([line.id for line in lines], at=at)
    reached("erase.settled")


def scrub() -> bool:
    """Let go of old pages that still hold what was erased; outside any transaction.

    SQLite keeps them in the write-ahead log, PostgreSQL in its tables until they are vacuumed.

    Returns:
        False where somebody read at this moment and held them; the worker comes back for them.
    """
    is_whole = True
    for alias, tables in (("keys", "keystore_personkey"), ("default", "vault_sealed")):
        connection = connections[alias]
        if connection.in_atomic_block:
            is_whole = False
            continue
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                is_whole = _truncated(cursor) and is_whole
            else:
                cursor.execute(f"VACUUM {tables}")
    return is_whole


def _truncated(cursor: CursorWrapper) -> bool:
    """Truncate SQLite's write-ahead log, without waiting long for whoever reads."""
    cursor.execute("PRAGMA busy_timeout")
    [usual] = cursor.fetchone() or (0,)
    cursor.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    [is_busy, *_] = cursor.fetchone() or (1,)
    cursor.execute(f"PRAGMA busy_timeout = {int(usual)}")
    return not is_busy


def _names(lines: Iterable[LedgerLine]) -> set[tuple[PersonId, str]]:
    """Return the keys of which only some records go."""
    return {
        (line.erasure.person, category)
        for line in lines
        if line.erasure.records is not None
        for category in line.erasure.categories or ()
    }


def _is_used(person: PersonId, category: str) -> bool:
    return Sealed.objects.filter(person=person, category=category).exists()


def _remove_some(erasure: Erasure, categories: frozenset[str]) -> Removed:
    person, records = erasure.person, erasure.records
    rows = Sealed.objects.filter(person=person, category__in=categories)
    found = list(rows.values_list("kind", "record", "category"))
    going = [row for row in found if records is None or Record(row[0], row[1]) in records]
    if records is None:
        execute(_REMOVE_SOME, person, categories)
    else:
        for kind, record, category in going:
            rows.filter(kind=kind, record=record, category=category).delete()
        _seal_anew(person, categories)
    _unindex_some(person, categories, records)
    return Counter((person, category) for _, _, category in going)


def _unindex_some(
    person: PersonId, categories: frozenset[str], records: frozenset[Record] | None
) -> None:
    for kind, record in IndexedPerson.objects.filter(person=person).values_list("kind", "record"):
        of = kind_of(kind)
        if kind in {index_list(of, category) for category in categories} and (
            records is None or Record(of, record) in records
        ):
            unindex(person, Record(kind, record))


def _seal_anew(person: PersonId, categories: frozenset[str]) -> None:
    """Seal what stays of the categories under the successors of their keys."""
    names = {(person, category) for category in categories}
    old = existing_ciphers(names)
    new = existing_ciphers({(person, successor_name(category)) for category in categories})
    for row in Sealed.objects.filter(person=person, category__in=categories):
        place = place_of(person, Record(row.kind, row.record), row.category)
        plain = _opened(bytes(row.sealed), old.get((person, row.category)), place)
        cipher = new.get((person, successor_name(row.category)))
        if plain is None or cipher is None:  # sealed anew, and perhaps settled, before
            continue
        row.sealed = cipher.seal(plain, place=place)
        row.save(update_fields=["sealed"])


def _opened(sealed: bytes, cipher: Cipher | None, place: bytes) -> bytes | None:
    if cipher is None:
        return None
    try:
        return cipher.open(sealed, place=place)
    except CannotOpen:
        return None


def keys_that_remain(persons: Sequence[PersonId]) -> set[tuple[PersonId, str]]:
    """Return the keys of these persons that exist still."""
    return {
        (PersonId(person), category)
        for person, category in fetch(
            "SELECT person, category FROM keystore_personkey WHERE person = ANY(%s)",
            list(persons),
            using="keys",
        )
    }


def lists_of(persons: Collection[PersonId]) -> Counter[PersonId]:
    """Return how many lists of the blind index there are of each of these persons."""
    return Counter(
        {
            PersonId(person): number
            for person, number in fetch(
                "SELECT person, count(*) FROM vault_indexedperson"
                " WHERE person = ANY(%s) GROUP BY person",
                persons,
            )
        }
    )


def remove_what_no_key_opens(
    persons: Collection[PersonId],
) -> dict[PersonId, dict[str, set[Record]]]:
    """Remove the sealed rows of these persons that no key opens, with their index; return which.

    A restored backup brings back rows whose keys were destroyed. What was sealed later, under a
    new key of the same category, opens and stays. In the register's transaction.
    """
    found: dict[PersonId, dict[str, set[Record]]] = {}
    rows = list(Sealed.objects.filter(person__in=persons))
    ciphers = existing_ciphers({(PersonId(row.person), row.category) for row in rows})
    for row in rows:
        person, record = PersonId(row.person), Record(row.kind, row.record)
        cipher = ciphers.get((person, row.category))
        if _opened(bytes(row.sealed), cipher, place_of(person, record, row.category)) is None:
            Sealed.objects.filter(
                person=person, kind=row.kind, record=row.record, category=row.category
            ).delete()
            unindex(person, Record(index_list(row.kind, row.category), row.record))
            found.setdefault(person, {}).setdefault(row.category, set()).add(record)
    return found
