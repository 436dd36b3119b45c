"""Removing lines past their day, so that the trail still verifies.

What the removed lines leave is a signed cut: the peaks of the tree that they made. Before any line
goes, all lines are signed for, and those to go are compared with a checkpoint that covers them:
what was tampered with stays, so that it can be found.

The cut, what it removes and the line that tells of it are one transaction; the file outside gets
the cut after it. A crash before the transaction ends leaves everything as it was. A crash behind it
leaves the file one note short, and the next call adds it.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max, Min

from seloste.audit.checkpointing import go_on
from seloste.audit.errors import TrailNotCut
from seloste.audit.models import Entry, StoredCheckpoint, StoredCut
from seloste.audit.outside import append, cuts_file, finish, lock
from seloste.audit.paging import lines
from seloste.audit.recording import record
from seloste.audit.rules.cutting import grown
from seloste.audit.rules.merkle import NO_LINES, extended, root_of
from seloste.audit.rules.notes import cut_text, opened, parse_checkpoint, parse_cut, signed
from seloste.audit.signer import origin, register_key
from seloste.audit.values import Cut, Peaks
from seloste.audit.verifying import stored_lines
from seloste.kernel.actors import Actor
from seloste.vault import signing

CUTTING = "audit.cut"
"""Operation of the line that tells of a cut."""


def count_older(before: datetime) -> int:
    """Return how many lines `cut` would remove. Nothing is changed."""
    return _end_of_older(before) - _first()


def cut(before: datetime, *, by: Actor, at: datetime, edition: int | None = None) -> int:
    """Remove the lines at the beginning of the trail that are older than `before`.

    The first line that is not so old ends it: what stands behind a line that is kept is kept too.

    Args:
        before: the moment from which lines are kept, UTC.
        by: who has it done.
        at: now, UTC.
        edition: number of the edition of the notice whose storage period has ended.

    Returns:
        How many lines were removed; 0 leaves no trace.

    Raises:
        TrailNotWhole: lines are missing since the last checkpoint. Nothing is removed then.
        TrailNotCut: the lines to be removed are not those that were signed for.

    Source: GDPR Art. 5(1)(e), 5(2).
    """
    with lock():
        _finish_file()
        start = _start()
        first_kept = _end_of_older(before)
        if first_kept <= start.size:
            return 0
        go_on(at)
        peaks = _proven(start, first_kept)
        note = signed(
            cut_text(Cut(origin(), at, peaks)),
            name=origin(),
            public=signing.public_key(),
            sign=signing.sign,
        )
        removed = _replace(
            StoredCut(first_kept=first_kept, note=note, before=before, made_at=at),
            by=by,
            at=at,
            edition=edition,
        )
        append(cuts_file(), note)
        return removed


@transaction.atomic(durable=True)
def _replace(made: StoredCut, *, by: Actor, at: datetime, edition: int | None) -> int:
    """Put the cut in the place of the lines and checkpoints below it."""
    made.save(force_insert=True)
    lines, _ = Entry.objects.filter(position__lt=made.first_kept).delete()
    notes, _ = StoredCheckpoint.objects.filter(size__lt=made.first_kept).delete()
    counts = f"first_kept:{made.first_kept} lines:{lines} checkpoints:{notes}"
    record(CUTTING, by=by, at=at, ref=counts, edition=edition)
    return lines


def _start() -> Peaks:
    """Return the peaks that the cut before left, if they are those that were signed."""
    last = StoredCut.objects.order_by("-first_kept").first()
    if last is None:
        return NO_LINES
    try:
        return parse_cut(opened(bytes(last.note), [register_key()])).peaks
    except ValueError:
        raise TrailNotCut(position=last.first_kept) from None


def _proven(start: Peaks, first_kept: int) -> Peaks:
    """Return the peaks of the lines before `first_kept`, after comparing them with a checkpoint."""
    peaks = grown(start, stored_lines(first=start.size, last=first_kept - 1))
    covering = StoredCheckpoint.objects.filter(size__gte=first_kept).order_by("size").first()
    if covering is None or peaks.size != first_kept:
        raise TrailNotCut(position=peaks.size)
    between = lines("leaf", first=first_kept, last=covering.size - 1)
    try:
        stated = parse_checkpoint(opened(bytes(covering.note), [register_key()]))
    except ValueError:
        raise TrailNotCut(position=start.size) from None
    if root_of(extended(peaks, (bytes(leaf) for _, leaf in between))) != stated.root:
        raise TrailNotCut(position=start.size)
    return peaks


def _first() -> int:
    return int(Entry.objects.aggregate(first=Min("position"))["first"] or 0)


def _end_of_older(before: datetime) -> int:
    """Return the position of the first line that is not older; else where the next line will be."""
    kept = Entry.objects.filter(at__gte=before).order_by("position")
    first_kept = kept.values_list("position", flat=True).first()
    if first_kept is not None:
        return first_kept
    last = Entry.objects.aggregate(last=Max("position"))["last"]
    return 0 if last is None else int(last) + 1


def _finish_file() -> None:
    """Add the newest cut to the file outside, if a crash kept it from there."""
    newest = StoredCut.objects.order_by("-first_kept").values_list("note", flat=True)[:2]
    notes = [bytes(note) for note in newest]
    if notes:
        finish(cuts_file(), notes[0], before=notes[1] if len(notes) > 1 else None)
