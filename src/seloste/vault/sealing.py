"""Sealing: the way in for personal data. What is written here can only be read through `readings`."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence

from seloste.kernel.ids import PersonId
from seloste.vault.ciphers import Cipher
from seloste.vault.keys import ciphers_for, new_ciphers_for
from seloste.vault.models import Sealed
from seloste.vault.rows import insert
from seloste.vault.values import Encoded, Plain, Record

_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def seal(items: Sequence[Plain]) -> None:
    """Write each item in place of what its record held in that category; empty content removes it."""
    kept = [item for item in items if item.content]
    ciphers = ciphers_for({(item.person, item.category) for item in kept})
    Sealed.objects.bulk_create(
        [_row(item, ciphers[item.person, item.category]) for item in kept],
        update_conflicts=True,
        unique_fields=["person", "kind", "record", "category"],
        update_fields=["sealed"],
        batch_size=200,
    )
    for item in items:
        if not item.content:
            Sealed.objects.filter(
                person=item.person,
                kind=item.record.kind,
                record=item.record.id,
                category=item.category,
            ).delete()


def seal_new(items: Sequence[Encoded]) -> None:
    """Write items of persons who are new, in one stroke: nothing of theirs can be there yet."""
    ciphers = new_ciphers_for(dict.fromkeys((item.person, item.category) for item in items))
    rows = []
    for person, record, category, text in items:
        place = place_of(person, record, category)
        blob = ciphers[person, category].seal(text, place=place)
        rows.append((person, record.kind, record.id, category, blob))
    insert(Sealed, ("person", "kind", "record", "category", "sealed"), rows)


def encoded(content: Mapping[str, object]) -> bytes:
    """Return the text of a content, as it is sealed."""
    return _to_json(content).encode()


def with_fields(text: bytes, fields: Mapping[str, object]) -> bytes:
    """Return the text of the same content with further fields."""
    return encoded({**json.loads(text or b"{}"), **fields})


def remove(person: PersonId, records: Collection[Record]) -> None:
    """Remove the sealed rows of these records of the person. Keys stay: other records use them."""
    for record in records:
        Sealed.objects.filter(person=person, kind=record.kind, record=record.id).delete()


def seal_fact(person: PersonId, category: str, fact: bytes, *, place: str) -> bytes:
    """Return a fact sealed under the person's key, for a row of another module such as the audit."""
    cipher = ciphers_for({(person, category)})[person, category]
    return cipher.seal(fact, place=place.encode())


def place_of(person: PersonId, record: Record, category: str) -> bytes:
    """Return the associated data of a sealed row: moved to another place it does not open."""
    return b"%d|%s|%d|%s" % (person, record.kind.encode(), record.id, category.encode())


def _row(item: Plain, cipher: Cipher) -> Sealed:
    return Sealed(
        person=item.person,
        kind=item.record.kind,
        record=item.record.id,
        category=item.category,
        sealed=cipher.seal(
            encoded(item.content), place=place_of(item.person, item.record, item.category)
        ),
    )
