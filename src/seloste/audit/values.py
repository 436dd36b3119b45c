"""Values of the audit: lines, the tree over them, signed checkpoints, findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Line:
    """One operation, as it was recorded in the operation's own transaction.

    Args:
        position: place in the trail, counted from 0 without gaps; the leaf index of the tree.
        at: when, as an aware instant.
        actor: a pseudonym, never a name.
        about: the person concerned, or None.
        ref: what was made or touched, an id as text, or "".
        edition: number of the edition of the notice in force, or None before the first.
        sealed_facts: facts sealed under the person's key, or b"".
    """

    position: int
    at: datetime
    operation: str
    actor: str
    role: str
    way_in: str
    purpose: str
    categories: tuple[str, ...]
    about: int | None
    ref: str
    edition: int | None
    sealed_facts: bytes


@dataclass(frozen=True, slots=True)
class StoredLine:
    """A line as it lies in the database, beside the leaf hash stored with it."""

    line: Line
    leaf: bytes


@dataclass(frozen=True, slots=True)
class Peaks:
    """The roots of the complete subtrees that a tree of `size` leaves consists of, left to right.

    All that is needed to go on appending, and to know the root: at most 63 hashes.
    """

    size: int
    hashes: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The statement that the first `size` lines of the trail `origin` have this root."""

    origin: str
    size: int
    root: bytes


@dataclass(frozen=True, slots=True)
class Cut:
    """The statement that lines before `first_kept` were removed when their storage period ended."""

    origin: str
    at: datetime
    peaks: Peaks

    @property
    def first_kept(self) -> int:
        """Return the position of the first line that is still there."""
        return self.peaks.size


@dataclass(frozen=True, slots=True)
class NoteKey:
    """A key that signed notes may be signed with; the cipher itself is passed in.

    Args:
        name: name of the key, which for checkpoints is the origin of the trail.
        public: the 32 bytes of an Ed25519 public key.
        verify: tells whether (signature, text) belong together under this key.
    """

    name: str
    public: bytes
    verify: Callable[[bytes, bytes], bool]


@dataclass(frozen=True, slots=True)
class StoredCheckpoint:
    """A checkpoint of the database: the signed note, and the peaks the worker goes on from."""

    note: bytes
    peaks: Peaks


@dataclass(frozen=True, slots=True)
class OutsideFile:
    """Checkpoints kept outside the database.

    Args:
        name: what to call it in a finding.
        content: what was read; None when there is no such file.
        keeps_all: True for a file that every checkpoint is written to, False for a copy of some.
    """

    name: str
    content: bytes | None
    keeps_all: bool


class Kind(StrEnum):
    """What does not fit. Stored and shown codes; never reworded."""

    CHANGED = "changed"
    REMOVED = "removed"
    INSERTED = "inserted"
    MOVED = "moved"
    REWRITTEN = "rewritten"
    TAIL_CUT = "tail_cut"
    UNPROVEN = "unproven"
    FORGED = "forged"
    UNKNOWN_SIGNER = "unknown_signer"
    UNREADABLE = "unreadable"
    FOREIGN = "foreign"
    CONTRADICTION = "contradiction"
    PEAKS_CHANGED = "peaks_changed"
    CHECKPOINT_LOST = "checkpoint_lost"
    FILE_MISSING = "file_missing"
    FILE_EMPTY = "file_empty"
    FILE_BEHIND = "file_behind"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not fit.

    Args:
        kind: what happened, as far as it shows.
        position: the first line that does not fit; None when no line is concerned.
        facts: numbers, sizes and names of places for the sentence. Never personal data.
    """

    kind: Kind
    position: int | None
    facts: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verification found.

    Args:
        findings: empty when the trail holds; the finding about a line comes first.
        first: position the reading began at; more than 0 after a cut.
        size: lines the trail has, those before the cut included, as far as it was read.
        proven: all lines before this position are covered by a signed checkpoint that fits.
    """

    findings: tuple[Finding, ...]
    first: int
    size: int
    proven: int

    @property
    def holds(self) -> bool:
        """Return whether nothing was found."""
        return not self.findings
