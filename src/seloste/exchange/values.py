"""What an import or export is asked for, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Literal

from seloste.customers.files.headings import NO_MAPPING, ImportMapping
from seloste.customers.values import Fault

Format = Literal["csv", "xlsx", "vcard"]


class Result(StrEnum):
    """What became of one record of a file."""

    IMPORTED = "imported"
    UPDATED = "updated"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be imported, and how.

    Attributes:
        path: the file.
        purpose: why the data are taken.
        source: where they come from, unless a row says it.
        mapping: what somebody's own headings mean.
        country: ISO 3166-1 alpha-2, for rows that name none.
        rejects: where refused records and duplicates go, to be mended and fed again.
        delimiter: of the rejects file.
    """

    path: Path
    purpose: str
    source: str = "data_subject"
    mapping: ImportMapping = NO_MAPPING
    country: str = "FI"
    rejects: Path | None = None


@dataclass(frozen=True, slots=True)
class LineOutcome:
    """What became of the record that begins at a line, and why it was not taken as it is.

    Attributes:
        faults: why it was refused or held for a duplicate.
        possible_duplicate: it was imported, and somebody should compare it with another.
    """

    line: int
    result: Result
    faults: tuple[Fault, ...] = ()
    possible_duplicate: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """How many rows an export wrote, and how many customers it left out.

    Attributes:
        left_out: customers who restricted the processing, or objected to the purpose.
    """

    rows: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many records of each outcome."""

    read: int = 0
    imported: int = 0
    updated: int = 0
    duplicates: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """What an import tells after each batch.

    Attributes:
        counts: since the beginning of the file, earlier runs of the same import included.
        progress: how much of the file was read, 0 to 1.
        outcomes: of this batch, except records that were imported as they are.
        unknown_headings: headings that mean nothing to us; told once, with the first step.
        ignored: how often parts of vCards were not kept, by name.
        finished_earlier: when this very file was imported already; nothing was done again.
    """

    counts: Counts
    progress: float
    outcomes: tuple[LineOutcome, ...] = ()
    unknown_headings: tuple[str, ...] = ()
    missing_headings: tuple[str, ...] = ()
    ignored: tuple[tuple[str, int], ...] = ()
    finished_earlier: datetime | None = None
