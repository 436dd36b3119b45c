"""Reading many lines of the trail in pages.

A cursor that stays open on the server would do as well, until a reader stops halfway: Python then
closes it at some later moment, in the middle of another transaction, which PostgreSQL aborts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from seloste.audit.models import Entry

_PAGE = 10_000


def lines(*fields: str, first: int, last: int) -> Iterator[tuple[Any, ...]]:
    """Yield position and fields of the lines between two positions, both included, in order."""
    while first <= last:
        rows = Entry.objects.filter(position__gte=first, position__lte=last).order_by("position")
        page = list(rows.values_list("position", *fields)[:_PAGE])
        yield from page
        if len(page) < _PAGE:
            return
        first = page[-1][0] + 1
