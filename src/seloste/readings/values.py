"""What a reading gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from seloste.vault.values import Record


@dataclass(frozen=True, slots=True, repr=False)
class Opened:
    """What was opened of one person. Never shown by `repr`.

    Attributes:
        contents: for each record and each opened category, field → value.
        closed: categories in which something is kept that this role may not open for this purpose.
    """

    contents: Mapping[Record, Mapping[str, Mapping[str, object]]] = field(default_factory=dict)
    closed: frozenset[str] = frozenset()

    def values_of(self, record: Record) -> dict[str, object]:
        """Return the fields of one record over all opened categories."""
        merged: dict[str, object] = {}
        for content in self.contents.get(record, {}).values():
            merged.update(content)
        return merged

    def records(self, kind: str) -> list[Record]:
        """Return the opened records of one kind, oldest first."""
        return sorted((r for r in self.contents if r.kind == kind), key=lambda r: r.id)


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One reading, as it is told to the person: when, what, why, in which role (C-579/21)."""

    at: object
    categories: tuple[str, ...]
    purpose: str
    role: str
    actor: str
    way_in: str
