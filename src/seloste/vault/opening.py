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

from django.db.models import F

from seloste.kernel.ids import PersonId
from seloste.vault.errors import OpenedElsewhere
from seloste.vault.keys import existing_ciphers
from seloste.vault.models import Openings, Sealed
from seloste.vault.sealing import place_of
from seloste.vault.values import Plain, Record

_DOOR = "seloste.readings"


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
    rows = Sealed.objects.filter(person__in=persons, category__in=categories)
    if kinds is not None:
        rows = rows.filter(kind__in=kinds)
    found = list(rows.order_by("person", "kind", "record").values_list(
        "person", "kind", "record", "category", "sealed"
    ))  # fmt: skip
    ciphers = existing_ciphers({(PersonId(row[0]), row[3]) for row in found})
    opened = []
    for number, kind, record_id, category, sealed in found:
        person, record = PersonId(number), Record(kind, record_id)
        cipher = ciphers.get((person, category))
        if cipher is None:  # the key was destroyed: nothing is left to open
            continue
        text = cipher.open(bytes(sealed), place=place_of(person, record, category))
        opened.append(Plain(person, record, category, json.loads(text)))
    _count(opened, at)
    return opened


def open_fact(person: PersonId, category: str, sealed: bytes, *, place: str) -> bytes | None:
    """Return what `seal_fact` sealed, or None once the person's key was destroyed."""
    _refuse_others()
    cipher = existing_ciphers({(person, category)}).get((person, category))
    return cipher.open(sealed, place=place.encode()) if cipher else None


def _count(opened: list[Plain], at: datetime) -> None:
    pairs = {(item.person, item.category) for item in opened}
    for category, number in Counter(category for _, category in pairs).items():
        day = Openings.objects.filter(opened_on=at.date(), category=category)
        if not day.update(count=F("count") + number):
            _, made = Openings.objects.get_or_create(
                opened_on=at.date(), category=category, defaults={"count": number}
            )
            if not made:  # another worker made the day's row in between
                day.update(count=F("count") + number)


def _refuse_others() -> None:
    caller = str(sys._getframe(2).f_globals.get("__name__", ""))  # noqa: SLF001 - the guard itself
    if caller != _DOOR and not caller.startswith(f"{_DOOR}."):
        raise OpenedElsewhere(f"{caller} must read through {_DOOR}")
