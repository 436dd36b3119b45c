"""The blind index: finding a person by a value without the value being written anywhere.

A term is HMAC-SHA-256 of a normalised value, keyed by field and cut to 64 bits. What the index
gives away to someone who holds the database is written in docs/threat-model.md.
Source: design follows the keyed-hash index of RFC 2104 with one key for each field.
"""

from __future__ import annotations

import hmac
import struct
from collections.abc import Collection, Iterable, Sequence
from hashlib import sha256

from django.db import connection

from seloste.kernel.ids import PersonId
from seloste.vault.keys import system_key
from seloste.vault.models import IndexedPerson, IndexTerm
from seloste.vault.rows import execute, fetch, insert
from seloste.vault.values import Record, Term

SHORTEST_PREFIX = 2
LONGEST_PREFIX = 12

_INNER = bytes(byte ^ 0x36 for byte in range(256))
_OUTER = bytes(byte ^ 0x5C for byte in range(256))

_BY_HASHES = "SELECT term, person FROM vault_indexterm WHERE term = ANY(%s) ORDER BY term, person"
_LISTS = "SELECT person, terms FROM vault_indexedperson WHERE person = ANY(%s)"
_NEWEST = "SELECT person FROM vault_indexterm WHERE term = %s ORDER BY person DESC LIMIT %s"
# One more word that was typed: a term of it has to find the same person.
_ALSO = (
    " AND EXISTS (SELECT 1 FROM vault_indexterm AS other"
    " WHERE other.term = ANY(%s) AND other.person = vault_indexterm.person)"
)
_COUNT = "SELECT count(*) FROM (SELECT 1 FROM vault_indexterm WHERE term = ANY(%s) LIMIT 2000) AS f"

Indexed = tuple[PersonId, Record, Sequence[Term]]
Hashes = tuple[int, ...]
"""Hashes under which a record is found, each once."""

Hashed = tuple[PersonId, Record, Hashes]


class Hasher:
    """Makes terms. Holds the index key, and words that it has hashed, for the time of one batch."""

    def __init__(self) -> None:
        self._master = system_key("index")
        self._pads: dict[str, _Pads] = {}
        self._by_term: dict[Term, tuple[int, ...]] = {}

    def whole(self, field: str, value: str) -> int:
        return self._hash(field, b"=" + value.encode(errors="surrogatepass"))

    def beginning(self, field: str, value: str) -> int:
        return self._hash(field, b"^" + value[:LONGEST_PREFIX].encode(errors="surrogatepass"))

    def all_of(self, terms: Iterable[Term]) -> Hashes:
        """Return every hash under which these terms find their person: each once.

        A word that is found by its beginnings is found as a whole by the longest of them.
        """
        found: dict[int, None] = {}
        for term in terms:
            if term.prefix:
                found.update(dict.fromkeys(self._beginnings(term)))
            else:
                found[self.whole(term.field, term.value)] = None
        return tuple(found)

    def forget(self) -> None:
        """Forget the words that were hashed."""
        self._by_term.clear()

    def _beginnings(self, term: Term) -> Hashes:
        hashes = self._by_term.get(term)
        if hashes is None:
            longest = min(len(term.value), LONGEST_PREFIX)
            hashes = self._by_term[term] = tuple(
                self.beginning(term.field, term.value[:length])
                for length in range(SHORTEST_PREFIX, longest + 1)
            )
        return hashes

    def _hash(self, field: str, value: bytes) -> int:
        pads = self._pads.get(field)
        if pads is None:
            key = hmac.digest(self._master, field.encode(), "sha256")
            pads = self._pads[field] = _Pads(key)
        return pads.hash(value)


class _Pads:
    """HMAC-SHA-256 under one key, cut to 64 bits, with the key's part worked out beforehand.

    It gives what `hmac.digest` gives, four times as fast. Source: RFC 2104, section 4.
    """

    __slots__ = ("_inner", "_outer")

    def __init__(self, key: bytes) -> None:
        padded = key.ljust(64, b"\0")
        self._inner = sha256(padded.translate(_INNER))
        self._outer = sha256(padded.translate(_OUTER))

    def hash(self, value: bytes) -> int:
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(value)
        outer.update(inner.digest())
        return int.from_bytes(outer.digest()[:8], "little", signed=True)


def index(entries: Sequence[Indexed]) -> None:
    """Make each record findable under its terms, and no longer under those it had before."""
    for person, record, _ in entries:
        unindex(person, record)
    index_new(entries)


def index_new(entries: Sequence[Indexed]) -> None:
    """Make records findable that were not indexed before, in one stroke."""
    hasher = Hasher()
    index_hashed([(person, record, hasher.all_of(terms)) for person, record, terms in entries])


def index_hashed(entries: Sequence[Hashed]) -> None:
    """Make records findable under hashes that were made beforehand, as `index_new` does."""
    # In the order of the table: far quicker to insert.
    terms = sorted([(term, person) for person, _, hashes in entries for term in hashes])
    lists = [
        (person, record.kind, record.id, struct.pack(f"<{len(hashes)}q", *hashes))
        for person, record, hashes in entries
    ]
    insert(IndexTerm, ("term", "person"), terms, keep_existing=True)
    insert(IndexedPerson, ("person", "kind", "record", "terms"), lists)


def unindex(person: PersonId, record: Record) -> None:
    """Remove the record's terms, except those that another record of the person needs."""
    row = IndexedPerson.objects.filter(person=person, kind=record.kind, record=record.id)
    gone = {term for packed in row.values_list("terms", flat=True) for term in _unpack(packed)}
    row.delete()
    gone -= _terms_of(person)
    IndexTerm.objects.filter(person=person, term__in=gone).delete()


def unindex_person(person: PersonId) -> None:
    """Remove everything under which the person can be found."""
    IndexTerm.objects.filter(person=person, term__in=_terms_of(person)).delete()
    IndexedPerson.objects.filter(person=person).delete()


def unindex_persons(persons: Collection[PersonId]) -> None:
    """Remove everything under which any of these persons can be found, in one stroke."""
    pairs = [
        (term, person) for person, packed in fetch(_LISTS, persons) for term in _unpack(packed)
    ]
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM vault_indexterm WHERE term = %s AND person = %s", pairs)
    execute("DELETE FROM vault_indexedperson WHERE person = ANY(%s)", persons)


def find_whole(choices: Iterable[Term], *, limit: int) -> list[PersonId]:
    """Return persons whom any of the values finds as a whole, newest first."""
    hasher = Hasher()
    return _newest([{hasher.whole(term.field, term.value) for term in choices}], limit=limit)


def find_all(groups: Sequence[Sequence[Term]], *, limit: int) -> list[PersonId]:
    """Return persons whom one term of *each* group finds, newest first.

    A group is one word that was typed, with each field that it may stand in; a term with
    `prefix` finds values that begin with it.
    """
    hasher = Hasher()
    hashed = [
        {
            hasher.beginning(t.field, t.value) if t.prefix else hasher.whole(t.field, t.value)
            for t in group
        }
        for group in groups
    ]
    if len(hashed) > 1:  # begin with the rarest word: its persons are all that can be found
        hashed.sort(key=lambda hashes: int(fetch(_COUNT, hashes)[0][0]))
    return _newest(hashed, limit=limit) if hashed else []


def matches_of(hashes: Collection[int]) -> dict[int, list[PersonId]]:
    """Return for each hash of a whole value the persons it finds: one look for a whole batch."""
    found: dict[int, list[PersonId]] = {}
    for term, person in fetch(_BY_HASHES, sorted(hashes)):
        found.setdefault(term, []).append(PersonId(person))
    return found


def _newest(groups: Sequence[Collection[int]], *, limit: int) -> list[PersonId]:
    """Return persons with a term of each group. Each term of the first is read from its newest."""
    first, *others = groups
    sql = _NEWEST.replace(" ORDER BY", _ALSO * len(others) + " ORDER BY")
    found = {row[0] for term in first for row in fetch(sql, term, *others, limit)}
    return [PersonId(person) for person in sorted(found, reverse=True)[:limit]]


def _terms_of(person: PersonId) -> set[int]:
    lists = IndexedPerson.objects.filter(person=person).values_list("terms", flat=True)
    return {term for packed in lists for term in _unpack(packed)}


def _unpack(packed: bytes | memoryview) -> tuple[int, ...]:
    packed = bytes(packed)
    return struct.unpack(f"<{len(packed) // 8}q", packed)
