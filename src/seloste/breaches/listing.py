"""The persons whom a breach concerns as a list to take away, line by line: it may be long."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from seloste.breaches.values import Concerned
from seloste.customers.files.guarding import guarded
from seloste.customers.files.writing import plain

COLUMNS = (
    "person", "kind", "name", "emails", "language", "categories", "lines", "first_at", "last_at",
    "bar",
)  # fmt: skip


def as_csv(persons: Iterable[Concerned]) -> Iterator[bytes]:
    """Yield the list as CSV in UTF-8, semicolons between cells that no spreadsheet runs."""
    yield b"\xef\xbb\xbf" + _line(COLUMNS)
    for one in persons:
        yield _line(str(value) for value in as_json(one).values())


def as_json(one: Concerned) -> dict[str, object]:
    """Return a person as JSON; several values stand in one text, between commas."""
    return {
        "person": str(one.person),
        "kind": one.kind,
        "name": one.name,
        "emails": ", ".join(one.emails),
        "language": one.language,
        "categories": ", ".join(one.categories),
        "lines": one.lines,
        "first_at": one.first_at.isoformat(),
        "last_at": one.last_at.isoformat(),
        "bar": one.bar,
    }


def _line(cells: Iterable[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerow(
        guarded(plain(cell)) for cell in cells
    )
    return text.getvalue().encode()
