"""Opening: the way out for personal data. Only `seloste.readings` may come here.

An import contract says so when the code is checked, and `_refuse_others` says so when it runs.
Each opening is counted here, apart from the readings that are recorded above: `seloste check`
compares the two.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Collection
from datetime import datetime

from django.db import connection

from seloste.kernel.ids import PersonId
from seloste.vault.ciphers import Cipher
from seloste.vault.errors import CannotOpen, OpenedElsewhere
from seloste.vault.keys import existing_ciphers, successor_name
from seloste.vault.rows import fetch
from seloste.vault.sealing import place_of
from seloste.vault.values import Plain, Record

_DOOR = "seloste.readings"
_SEALED = (
    "SELECT person, kind, record, category, sealed FROM vault_sealed"
    " WHERE person = ANY(%s) AND category = ANY(%s) ORDER BY person, kind, record"
)
_ADD = (
    "INSERT INTO vault_openings (opened_on, category, count) VALUES (%s, %s, %s)"
    " ON CONFLICT (opened_on, category) DO UPDATE SET count = vault_openings.count + excluded.count"
)


def unseal(
    persons: Collection[PersonId],
    *,
    categories: Collection[str],
    kinds: Collection[str] | None,
    at: datetime,
) -> list[Plain]:
    """Open what the persons' records hold in these categories, and count it.

    Args:
        persons: whose data.
        categories: which categories; others stay closed.
        kinds: only records of these kinds; None means all.
        at: now, UTC.

    Raises:
        CannotOpen: a row was changed, moved, or lost its key.
        OpenedElsewhere: the caller is not `seloste.readings`.
    """
    _refuse_others()
    found = [row for row in fetch(_SEALED, persons, categories) if kinds is None or row[1] in kinds]
    ciphers = existing_ciphers({(PersonId(row[0]), row[3]) for row in found})
    opened = []
    for number, kind, record_id, category, sealed in found:
        person, record = PersonId(number), Record(kind, record_id)
        cipher = ciphers.get((person, category))
        if cipher is None:  # the key was destroyed: nothing is left to open
            continue
        text = _text(cipher, bytes(sealed), person, record, category)
        opened.append(Plain(person, record, category, json.loads(text)))
    _count(opened, at)
    return opened


def open_fact(person: PersonId, category: str, sealed: bytes, *, place: str) -> bytes | None:
    """Return what `seal_fact` sealed, or None once the person's key was destroyed."""
    _refuse_others()
    cipher = existing_ciphers({(person, category)}).get((person, category))
    return cipher.open(sealed, place=place.encode()) if cipher else None


def _text(cipher: Cipher, sealed: bytes, person: PersonId, record: Record, category: str) -> bytes:
    place = place_of(person, record, category)
    try:
        return cipher.open(sealed, place=place)
    except CannotOpen:
        # Other records of the category are being erased: the successor of its key may be it.
        name = (person, successor_name(category))
        successor = existing_ciphers({name}).get(name)
        if successor is None:
            raise
        return successor.open(sealed, place=place)


def _count(opened: list[Plain], at: datetime) -> None:
    pairs = {(item.person, item.category) for item in opened}
    counts = Counter(category for _, category in pairs)
    with connection.cursor() as cursor:
        cursor.executemany(_ADD, [(at.date().isoformat(), *count) for count in counts.items()])


def _refuse_others() -> None:
    caller = str(sys._getframe(2).f_globals.get("__name__", ""))  # noqa: SLF001 - the guard itself
    if caller != _DOOR and not caller.startswith(f"{_DOOR}."):
        raise OpenedElsewhere(f"{caller} must read through {_DOOR}")
