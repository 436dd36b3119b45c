"""Which of our columns a heading means; what is not known is told, never skipped in silence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from seloste.customers.files.columns import COLUMNS, REJECT_COLUMNS, SEVERAL
from seloste.customers.files.faults import FileRefused
from seloste.customers.files.synonyms import SYNONYMS

_NOT_WORD = re.compile(r"[\W_]+")
_IN_PARENTHESES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def fold(words: str) -> str:
    """Return the words as they are compared: no case, accents, punctuation or double spaces."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NOT_WORD.sub(" ", letters).strip()


_KNOWN: dict[str, str] = {
    **{fold(words): column for column, known in SYNONYMS.items() for words in known},
    **{fold(column): column for column in COLUMNS},
}


def column_of(heading: str) -> str | None:
    """Return our column for a heading in Finnish, Swedish or English, or None."""
    return _KNOWN.get(fold(heading)) or _KNOWN.get(fold(_IN_PARENTHESES.sub(" ", heading)))


@dataclass(frozen=True, slots=True)
class ImportMapping:
    """What a mapping file says about somebody's own headings and words.

    Args:
        columns: our column → their heading.
        values: our column → their word → our word.
        constants: our column → the value it has on every row that leaves it empty.
    """

    columns: Mapping[str, str] = field(default_factory=dict[str, str])
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])
    constants: Mapping[str, str] = field(default_factory=dict[str, str])


NO_MAPPING = ImportMapping()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two or more headings that mean one column which holds one value."""

    column: str
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recognised:
    """What the headings of a table mean.

    Args:
        single: our columns, each with the index of its cell.
        several: our columns that are gathered from more than one cell.
        unknown: headings that mean nothing to us; to be reported.
        missing: headings the mapping file names and the table lacks.
        conflicts: no row can be read while there is one.
    """

    single: tuple[tuple[str, int], ...]
    several: tuple[tuple[str, tuple[int, ...]], ...]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    mapping: ImportMapping = NO_MAPPING

    def row(self, cells: Sequence[str]) -> dict[str, str]:
        """Return what our columns hold in one row, with the words of the mapping file translated.

        Columns that are empty are left out.
        """
        row = {column: cell for column, place in self.single if (cell := cells[place])}
        for column, places in self.several:
            if joined := _joined(column, cells, places):
                row[column] = joined
        for column, words in self.mapping.values.items():
            if column in row:
                row[column] = words.get(fold(row[column]), row[column])
        for column, value in self.mapping.constants.items():
            row[column] = row.get(column, "").strip() or value
        return row


def _joined(column: str, cells: Sequence[str], places: Iterable[int]) -> str:
    filled = (cells[place].strip() for place in places)
    return SEVERAL[column].join(dict.fromkeys(value for value in filled if value))


def recognise(headings: Sequence[str], mapping: ImportMapping = NO_MAPPING) -> Recognised:
    """Return what the headings mean. What the mapping file says goes before what we know."""
    mapped = {fold(theirs): ours for ours, theirs in mapping.columns.items()}
    places: dict[str, list[int]] = {}
    unknown: list[str] = []
    for place, heading in enumerate(headings):
        column = mapped.get(fold(heading)) or _unmapped(heading, mapping)
        if column:
            places.setdefault(column, []).append(place)
        elif heading.strip() and fold(heading) not in REJECT_COLUMNS:
            unknown.append(heading)
    present = {fold(heading) for heading in headings}
    return Recognised(
        single=tuple((column, at[0]) for column, at in places.items() if len(at) == 1),
        several=tuple(
            (column, tuple(at))
            for column, at in places.items()
            if len(at) > 1 and column in SEVERAL
        ),
        unknown=tuple(unknown),
        missing=tuple(theirs for key, theirs in _by_fold(mapping) if key not in present),
        conflicts=tuple(
            Conflict(column, tuple(headings[place] for place in at))
            for column, at in places.items()
            if len(at) > 1 and column not in SEVERAL
        ),
        mapping=mapping,
    )


def _unmapped(heading: str, mapping: ImportMapping) -> str | None:
    """Return our column, unless the mapping file gave that column to another heading."""
    column = column_of(heading)
    return None if column in mapping.columns and column not in SEVERAL else column


def _by_fold(mapping: ImportMapping) -> list[tuple[str, str]]:
    return [(fold(theirs), theirs) for theirs in mapping.columns.values()]


def check(recognised: Recognised, *, line: int) -> None:
    """Refuse a table whose headings leave in doubt what stands in a column.

    Args:
        recognised: the headings' meaning.
        line: where the headings stand.

    Raises:
        FileRefused: no heading is known, two mean one column, or the mapping file names one
            that is not there. The sentence cannot hold a heading: without a line of
            headings, the first customer would be read as one.
    """
    if not (recognised.single or recognised.several or recognised.conflicts):
        raise FileRefused("no_known_headings", line=line)
    if recognised.missing:
        raise FileRefused("mapped_headings_missing", line=line, count=len(recognised.missing))
    for conflict in recognised.conflicts:
        raise FileRefused("headings_conflict", line=line, column=conflict.column)
