"""Who said no to what, in the key store: what a restored copy of the register must be told again.

Source: GDPR Art. 7(3), 18, 21(3); a withdrawal takes effect, and stays.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Literal, NamedTuple, cast

from seloste.kernel.ids import PersonId, new_id
from seloste.vault.keystore.models import NoLine

What = Literal["consent", "objection", "restriction", "ban"]

NOBODY = PersonId(0)
"""Stands for whoever an address under a marketing ban belongs to: nobody knows any more."""

_KEPT = timedelta(days=400)  # far longer than any copy of the register lives


class No(NamedTuple):
    """A no that stands.

    Attributes:
        key: the purpose; of a ban, the kind and mark of the address; of a restriction, its ground.
    """

    person: PersonId
    what: What
    key: str
    at: datetime


def note(person: PersonId, what: What, key: str, *, stands: bool, at: datetime) -> None:
    """Note that somebody says no, or takes it back; committed before the register knows it."""
    NoLine.objects.create(id=new_id(), person=person, what=what, key=key, stands=stands, at=at)
    NoLine.objects.filter(at__lt=at - _KEPT).delete()


def standing_since(moment: datetime) -> list[No]:
    """Return each no that was said since a moment and not taken back since, oldest first."""
    latest: dict[tuple[int, str, str], NoLine] = {}
    for row in NoLine.objects.filter(at__gte=moment).order_by("id"):
        latest[row.person, row.what, row.key] = row
    return [
        No(PersonId(row.person), cast("What", row.what), row.key, row.at)
        for row in latest.values()
        if row.stands
    ]


def forget(persons: Collection[PersonId]) -> None:
    """Remove the lines of persons who are erased."""
    NoLine.objects.filter(person__in=persons).delete()
