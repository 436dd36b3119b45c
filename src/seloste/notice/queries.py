"""What others may ask about the published notice."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import cast

from seloste.notice.editions import ChangeClass, EditionInForce, EditionLine, without
from seloste.notice.errors import NoneInForce, NoSuchEdition
from seloste.notice.loading import read_notice
from seloste.notice.models import Edition, InformingDuty
from seloste.notice.values import Notice
from seloste.vault.rows import fetch

_LINE = (
    "number",
    "hash",
    "in_force_from",
    "in_force_at",
    "published_at",
    "change_class",
    "withheld",
)

# All that tells an edition apart. Text and dates are compared as the database gives them.
_STAMPS = (
    "SELECT number, hash, CAST(in_force_at AS text), CAST(withheld AS text) FROM notice_edition"
    " ORDER BY number"
)


def in_force(at: datetime) -> EditionInForce:
    """Return the edition in force at the moment: the highest number that applied by then.

    Each call costs one small query; what it names is read and parsed once in a process.

    Raises:
        NoneInForce: no edition applied yet.
    """
    for line in _known(tuple(fetch(_STAMPS))):
        if line.in_force_at <= at:
            return _edition(line)
    raise NoneInForce


def edition(number: int) -> EditionInForce:
    """Return the edition with the number, in force or not.

    Raises:
        NoSuchEdition: there is none.
    """
    row = Edition.objects.filter(number=number).only(*_LINE).first()
    if row is None:
        raise NoSuchEdition(number=number)
    return _edition(_line(row))


def editions() -> tuple[EditionLine, ...]:
    """Return all editions, the newest first."""
    return tuple(_line(row) for row in Edition.objects.order_by("-number").only(*_LINE))


def source_of(number: int) -> bytes:
    """Return the file of an edition, byte for byte.

    Raises:
        NoSuchEdition: there is none.
    """
    found = Edition.objects.filter(number=number).values_list("source", flat=True).first()
    if found is None:
        raise NoSuchEdition(number=number)
    return bytes(found)


def owed_informing() -> tuple[int, ...]:
    """Return the numbers of the editions of which people are still to be told."""
    owed = InformingDuty.objects.filter(state="owed").order_by("edition_id")
    return tuple(owed.values_list("edition_id", flat=True))


@lru_cache(maxsize=4)
def _known(stamps: tuple[tuple[object, ...], ...]) -> tuple[EditionLine, ...]:
    """Return all editions, the newest first. Rows are never changed, so their stamps suffice."""
    return editions() if stamps else ()


def _line(row: Edition) -> EditionLine:
    return EditionLine(
        number=row.number,
        hash=row.hash,
        in_force_from=row.in_force_from,
        in_force_at=row.in_force_at,
        published_at=row.published_at,
        change_class=cast("ChangeClass", row.change_class),
        withheld=tuple(cast("list[str]", row.withheld)),
    )


def _edition(line: EditionLine) -> EditionInForce:
    return EditionInForce(
        number=line.number,
        hash=line.hash,
        notice=_as_published(line.hash, line.withheld),
        published_at=line.published_at,
        in_force_at=line.in_force_at,
        withheld=line.withheld,
    )


@lru_cache(maxsize=64)
def _as_published(edition_hash: str, withheld: tuple[str, ...]) -> Notice:
    """Return the notice without what was withheld. The hash names bytes, so it never goes stale."""
    source = Edition.objects.values_list("source", flat=True).get(hash=edition_hash)
    return without(read_notice(bytes(source), path="").notice, withheld)
