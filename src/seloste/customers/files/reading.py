"""Opens a file of customers, whatever it is, as a table of records."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from seloste.customers.files.cards import CardTable
from seloste.customers.files.faults import FileRefused
from seloste.customers.files.separated import SeparatedTable
from seloste.customers.files.tables import Table
from seloste.customers.files.workbooks import WorkbookTable

_ZIP = b"PK\x03\x04"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


@contextmanager
def open_table(source: BinaryIO | Path, filename: str = "") -> Iterator[Table]:
    """Open a file of customers for reading; close it, if it was a path, afterwards.

    Args:
        source: a path, or a binary stream that can be sought in. A pipe cannot: it is not
            copied, for that would leave personal data in a temporary file.
        filename: its ending tells the kind when the beginning does not.

    Raises:
        FileRefused: the file as a whole cannot be read.
    """
    if isinstance(source, Path):
        with source.open("rb") as stream, open_table(stream, filename or source.name) as table:
            yield table
        return
    if not source.seekable():
        raise FileRefused("not_seekable")
    table = _table(source, filename)
    try:
        yield table
    finally:
        table.close()


def _table(source: BinaryIO, filename: str) -> Table:
    source.seek(0, os.SEEK_SET)
    beginning = source.read(64)
    if beginning.startswith(_ZIP):
        return WorkbookTable(source)
    if beginning.startswith(_OLD_WORKBOOK) or filename.lower().endswith((".xlsx", ".xls", ".ods")):
        raise FileRefused("not_a_workbook")
    begins = beginning.removeprefix(b"\xef\xbb\xbf").lstrip().upper()
    if begins.startswith(b"BEGIN:VCARD") or filename.lower().endswith((".vcf", ".vcard")):
        return CardTable(source)
    return SeparatedTable(source)
