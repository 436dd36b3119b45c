"""CSV: rows with one of three delimiters, quotes, and line breaks in fields."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, Literal

from seloste.customers.files.faults import FileRefused
from seloste.customers.files.guarding import unguarded
from seloste.customers.files.headings import column_of
from seloste.customers.files.lines import Lines
from seloste.customers.files.tables import MOST_COLUMNS, MOST_RECORD, Record, TableKind
from seloste.customers.values import Fault

Delimiter = Literal[",", ";", "\t"]
_DELIMITERS: tuple[Delimiter, ...] = (";", "\t", ",")


class SeparatedTable:
    """A CSV file, read by the line."""

    kind: TableKind = "csv"

    def __init__(self, source: BinaryIO) -> None:
        """Look the file through, find the delimiter and read the headings.

        Raises:
            FileRefused: the file as a whole cannot be read.
        """
        self.blank = 0
        self.ignored: Counter[str] = Counter()
        self._lines = Lines(source)
        self._taken: list[str] = []  # lines of the record being read
        self._length = 0
        self.delimiter = self._find_delimiter()
        self._rows = csv.reader(self._feed(), delimiter=self.delimiter, strict=True)
        first = next(self._records(), None)
        if first is None:
            raise FileRefused("no_headings")
        if first.fault:
            raise FileRefused(first.fault.code, line=first.line)
        if len(first.cells) > MOST_COLUMNS:
            raise FileRefused("too_many_columns", line=first.line, most=MOST_COLUMNS)
        self.headings_line = first.line
        self.headings = _without_tail(first.cells)

    def __iter__(self) -> Iterator[Record]:
        width = len(self.headings)
        for record in self._records():
            yield record if len(record.cells) == width else _fitted(record, width)

    def progress(self) -> float:
        """Return how much of the file has been read, from 0 to 1."""
        return self._lines.progress()

    def close(self) -> None:
        """Nothing to close: the stream is the caller's."""

    def _records(self) -> Iterator[Record]:
        while True:
            self._taken.clear()
            self._length = 0
            line = self._lines.number + 1
            try:
                cells = next(self._rows, None)
            except csv.Error:
                yield self._unreadable(line)
                continue
            if cells is None:
                return
            if (content := "".join(cells)) and not content.isspace():
                yield Record(line, tuple(map(unguarded, cells) if "'" in content else cells))
            else:
                self.blank += 1

    def _unreadable(self, line: int) -> Record:
        """Return the first line as a record with a fault, and give the others back.

        A quotation mark that is never closed swallows the customers after it; they are read anew.
        """
        first, *others = self._taken
        self._lines.give_back(others)
        self._rows = csv.reader(self._feed(), delimiter=self.delimiter, strict=True)
        cells = next(csv.reader([first], delimiter=self.delimiter), [])
        return Record(line, tuple(map(unguarded, cells)), Fault("", "quotes_do_not_match"))

    def _feed(self) -> Iterator[str]:
        for line in self._lines:
            self._taken.append(line)
            self._length += len(line)
            if self._length > MOST_RECORD:
                raise csv.Error
            yield line

    def _find_delimiter(self) -> Delimiter:
        """Return the delimiter under which most headings are known, or else most cells are made.

        A first line `sep=;`, which spreadsheets write for one another, decides.
        """
        passed: list[str] = []
        for line in self._lines:
            passed.append(line)
            if line.strip(" \t\r\n;,"):
                break
        told = passed[-1].strip() if passed else ""
        if told[:4].lower() == "sep=" and told[4:] in _DELIMITERS:
            return next(each for each in _DELIMITERS if each == told[4:])
        self._lines.give_back(passed)
        header = passed[-1:]
        return max(_DELIMITERS, key=lambda delimiter: _score(header, delimiter))


def _fitted(record: Record, width: int) -> Record:
    """Return the record with as many cells as there are headings, or with a fault if it has more."""
    cells = record.cells[:width] + _without_tail(record.cells[width:])
    fault = Fault("", "too_many_cells") if len(cells) > width else None
    return Record(record.line, cells + ("",) * (width - len(cells)), record.fault or fault)


def _score(header: list[str], delimiter: Delimiter) -> tuple[int, int]:
    cells = next(csv.reader(header, delimiter=delimiter), [])
    return sum(column_of(cell) is not None for cell in cells), len(cells)


def _without_tail(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Return the cells without empty ones at the end: spreadsheets leave them behind."""
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]
