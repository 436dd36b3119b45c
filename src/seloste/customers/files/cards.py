"""vCard 4 (RFC 6350) and 3 (RFC 2426): each card a record under our own columns.

A parser of our own: vobject knows version 3 only, keeps no line numbers and reads
a whole file into memory.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from seloste.customers.files.columns import COLUMNS
from seloste.customers.files.faults import FileRefused
from seloste.customers.files.lines import Lines
from seloste.customers.files.tables import MOST_RECORD, Record, TableKind
from seloste.customers.values import Fault

OWN_PREFIX = "X-SELOSTE-"  # properties for our columns that vCard has no word for

_SINGLE = {"NICKNAME": "handle", "LANG": "language"}
_SEVERAL = {"EMAIL": "email", "TEL": "phone"}
_STRUCTURED = {"N", "ADR", "ORG", "FN", "KIND", "VERSION"}
# Frame and bookkeeping of the format itself: nothing of the customer's is lost with them.
_NOTHING_KEPT = {"BEGIN", "END", "PRODID", "REV", "UID"}
_KINDS = {"org": "company", "individual": ""}
_PROPERTY = re.compile(
    r"(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)((?:;[^\":;]*(?:\"[^\"]*\"[^\":;]*)*)*):", re.ASCII
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_AT_SEMICOLON = re.compile(r"((?:[^\\;]|\\.)*)(?:;|$)", re.DOTALL)


@dataclass(frozen=True, slots=True, repr=False)
class _Property:
    name: str
    parameters: str  # upper case
    value: str  # escaped


class CardTable:
    """A vCard file. Properties the register does not keep are counted in `ignored`."""

    kind: TableKind = "vcard"
    headings: tuple[str, ...] = COLUMNS
    headings_line = 0

    def __init__(self, source: BinaryIO) -> None:
        """Look the file through.

        Raises:
            FileRefused: a line is too long, holds NUL, or the letters cannot be told.
        """
        self.blank = 0
        self.ignored: Counter[str] = Counter()
        self._lines = Lines(source)

    def __iter__(self) -> Iterator[Record]:
        for line in self._lines:
            if not line.strip():
                self.blank += 1
            elif line.strip().upper() == "BEGIN:VCARD":
                yield self._card(self._lines.number)
            else:
                raise FileRefused("not_a_card", line=self._lines.number)

    def progress(self) -> float:
        """Return how much of the file has been read, from 0 to 1."""
        return self._lines.progress()

    def close(self) -> None:
        """Nothing to close: the stream is the caller's."""

    def _card(self, line: int) -> Record:
        card = _Card()
        fault: Fault | None = None
        for written in self._unfolded(line):
            found = _property(written)
            if found is None:
                fault = fault or Fault("", "card_line_unreadable")
            elif not card.take(found):
                self.ignored[found.name] += 1
        if not fault and card.version not in {"3.0", "4.0"}:
            fault = Fault("", "card_version")
        return Record(line, card.cells(), fault)

    def _unfolded(self, begins: int) -> Iterator[str]:
        """Yield the content lines of one card, without those that are long and not kept."""
        written, length = "", 0
        for line in self._lines:
            content = line.rstrip("\r\n")
            if line[0] in " \t":
                if _is_kept(written):
                    written += content[1:]
                    length += len(content)
            else:
                if written:
                    yield written
                if content.strip().upper() == "END:VCARD":
                    return
                written = content
                length += len(content)
            if length > MOST_RECORD:
                raise FileRefused("record_too_long", line=begins, most=MOST_RECORD // 1024)
            if content.strip().upper() == "BEGIN:VCARD":
                break
        raise FileRefused("card_not_ended", line=begins)


def _is_kept(written: str) -> bool:
    name = re.split("[:;]", written, maxsplit=1)[0].rpartition(".")[2].upper()
    return name in _SINGLE or name in _SEVERAL or name in _STRUCTURED or name.startswith(OWN_PREFIX)


def _property(written: str) -> _Property | None:
    if head := _PROPERTY.match(written):
        return _Property(head[1].upper(), head[2].upper(), written[head.end() :])
    return None


class _Card:
    """The properties of one card, gathered into our columns."""

    def __init__(self) -> None:
        self.version = ""
        self._row: dict[str, str] = {}

    def take(self, found: _Property) -> bool:
        """Keep what the register keeps; return whether nothing was left out."""
        if found.name in _NOTHING_KEPT or not found.value.strip("; "):
            return True
        own = found.name.removeprefix(OWN_PREFIX).replace("-", "_").lower()
        if found.name.startswith(OWN_PREFIX) and own in COLUMNS:
            self._row[own] = unescaped(found.value)
            return True
        if found.name in _SINGLE:
            return self._put(_SINGLE[found.name], unescaped(found.value))
        if found.name in _SEVERAL:
            value = re.sub("^(?:mailto|tel):", "", unescaped(found.value), flags=re.IGNORECASE)
            return self._add(_SEVERAL[found.name], value)
        if found.name in _STRUCTURED:
            return bool(getattr(self, f"_take_{found.name.lower()}")(found))
        return False

    def cells(self) -> tuple[str, ...]:
        """Return the columns in their order."""
        return tuple(self._row.get(column, "") for column in COLUMNS)

    def _put(self, column: str, value: str) -> bool:
        return self._row.setdefault(column, value) == value

    def _add(self, column: str, value: str) -> bool:
        self._row[column] = "; ".join(filter(None, (self._row.get(column), value.strip())))
        return True

    def _take_version(self, found: _Property) -> bool:
        self.version = found.value.strip()
        return True

    def _take_fn(self, found: _Property) -> bool:
        # DERIVED (RFC 9554): made from other properties, because FN may not be left out.
        if "DERIVED=TRUE" not in found.parameters:
            self._row.setdefault("name", unescaped(found.value))
        return True

    def _take_kind(self, found: _Property) -> bool:
        kind = found.value.strip().lower()
        if kind in _KINDS:
            return not _KINDS[kind] or bool(self._row.setdefault("kind", _KINDS[kind]))
        return False

    def _take_n(self, found: _Property) -> bool:
        family, given, *_others = [*components(found.value), "", ""]
        self._row.setdefault("family_name", family)
        self._row.setdefault("given_name", given)
        return True

    def _take_org(self, found: _Property) -> bool:
        name, *units = components(found.value)
        return self._put("company", name) and not any(units)

    def _take_adr(self, found: _Property) -> bool:
        parts = [*components(found.value), *("",) * 7][:7]
        lines = [part for part in (parts[2], parts[1], parts[0]) if part]
        if any(self._row.get(column) for column in ("street", "postal_code", "city", "country")):
            return False
        self._row.update(
            street="\n".join(lines), city=parts[3], postal_code=parts[5], country=parts[6]
        )
        return not parts[4]


def components(value: str) -> list[str]:
    """Return the components between semicolons, without their escapes."""
    return [unescaped(part) for part in _AT_SEMICOLON.findall(value)]


def unescaped(value: str) -> str:
    r"""Return the value with `\n`, `\,`, `\;` and `\\` undone."""
    return _ESCAPED.sub(lambda at: "\n" if at[1] in "nN" else at[1], value)
