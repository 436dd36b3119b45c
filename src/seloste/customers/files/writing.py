"""Writes rows as CSV, XLSX or vCard 4, so that no spreadsheet runs a cell and we read back the same.

Rows are maps from our columns to text. Line breaks become LF; characters that a format
cannot hold (control characters, lone surrogates) become U+FFFD.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO, Literal

from seloste.customers.files.cards import OWN_PREFIX
from seloste.customers.files.columns import COLUMNS
from seloste.customers.files.guarding import guarded
from seloste.customers.files.sheets import TextCell, write_sheet

Row = Mapping[str, str]

_LINE_BREAK = re.compile("\r\n?")
_CANNOT_HOLD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MOST_OCTETS = 75  # of a vCard line, RFC 6350 3.2


def write_csv(
    rows: Iterable[Row],
    target: BinaryIO,
    *,
    columns: Sequence[str] = COLUMNS,
    headings: Sequence[str] = (),
    delimiter: Literal[";", ","] = ";",
    mark: Literal["bom", "none"] = "bom",
) -> int:
    """Write rows as CSV in UTF-8, each cell guarded; return how many.

    Args:
        rows: our columns → text.
        target: left open.
        columns: which columns, in which order.
        headings: what to write over them; the columns' own names if left out.
        delimiter: spreadsheets in Finnish and Swedish expect a semicolon.
        mark: "bom" lets spreadsheets know the file for UTF-8.
    """
    text = io.TextIOWrapper(target, "utf-8-sig" if mark == "bom" else "utf-8", newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    count = 0
    try:
        writer.writerow(guarded(plain(heading)) for heading in headings or columns)
        for row in rows:
            writer.writerow([guarded(plain(row.get(column, ""))) for column in columns])
            count += 1
    finally:
        text.detach()
    return count


def write_xlsx(
    rows: Iterable[Row],
    target: BinaryIO,
    *,
    columns: Sequence[str] = COLUMNS,
    headings: Sequence[str] = (),
) -> int:
    """Write rows as a workbook of text cells only; return how many."""

    def table() -> Iterator[list[TextCell | None]]:
        yield [_cell(heading) for heading in headings or columns]
        for row in rows:
            yield [
                _cell(_unlike_guarded(row[column])) if row.get(column) else None
                for column in columns
            ]

    return write_sheet(table(), target) - 1


def _cell(value: str) -> TextCell:
    return TextCell(plain(value), "plain" if value == guarded(value) else "like_a_formula")


def _unlike_guarded(value: str) -> str:
    """Return a value that begins like a guarded one guarded once more: readers take one off."""
    return guarded(value) if value.startswith("'") else value


def write_vcards(rows: Iterable[Row], target: BinaryIO) -> int:
    """Write rows as vCard 4; return how many. What vCard has no word for goes as `X-SELOSTE-…`."""
    count = 0
    for row in rows:
        card = _card({column: plain(value) for column, value in row.items() if value})
        target.writelines(map(_folded, card))
        count += 1
    return count


_VCARD_SINGLE = {"company": "ORG", "handle": "NICKNAME", "language": "LANG"}
_VCARD_SEVERAL = {"email": "EMAIL", "phone": "TEL"}
_VCARD_ADDRESS = ("", "", "street", "city", "", "postal_code", "country")
_IN_VCARD = {
    "name", "given_name", "family_name", *_VCARD_SINGLE, *_VCARD_SEVERAL, *_VCARD_ADDRESS,
}  # fmt: skip


def _card(row: Row) -> Iterator[str]:
    """Yield the content lines of one card."""
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield from _names(row)
    if row.get("kind") in {"company", "association"}:
        yield "KIND:org"
    yield from _simple(row)
    address = [row.get(column, "") for column in _VCARD_ADDRESS]
    if any(address):
        yield "ADR:" + ";".join(map(_escaped, address))
    for column in COLUMNS:
        if column not in _IN_VCARD and (value := row.get(column)):
            yield f"{OWN_PREFIX}{column.replace('_', '-').upper()}:{_escaped(value)}"
    yield "END:VCARD"


def _simple(row: Row) -> Iterator[str]:
    for column, name in _VCARD_SINGLE.items():
        if value := row.get(column):
            yield f"{name}:{_escaped(value)}"
    for column, name in _VCARD_SEVERAL.items():
        for value in _values(row.get(column, "")):
            yield f"{name}:{_escaped(value)}"


def _names(row: Row) -> Iterator[str]:
    """Yield FN, which no card may lack, and N if the name is known in parts.

    An FN that had to be made of something else says so (RFC 9554, DERIVED).
    """
    given, family = row.get("given_name", ""), row.get("family_name", "")
    if name := row.get("name"):
        yield f"FN:{_escaped(name)}"
    else:
        made = f"{given} {family}".strip() or row.get("company") or row.get("number") or "-"
        yield f"FN;DERIVED=TRUE:{_escaped(made)}"
    if given or family:
        yield f"N:{_escaped(family)};{_escaped(given)};;;"


def _values(joined: str) -> list[str]:
    return [value.strip() for value in joined.split(";") if value.strip()]


def plain(value: str) -> str:
    """Return the text as every format can hold it."""
    if value.isascii() and value.isprintable():
        return value
    return _CANNOT_HOLD.sub("\ufffd", _LINE_BREAK.sub("\n", value))


def _escaped(value: str) -> str:
    for letter, escape in (("\\", "\\\\"), ("\n", "\\n"), (",", "\\,"), (";", "\\;")):
        value = value.replace(letter, escape)
    return value


def _folded(line: str) -> bytes:
    """Return the line in UTF-8, cut so that no part is over 75 octets and no letter is halved."""
    parts: list[bytes] = []
    content = line.encode()
    while len(content) > _MOST_OCTETS - bool(parts):
        end = _MOST_OCTETS - bool(parts)
        while content[end] & 0xC0 == 0x80:
            end -= 1
        parts.append(content[:end])
        content = content[end:]
    return b"\r\n ".join([*parts, content]) + b"\r\n"
