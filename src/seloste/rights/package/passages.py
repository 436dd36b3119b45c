"""Passages about other people, chosen by whoever answers, and left out of the copy. Pure.

Source: GDPR Art. 15(4): the copy shall not adversely affect the rights of others; the rest of a
text is given all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from seloste.rights.errors import NoSuchPassage
from seloste.vault.values import Record


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text field that is about somebody else.

    Attributes:
        record: which record.
        field: field of the notice.
        start: where it begins, in characters.
        end: where it ends, not included.
    """

    record: Record
    field: str
    start: int
    end: int


def leave_out(text: str, passages: Iterable[Passage], *, mark: str) -> tuple[str, int]:
    """Return a text without the passages, a mark in place of each, and how many there were.

    Passages that overlap or touch are one.

    Raises:
        NoSuchPassage: one lies outside the text.
    """
    spans = joined([(passage.start, passage.end) for passage in passages], length=len(text))
    kept: list[str] = []
    position = 0
    for start, end in spans:
        kept += [text[position:start], mark]
        position = end
    return "".join([*kept, text[position:]]), len(spans)


def joined(spans: Sequence[tuple[int, int]], *, length: int) -> list[tuple[int, int]]:
    """Return the spans in order, those that overlap or touch as one.

    Raises:
        NoSuchPassage: one lies outside of a text of this length, or holds nothing.
    """
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not 0 <= start < end <= length:
            raise NoSuchPassage
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def in_text(text: str, words: str, *, record: Record, field: str) -> list[Passage]:
    """Return every place where the words stand in a text.

    Raises:
        NoSuchPassage: they stand nowhere in it.
    """
    found: list[Passage] = []
    start = text.find(words) if words else -1
    while start >= 0:
        found.append(Passage(record, field, start, start + len(words)))
        start = text.find(words, start + len(words))
    if not found:
        raise NoSuchPassage
    return found


def by_field(passages: Iterable[Passage]) -> Mapping[tuple[Record, str], list[Passage]]:
    """Return the passages by the record and field in which they lie."""
    found: dict[tuple[Record, str], list[Passage]] = {}
    for passage in passages:
        found.setdefault((passage.record, passage.field), []).append(passage)
    return found
