"""A table of customers as it is read: headings, then records, one at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from seloste.customers.values import Fault

TableKind = Literal["csv", "xlsx", "vcard"]

MOST_RECORD = 64 * 1024  # characters of one record, and bytes of one line
MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True, repr=False)
class Record:
    """One record of a file.

    Args:
        line: where it begins, 1-based; a row's number in a spreadsheet.
        cells: as many as there are headings, or more if the record has too many.
        fault: what keeps the record from being understood, or None.
    """

    line: int
    cells: tuple[str, ...]
    fault: Fault | None = None


class Table(Protocol):
    """Records in bounded memory. Iterate once; close afterwards, or use `with`."""

    kind: TableKind
    headings: tuple[str, ...]
    headings_line: int
    blank: int  # empty lines passed so far
    ignored: Counter[str]  # vCard properties not kept, by name, so far

    def __iter__(self) -> Iterator[Record]: ...

    def progress(self) -> float:
        """Return how much of the file has been read, from 0 to 1."""
        ...

    def close(self) -> None: ...
