"""The blind index: finding a person by a value without the value being written anywhere.

A term is HMAC-SHA-256 of a normalised value, keyed by field and cut to 64 bits. What the index
gives away to someone who holds the database is written in docs/threat-model.md.
Source: design follows the keyed-hash index of RFC 2104 with one key for each field.
"""

from __future__ import annotations

import hmac
import struct
from collections.abc import Iterable, Sequence

from seloste.kernel.ids import PersonId
from seloste.vault.keys import system_key
from seloste.vault.models import IndexedPerson, IndexTerm
from seloste.vault.rows import insert
from seloste.vault.values import Record, Term

SHORTEST_PREFIX = 2
LONGEST_PREFIX = 12

Indexed = tuple[PersonId, Record, Sequence[Term]]


class Hasher:
    """Makes terms. Holds the index keys for the time of one call."""

    def __init__(self) -> None:
        self._master = system_key("index")
        self._keys: dict[str, bytes] = {}

    def whole(self, field: str, value: str) -> int:
        return self._hash(field, b"=" + _bytes(value))

    def beginning(self, field: str, value: str) -> int:
        return self._hash(field, b"^" + _bytes(value[:LONGEST_PREFIX]))

    def all_of(self, terms: Iterable[Term]) -> set[int]:
        """Return every hash under which these terms find their person."""
        found = set()
        for term in terms:
            found.add(self.whole(term.field, term.value))
            if term.prefix:
                longest = min(len(term.value), LONGEST_PREFIX)
                for length in range(SHORTEST_PREFIX, longest + 1):
                    found.add(self.beginning(term.field, term.value[:length]))
        return found

    def _hash(self, field: str, value: bytes) -> int:
        key = self._keys.get(field)
        if key is None:
            key = self._keys[field] = hmac.digest(self._master, field.encode(), "sha256")
        return int(struct.unpack_from("<q", hmac.digest(key, value, "sha256"))[0])


def index(entries: Sequence[Indexed]) -> None:
    """Make each record findable under its terms, and no longer under those it had before."""
    for person, record, _ in entries:
        unindex(person, record)
    index_new(entries)


def index_new(entries: Sequence[Indexed]) -> None:
    """Make records findable that were not indexed before, in one stroke."""
    hasher = Hasher()
    terms: list[tuple[int, int]] = []
    lists: list[tuple[int, str, int, bytes]] = []
    for person, record, entry_terms in entries:
        hashes = hasher.all_of(entry_terms)
        terms.extend((term, person) for term in hashes)
        packed = struct.pack(f"<{len(hashes)}q", *hashes)
        lists.append((person, record.kind, record.id, packed))
    terms.sort()  # in the order of the table: far quicker to insert
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


def find_whole(choices: Iterable[Term], *, limit: int) -> list[PersonId]:
    """Return persons whom any of the values finds as a whole, newest first."""
    hasher = Hasher()
    hashes = {hasher.whole(term.field, term.value) for term in choices}
    persons = IndexTerm.objects.filter(term__in=hashes).order_by("-person")
    return [PersonId(p) for p in persons.values_list("person", flat=True).distinct()[:limit]]


def find_all(groups: Sequence[Sequence[Term]], *, limit: int) -> list[PersonId]:
    """Return persons whom one term of *each* group finds, newest first.

    A group is one word that was typed, with each field that it may stand in; a term with
    `prefix` finds values that begin with it.
    """
    hasher = Hasher()
    query = IndexTerm.objects.all()
    for number, group in enumerate(groups):
        hashes = {
            hasher.beginning(t.field, t.value) if t.prefix else hasher.whole(t.field, t.value)
            for t in group
        }
        if number == 0:
            query = query.filter(term__in=hashes)
        else:
            others = IndexTerm.objects.filter(term__in=hashes).values("person")
            query = query.filter(person__in=others)
    persons = query.order_by("-person").values_list("person", flat=True).distinct()
    return [PersonId(p) for p in persons[:limit]] if groups else []


def matches_of(values: Sequence[Term]) -> dict[Term, list[PersonId]]:
    """Return for each value the persons it finds as a whole: one look for a whole batch."""
    hasher = Hasher()
    by_hash: dict[int, Term] = {hasher.whole(t.field, t.value): t for t in values}
    hashes = list(by_hash)
    found: dict[Term, list[PersonId]] = {}
    for start in range(0, len(hashes), 900):
        rows = IndexTerm.objects.filter(term__in=hashes[start : start + 900])
        for term, person in rows.order_by("person").values_list("term", "person"):
            found.setdefault(by_hash[term], []).append(PersonId(person))
    return found


def _bytes(value: str) -> bytes:
    """Return the value as it is hashed. Half a character, as broken input has it, finds nobody."""
    return value.encode(errors="surrogatepass")


def _terms_of(person: PersonId) -> set[int]:
    lists = IndexedPerson.objects.filter(person=person).values_list("terms", flat=True)
    return {term for packed in lists for term in _unpack(packed)}


def _unpack(packed: bytes | memoryview) -> tuple[int, ...]:
    packed = bytes(packed)
    return struct.unpack(f"<{len(packed) // 8}q", packed)
