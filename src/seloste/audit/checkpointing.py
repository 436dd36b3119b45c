"""Making checkpoints: signed statements of what the trail held, which it may only add to."""

from __future__ import annotations

from datetime import datetime

from seloste.audit.errors import TrailNotWhole
from seloste.audit.models import Head, StoredCheckpoint
from seloste.audit.outside import (
    append,
    checkpoints_file,
    finish,
    lock,
    public_key_file,
    write_new,
)
from seloste.audit.paging import lines
from seloste.audit.rules.merkle import NO_LINES, extended, parse_peaks, peaks_to_bytes, root_of
from seloste.audit.rules.notes import (
    checkpoint_text,
    opened,
    parse_checkpoint,
    signed,
    verifier_key,
)
from seloste.audit.signer import origin, register_key
from seloste.audit.values import Checkpoint, Peaks
from seloste.vault import signing


def make_checkpoint(at: datetime) -> Checkpoint | None:
    """Sign what the trail holds, in the database and outside it; None when nothing is new.

    The work follows the lines since the last checkpoint, not the length of the trail.

    Raises:
        TrailNotWhole: lines are missing since the last checkpoint, or it was changed itself.
            Nothing is signed then.
    """
    with lock():
        return go_on(at)


def go_on(at: datetime) -> Checkpoint | None:
    """Do what `make_checkpoint` does, for whoever holds the lock already."""
    last = StoredCheckpoint.objects.order_by("-size").first()
    if last is not None:
        _finish_file(last)
    size = Head.objects.values_list("size", flat=True).filter(id=1).first() or 0
    peaks = NO_LINES if last is None else _trusted_peaks(last)
    if size == peaks.size:
        return None
    peaks = _with_lines(peaks, size)
    checkpoint = Checkpoint(origin(), size, root_of(peaks))
    note = signed(
        checkpoint_text(checkpoint),
        name=checkpoint.origin,
        public=signing.public_key(),
        sign=signing.sign,
    )
    StoredCheckpoint.objects.create(size=size, note=note, peaks=peaks_to_bytes(peaks), made_at=at)
    append(checkpoints_file(), note)
    return checkpoint


def write_public_key() -> None:
    """Write the key that checkpoints are verified with beside them, once."""
    path = public_key_file()
    if not path.exists():
        write_new(path, (verifier_key(origin(), signing.public_key()) + "\n").encode())


def _trusted_peaks(last: StoredCheckpoint) -> Peaks:
    """Return the peaks of the last checkpoint, if they are those that were signed."""
    try:
        peaks = parse_peaks(bytes(last.peaks))
        stated = parse_checkpoint(opened(bytes(last.note), [register_key()]))
    except ValueError:
        raise TrailNotWhole(size=last.size) from None
    if (stated.size, stated.root) != (peaks.size, root_of(peaks)):
        raise TrailNotWhole(size=last.size)
    return peaks


def _with_lines(peaks: Peaks, size: int) -> Peaks:
    """Return the peaks after the lines up to `size`. Whoever wrote the head has committed them."""
    new = lines("leaf", first=peaks.size, last=size - 1)
    grown = extended(peaks, (bytes(leaf) for _, leaf in new))
    if grown.size != size:
        raise TrailNotWhole(size=grown.size)
    return grown


def _finish_file(last: StoredCheckpoint) -> None:
    before = StoredCheckpoint.objects.filter(size__lt=last.size).order_by("-size").first()
    previous = None if before is None else bytes(before.note)
    finish(checkpoints_file(), bytes(last.note), before=previous)
