"""Trying keys on what lies in an archive: whether anything opens, never what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from seloste.kernel.ids import PersonId
from seloste.vault import rootkey
from seloste.vault.ciphers import Cipher
from seloste.vault.errors import CannotOpen
from seloste.vault.keys import place_of_key
from seloste.vault.keystore.models import PersonKey
from seloste.vault.sealing import place_of
from seloste.vault.values import Record


class WrappedKey(NamedTuple):
    """A key as a key store holds it."""

    person: PersonId
    category: str
    generation: int
    wrapped: bytes


class SealedRow(NamedTuple):
    """Sealed data of one record in one category, as they lie in the register or an archive."""

    person: PersonId
    record: Record
    category: str
    sealed: bytes


def keys_here() -> Iterator[WrappedKey]:
    """Yield every key of the register's key store."""
    rows = PersonKey.objects.values_list("person", "category", "generation", "wrapped")
    for person, category, generation, wrapped in rows.iterator(chunk_size=2000):
        yield WrappedKey(PersonId(person), category, generation, bytes(wrapped))


def opened_by_any(rows: Sequence[SealedRow], keys: Iterable[WrappedKey]) -> tuple[int, int]:
    """Try every key on every row; return how many rows opened, and how many keys were tried.

    A key is tried on all rows, whosever it is: that none opens them is what is to be shown.
    """
    opened: set[int] = set()
    tried = 0
    for cipher in _unwrapped(keys):
        tried += 1
        opened |= {n for n, row in enumerate(rows) if n not in opened and _opens(cipher, row)}
    return len(opened), tried


def _unwrapped(keys: Iterable[WrappedKey]) -> Iterator[Cipher]:
    root = rootkey.root()
    for key in keys:
        place = place_of_key(key.person, key.category)
        yield Cipher(root.unwrap(key.wrapped, key.generation, place=place))


def _opens(cipher: Cipher, row: SealedRow) -> bool:
    try:
        cipher.open(row.sealed, place=place_of(row.person, row.record, row.category))
    except CannotOpen:
        return False
    return True
