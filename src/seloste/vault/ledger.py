"""The erasure ledger: what was erased when, under opaque ids, in the key store.

Source: GDPR Art. 5(2), 17; a restored backup is gone through with it before anybody reads.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from django.db import connections

from seloste.kernel.ids import PersonId, new_id
from seloste.vault.keystore.models import ErasureLine
from seloste.vault.rows import insert
from seloste.vault.values import Erasure, LedgerLine, Record

_COLUMNS = ("id", "person", "categories", "records", "cause", "erased_at")


def write(erasures: Iterable[Erasure], *, at: datetime) -> list[LedgerLine]:
    """Add lines, in the caller's transaction on the key store, which destroys the keys too."""
    lines = [LedgerLine(new_id(), erasure, at, None) for erasure in erasures]
    moment = connections["keys"].ops.adapt_datetimefield_value(at)
    rows = [
        (
            line.id,
            line.erasure.person,
            ",".join(sorted(line.erasure.categories or ())),
            _packed(line.erasure.records),
            line.erasure.cause,
            moment,
        )
        for line in lines
    ]
    insert(ErasureLine, _COLUMNS, rows, using="keys")
    return lines


def unfinished() -> list[LedgerLine]:
    """Return the erasures whose rows may still lie in the register: a crash came in between."""
    rows = ErasureLine.objects.filter(finished_at=None).order_by("id")
    return [_line(row) for row in rows]


def finish(ids: Collection[int], *, at: datetime) -> None:
    """Note that rows and index are gone as well."""
    ErasureLine.objects.filter(id__in=ids).update(finished_at=at)


def lines(*, since: datetime | None = None) -> Iterator[LedgerLine]:
    """Yield all lines, oldest first; with `since` only those of that moment and later."""
    rows = ErasureLine.objects.order_by("id")
    if since is not None:
        rows = rows.filter(erased_at__gte=since)
    for row in rows.iterator(chunk_size=2000):
        yield _line(row)


def lines_by_id(ids: Collection[int]) -> list[LedgerLine]:
    """Return these lines."""
    return [_line(row) for row in ErasureLine.objects.filter(id__in=ids).order_by("id")]


def latest() -> int:
    """Return the id of the newest line; 0 without any."""
    return ErasureLine.objects.order_by("-id").values_list("id", flat=True).first() or 0


def number_of_lines() -> int:
    """Return how many lines there are."""
    return ErasureLine.objects.count()


def _packed(records: frozenset[Record] | None) -> str:
    pairs = ",".join(f'["{record.kind}",{record.id}]' for record in sorted(records or ()))
    return f"[{pairs}]"


def _line(row: ErasureLine) -> LedgerLine:
    categories = frozenset(row.categories.split(",")) if row.categories else None
    records = frozenset(Record(kind, number) for kind, number in row.records) or None
    erasure = Erasure(PersonId(row.person), categories, records, row.cause)
    return LedgerLine(row.id, erasure, row.erased_at, row.finished_at)
