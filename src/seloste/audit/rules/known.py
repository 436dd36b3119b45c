"""What is known of the trail from outside its lines: the checkpoints, wherever they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from seloste.audit.errors import ForgedSignature, MalformedNote, UnknownSigner
from seloste.audit.rules.merkle import root_of
from seloste.audit.rules.notes import opened, parse_checkpoint, split
from seloste.audit.values import (
    Checkpoint,
    Finding,
    Kind,
    NoteKey,
    OutsideFile,
    Peaks,
    StoredCheckpoint,
)

DATABASE = "database"
_KINDS: dict[type[ValueError], Kind] = {
    MalformedNote: Kind.UNREADABLE,
    UnknownSigner: Kind.UNKNOWN_SIGNER,
    ForgedSignature: Kind.FORGED,
}


@dataclass(frozen=True, slots=True)
class Milestone:
    """A checkpoint whose signature holds, where it was found, and its peaks if they are known."""

    size: int
    root: bytes
    place: str
    peaks: Peaks | None


@dataclass(slots=True)
class Known:
    """The checkpoints gathered so far, by size, and what was wrong with others."""

    origin: str
    keys: Sequence[NoteKey]
    milestones: dict[int, Milestone] = field(default_factory=dict[int, Milestone])
    findings: list[Finding] = field(default_factory=list[Finding])

    def read(self, note: bytes, *, place: str) -> Checkpoint | None:
        """Return the checkpoint of a note, or None after finding what is wrong with it."""
        try:
            checkpoint = parse_checkpoint(opened(note, self.keys))
        except (MalformedNote, UnknownSigner, ForgedSignature) as error:
            self.find(_KINDS[type(error)], place=place)
            return None
        if checkpoint.origin != self.origin:
            self.find(Kind.FOREIGN, place=place, size=checkpoint.size)
            return None
        return checkpoint

    def add(self, checkpoint: Checkpoint, *, place: str, peaks: Peaks | None) -> None:
        """Keep a checkpoint, unless its size is known; then it must say the same."""
        new = Milestone(checkpoint.size, checkpoint.root, place, peaks)
        first = self.milestones.setdefault(checkpoint.size, new)
        if first.root != checkpoint.root:
            self.find(Kind.CONTRADICTION, place=place, other=first.place, size=checkpoint.size)

    def find(self, kind: Kind, **facts: str | int) -> None:
        """Add a finding that concerns no line."""
        self.findings.append(Finding(kind, None, facts))


def gather(
    stored: Iterable[StoredCheckpoint],
    outside: Iterable[OutsideFile],
    *,
    origin: str,
    keys: Sequence[NoteKey],
    first_kept: int,
) -> Known:
    """Read the checkpoints of the database and of the files outside, and compare them.

    Checkpoints of fewer lines than `first_kept` may be absent anywhere.
    """
    known = Known(origin, keys)
    notes = [_read_stored(each, known) for each in stored]
    sizes = {size for size in known.milestones if size >= first_kept}
    for file in outside:
        if not file.content or not file.content.strip():
            if notes and file.keeps_all:
                known.find(_absence(file), place=file.name)
            continue
        _read_file(file, known, notes=notes, sizes=sizes, first_kept=first_kept)
    return known


def _absence(file: OutsideFile) -> Kind:
    return Kind.FILE_MISSING if file.content is None else Kind.FILE_EMPTY


def _read_stored(stored: StoredCheckpoint, known: Known) -> bytes:
    if checkpoint := known.read(stored.note, place=DATABASE):
        peaks: Peaks | None = stored.peaks
        if stored.peaks.size != checkpoint.size or root_of(stored.peaks) != checkpoint.root:
            known.find(Kind.PEAKS_CHANGED, place=DATABASE, size=checkpoint.size)
            peaks = None
        known.add(checkpoint, place=DATABASE, peaks=peaks)
    return stored.note


def _read_file(
    file: OutsideFile, known: Known, *, notes: list[bytes], sizes: set[int], first_kept: int
) -> None:
    """Read one file, and compare the sizes it knows with those of the database.

    A note torn at the end of the file is what a crash leaves, if the database has all of it.
    """
    contained, torn = split(file.content or b"")
    if torn.strip() and not any(note.startswith(torn) for note in notes):
        known.find(Kind.UNREADABLE, place=file.name)
    seen: set[int] = set()
    for note in contained:
        if checkpoint := known.read(note, place=file.name):
            known.add(checkpoint, place=file.name, peaks=None)
            seen.add(checkpoint.size)
    if lost := {size for size in seen - sizes if size >= first_kept}:
        known.find(Kind.CHECKPOINT_LOST, place=file.name, size=min(lost), count=len(lost))
    if file.keeps_all and (behind := sizes - seen):
        known.find(Kind.FILE_BEHIND, place=file.name, size=min(behind), count=len(behind))
