"""Does the trail hold? Reads every line once and names the first that does not fit.

What is named exactly, and what only as far as a checkpoint reaches:

- A line whose content changed while its stored leaf hash did not: exactly (`changed`).
- Lines removed, whether a gap is left or those behind were moved up: exactly (`removed`).
- Lines put in, with those behind moved down: exactly, when the others kept their leaf
  hashes (`inserted`).
- Lines in another order: exactly, with the place the line was written at, when leaf hashes went
  with the lines and that place is not more than a thousand lines away (`moved`); else `changed`.
- The tail cut: exactly, from the size that the head or any checkpoint says (`tail_cut`).
- Anything of the above done by someone who also wrote the leaf hashes anew: as the lines
  between two checkpoints, the last that fits and the first that does not, narrowed by the
  peaks stored with the latter (`rewritten`, with `first` and `last` in its facts). The tree
  tells no more: the old leaf hashes are gone.
- The same behind the last checkpoint: not at all. That is why checkpoints are frequent, why
  copies are kept elsewhere, and why lines waiting too long for one are named (`unproven`).

A line found not to fit ends the reading. `proven` in its facts says how far a checkpoint
vouches for the lines before it; between there and the line named, only the leaf hashes do.

Memory: one batch of leaf hashes, and the checkpoints. The number of lines does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import accumulate, chain

from seloste.audit.errors import ForgedSignature, MalformedNote, UnknownSigner
from seloste.audit.rules.known import DATABASE, Known, Milestone, gather
from seloste.audit.rules.lines import canonical_bytes
from seloste.audit.rules.merkle import NO_LINES, extended, leaf_hash, root_of, widths
from seloste.audit.rules.notes import opened, parse_cut
from seloste.audit.values import (
    Finding,
    Kind,
    NoteKey,
    OutsideFile,
    Peaks,
    StoredCheckpoint,
    StoredLine,
    Verdict,
)

_BATCH = 4096
_REACH = 1000
_CUT_KINDS: dict[type[ValueError], Kind] = {
    MalformedNote: Kind.UNREADABLE,
    UnknownSigner: Kind.UNKNOWN_SIGNER,
    ForgedSignature: Kind.FORGED,
}


def verify(
    lines: Iterable[StoredLine],
    *,
    head: int,
    origin: str,
    keys: Sequence[NoteKey],
    stored: Iterable[StoredCheckpoint],
    outside: Iterable[OutsideFile],
    cut: bytes | None = None,
    due_by: datetime | None = None,
) -> Verdict:
    """Read the whole trail against everything known of it.

    Args:
        lines: the stored lines by position; read once, never held.
        head: how many lines the trail has had, as the database says.
        origin: the name of this trail in its checkpoints and cuts.
        keys: the public keys that may have signed, older ones included.
        stored: the checkpoints of the database.
        outside: the files that hold checkpoints outside the database.
        cut: the signed note of the last cut, when lines were removed after their storage period.
        due_by: lines recorded by then must be covered by a checkpoint; None to leave that out.

    Returns:
        The finding about the first line that does not fit, if any, then those about
        checkpoints.
    """
    try:
        start = _start(cut, origin=origin, keys=keys)
    except (MalformedNote, UnknownSigner, ForgedSignature) as error:
        return _without_start(_CUT_KINDS[type(error)])
    if start is None:
        return _without_start(Kind.FOREIGN)
    known = gather(stored, outside, origin=origin, keys=keys, first_kept=start.size)
    walk = _Walk(start, known, due_by=due_by)
    about_lines = walk.through(iter(lines)) or walk.tail(head) or walk.unproven()
    findings = [about_lines] if about_lines else []
    return Verdict(
        findings=(*findings, *known.findings),
        first=start.size,
        size=walk.size,
        proven=walk.proven,
    )


def _start(cut: bytes | None, *, origin: str, keys: Sequence[NoteKey]) -> Peaks | None:
    """Return the peaks that reading starts from, or None when the cut is of another trail."""
    if cut is None:
        return NO_LINES
    statement = parse_cut(opened(cut, keys))
    return statement.peaks if statement.origin == origin else None


def _without_start(kind: Kind) -> Verdict:
    """Return the verdict when the cut cannot be trusted: there is nothing to start from."""
    return Verdict((Finding(kind, None, {"place": "cut"}),), first=0, size=0, proven=0)


class _Walk:
    """The reading: the tree over the lines so far, and the checkpoints still ahead."""

    def __init__(self, start: Peaks, known: Known, *, due_by: datetime | None) -> None:
        ahead = sorted(size for size in known.milestones if size >= start.size)
        self._milestones = known.milestones
        self._ahead = iter(ahead)
        self._last = ahead[-1] if ahead else start.size
        self._next: int | None = next(self._ahead, None)
        self._peaks = start
        self._leaves: list[bytes] = []
        self._due_by = due_by
        self._waiting: int | None = None
        self.size = start.size
        self.proven = start.size

    def through(self, lines: Iterator[StoredLine]) -> Finding | None:
        """Read all lines; return what is wrong with the first that does not fit."""
        if finding := self._compare():
            return finding
        for stored in lines:
            if finding := self._misplaced(stored, lines) or self._unlike(stored, lines):
                return finding
            self._take(stored)
            if finding := self._compare():
                return finding
        return None

    def tail(self, head: int) -> Finding | None:
        """Return what is wrong with the end of the trail, after all its lines were read."""
        if self._last > self.size:
            place = self._milestones[self._last].place
            return self._finding(Kind.TAIL_CUT, self.size, size=max(self._last, head), place=place)
        if head > self.size:
            return self._finding(Kind.TAIL_CUT, self.size, size=head, place=DATABASE)
        if head < self.size:
            return self._finding(Kind.INSERTED, head, count=self.size - head)
        return None

    def unproven(self) -> Finding | None:
        """Return the first line that has waited too long for a checkpoint."""
        if self._waiting is None:
            return None
        return self._finding(Kind.UNPROVEN, self._waiting)

    def _take(self, stored: StoredLine) -> None:
        if self._waiting is None and self._due_by and stored.line.at <= self._due_by:
            self._waiting = self.size
        self._leaves.append(stored.leaf)
        self.size += 1
        if len(self._leaves) == _BATCH:
            self._grow()

    def _grow(self) -> None:
        self._peaks = extended(self._peaks, self._leaves)
        self._leaves.clear()

    def _compare(self) -> Finding | None:
        """Compare the root with the checkpoint of this size, if there is one."""
        if self.size != self._next:
            return None
        self._grow()
        milestone = self._milestones[self.size]
        if root_of(self._peaks) != milestone.root:
            return self._rewritten(milestone)
        self.proven = self.size
        self._waiting = None
        self._next = next(self._ahead, None)
        return None

    def _rewritten(self, milestone: Milestone) -> Finding:
        """Name the lines among which the tree differs from the checkpoint."""
        place = milestone.place
        if self.proven == self.size:
            # No line was read since the start: the cut and a checkpoint say different things.
            return Finding(
                Kind.CONTRADICTION, None, {"place": place, "other": "cut", "size": self.size}
            )
        first, end = self.proven, self.size
        if milestone.peaks:
            ends = accumulate(widths(self.size))
            pairs = zip(ends, self._peaks.hashes, milestone.peaks.hashes, strict=True)
            end = next(end for end, ours, theirs in pairs if ours != theirs)
            # The peak that ends here covers as many lines as the lowest bit of its end.
            first = max(first, end - (end & -end))
        return self._finding(Kind.REWRITTEN, first, last=end - 1, size=self.size, place=place)

    def _misplaced(self, stored: StoredLine, lines: Iterator[StoredLine]) -> Finding | None:
        """Compare the position with the one that comes next."""
        position = stored.line.position
        if position == self.size:
            return None
        if position < self.size:
            return self._finding(Kind.INSERTED, position, count=1)
        following = next(lines, None)
        if following and following.line.position < position:
            return self._finding(Kind.MOVED, self.size, written_at=position)
        return self._finding(Kind.REMOVED, self.size, count=position - self.size)

    def _unlike(self, stored: StoredLine, lines: Iterator[StoredLine]) -> Finding | None:
        """Compare the content with the leaf hash; if they differ, find out how that came."""
        if _fits(stored, self.size):
            return None
        following = next(lines, None)
        shift = _shift(stored)
        shift_after = _shift(following) if following else shift
        if not shift:
            if shift_after == -1:
                return self._finding(Kind.INSERTED, self.size, count=1)
            return self._finding(Kind.CHANGED, self.size)
        if shift != shift_after:
            return self._finding(Kind.MOVED, self.size, written_at=self.size + shift)
        if shift > 0:
            return self._finding(Kind.REMOVED, self.size, count=shift)
        return self._finding(Kind.INSERTED, self.size + shift, count=-shift)

    def _finding(self, kind: Kind, position: int, **facts: str | int) -> Finding:
        return Finding(kind, position, {**facts, "proven": self.proven})


def _fits(stored: StoredLine, position: int) -> bool:
    """Tell whether the leaf hash is that of the line, had it been written at this position."""
    line = stored.line
    if line.position != position:
        line = replace(line, position=position)
    try:
        return leaf_hash(canonical_bytes(line)) == stored.leaf
    except ValueError:
        return False


def _shift(stored: StoredLine) -> int:
    """Return how far behind its place a line was written, 0 when no place near makes it fit."""
    here = stored.line.position
    steps = chain.from_iterable((step, -step) for step in range(1, _REACH + 1))
    return next((step for step in steps if here + step >= 0 and _fits(stored, here + step)), 0)
