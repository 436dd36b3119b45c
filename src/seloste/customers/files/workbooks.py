"""XLSX: the first sheet of a workbook, read by the row, behind a guard against hostile archives."""

from __future__ import annotations

import os
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import BinaryIO
from xml.etree.ElementTree import ParseError
from xml.parsers import expat

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.utils.exceptions import InvalidFileException

from seloste.customers.files.faults import FileRefused
from seloste.customers.files.guarding import unguarded
from seloste.customers.files.tables import MOST_COLUMNS, MOST_RECORD, Record, TableKind
from seloste.customers.values import Fault

_MOST_UNPACKED = 512 * 1024 * 1024
_MOST_SHARED_TEXT = 64 * 1024 * 1024  # openpyxl keeps it in memory
_MOST_MEMBERS = 2000
_MOST_ROWS = 1_048_576  # of a sheet, by the format
_CHUNK = 16 * 1024

_EMPTY: object = EMPTY_CELL
_Row = tuple[Cell | MergedCell, ...]

_BROKEN = (
    zipfile.BadZipFile, InvalidFileException, ParseError, EOFError, KeyError, ValueError, TypeError,
    IndexError, AttributeError, NotImplementedError, RuntimeError, OSError, OverflowError,
)  # fmt: skip  # what openpyxl and zipfile let out when a workbook is not one


class WorkbookTable:
    """The first sheet of a workbook. Formulas count as what they were last shown as."""

    kind: TableKind = "xlsx"

    def __init__(self, source: BinaryIO) -> None:
        """Check the archive and read the headings.

        Raises:
            FileRefused: the file is no workbook, or unpacks to more than is safe.
        """
        self.blank = 0
        self.ignored: Counter[str] = Counter()
        self._row = 0
        self._width = 0
        self._missing: _Row | None = None
        source.seek(0, os.SEEK_SET)
        try:
            _check_archive(source)
            self._book = openpyxl.load_workbook(
                source, read_only=True, data_only=True, keep_links=False
            )
            sheet = self._book.worksheets[0]
            self._expected = min(sheet.max_row or 0, _MOST_ROWS)
        except _BROKEN as error:
            raise FileRefused("not_a_workbook") from error
        self._cells = sheet.iter_rows(
            min_row=1, max_row=_MOST_ROWS, min_col=1, max_col=MOST_COLUMNS + 1
        )
        self._records = self._read()
        first = next(self._records, None)
        if first is None:
            raise FileRefused("no_headings")
        if len(first.cells) > MOST_COLUMNS:
            raise FileRefused("too_many_columns", line=first.line, most=MOST_COLUMNS)
        self.headings_line = first.line
        self.headings = first.cells
        self._width = len(first.cells)

    def __iter__(self) -> Iterator[Record]:
        width = len(self.headings)
        for record in self._records:
            fault = record.fault
            if fault is None and len(record.cells) > width:
                fault = Fault("", "too_many_cells")
            cells = record.cells + ("",) * (width - len(record.cells))
            yield Record(record.line, cells, fault)

    def progress(self) -> float:
        """Return how much of the sheet has been read, from 0 to 1."""
        return min(self._row / self._expected, 1.0) if self._expected else 0.0

    def close(self) -> None:
        """Let the archive go; the stream is the caller's."""
        self._book.close()

    def _read(self) -> Iterator[Record]:
        blank = 0
        while (row := self._next_row()) is not None:
            row = self._without_tail(row)
            cells = [_text(cell.value) for cell in row]
            while cells and not cells[-1].strip():
                cells.pop()
            if not cells:
                blank += 1  # counted only when a row follows: sheets end in thousands of them
                continue
            self.blank += blank
            blank = 0
            fault = None
            if any(cell.data_type == "e" for cell in row):
                fault = Fault("", "cell_shows_error")
            elif sum(map(len, cells)) > MOST_RECORD:
                fault = Fault("", "record_too_long", {"most": MOST_RECORD // 1024})
            yield Record(self._row, tuple(map(unguarded, cells)), fault)

    def _without_tail(self, row: _Row) -> _Row:
        """Return the row without what is empty beyond the headings.

        Rows that are missing come as one and the same tuple, and there may be a million of them.
        """
        if row is self._missing or all(cell is _EMPTY for cell in row):
            self._missing = row
            return ()
        tail = row[self._width :]
        return row[: self._width] if all(cell is _EMPTY for cell in tail) else row

    def _next_row(self) -> _Row | None:
        try:
            row = next(self._cells, None)
        except _BROKEN as error:
            raise FileRefused("workbook_breaks_off", line=self._row + 1) from error
        self._row += 1
        return row


def _text(value: object) -> str:
    """Return a cell as text: whole numbers without a decimal, days as ISO 8601."""
    match value:
        case None:
            return ""
        case str():
            return value
        case float() if value.is_integer() and abs(value) < 1e16:
            return str(int(value))
        case datetime() if value.time() == time.min:
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return str(value)


def _check_archive(source: BinaryIO) -> None:
    """Refuse what would unpack to too much, or whose XML declares entities.

    The sizes are those of the archive's directory; zipfile unpacks no more than it says.
    """
    with zipfile.ZipFile(source) as archive:
        members = archive.infolist()
        shared = (each.file_size for each in members if "sharedstrings" in each.filename.lower())
        if (
            len(members) > _MOST_MEMBERS
            or sum(each.file_size for each in members) > _MOST_UNPACKED
            or sum(shared) > _MOST_SHARED_TEXT
        ):
            raise FileRefused("workbook_too_large", most=_MOST_UNPACKED // 1024 // 1024)
        for each in members:
            if each.filename.lower().endswith((".xml", ".rels")):
                with archive.open(each) as member:
                    _check_prologue(member.read(_CHUNK))


class _FirstElement(Exception):
    """The document begins; no document type can follow."""


def _check_prologue(beginning: bytes) -> None:
    """Refuse XML with a document type: it could declare entities that grow without bound."""

    def begins(*_: object) -> None:
        raise _FirstElement

    def declares(*_: object) -> None:
        raise FileRefused("workbook_declares_entities")

    parser = expat.ParserCreate()
    parser.StartElementHandler = begins
    parser.StartDoctypeDeclHandler = declares
    try:
        parser.Parse(beginning, False)  # noqa: FBT003  # expat takes no keywords
    except _FirstElement:
        return
    except expat.ExpatError as error:
        raise FileRefused("not_a_workbook") from error
    raise FileRefused("not_a_workbook")
