"""What a reading gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from seloste.usability.values import Bar
from seloste.vault.values import SOURCES, Record


@dataclass(frozen=True, slots=True, repr=False)
class Opened:
    """What was opened of one person. Never shown by `repr`.

    Attributes:
        contents: for each record and each opened category, field → value.
        closed: categories in which something is kept that this role may not open for this purpose.
        bar: why nothing of this person may be used for the purpose now, or None.
    """

    contents: Mapping[Record, Mapping[str, Mapping[str, object]]] = field(default_factory=dict)
    closed: frozenset[str] = frozenset()
    bar: Bar | None = None

    def values_of(self, record: Record) -> dict[str, object]:
        """Return the fields of one record over all opened categories."""
        return {
            field: value
            for content in self.contents.get(record, {}).values()
            for field, value in content.items()
            if field != SOURCES
        }

    def sources_of(self, record: Record) -> dict[str, str]:
        """Return where each field that the person did not give came from (Art. 14(2)(f))."""
        return {
            field: str(source)
            for content in self.contents.get(record, {}).values()
            for field, source in cast("Mapping[str, str]", content.get(SOURCES, {})).items()
        }

    def records(self, kind: str) -> list[Record]:
        """Return the opened records of one kind, oldest first."""
        return sorted((r for r in self.contents if r.kind == kind), key=lambda r: r.id)
