"""Making checkpoints: signed statements of what the trail held, which it may only add to.

A checkpoint is written to the database first and then to a file outside it. A crash in between
leaves the file one note short, or with a torn one; the next call adds what is missing. More than
that is never repaired here, because it would hide what `seloste audit verify` should find.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from seloste.audit.errors import TrailNotWhole
from seloste.audit.models import Entry, Head, StoredCheckpoint
from seloste.audit.outside import checkpoints_file, lock, public_key_file
from seloste.audit.rules.merkle import NO_LINES, extended, parse_peaks, peaks_to_bytes, root_of
from seloste.audit.rules.notes import (
    checkpoint_text,
    joined,
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
        StoredCheckpoint.objects.create(
            size=size, note=note, peaks=peaks_to_bytes(peaks), made_at=at
        )
        _append(joined([note]))
        return checkpoint


def write_public_key() -> None:
    """Write the key that checkpoints are verified with beside them, once."""
    path = public_key_file()
    if not path.exists():
        _write_new(path, (verifier_key(origin(), signing.public_key()) + "\n").encode())


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
    new = Entry.objects.filter(position__gte=peaks.size, position__lt=size).order_by("position")
    leaves = (bytes(leaf) for leaf in new.values_list("leaf", flat=True).iterator(10_000))
    grown = extended(peaks, leaves)
    if grown.size != size:
        raise TrailNotWhole(size=grown.size)
    return grown


def _finish_file(last: StoredCheckpoint) -> None:
    """Add what a crash kept from the file: the last note, or the rest of it."""
    path = checkpoints_file()
    content = joined([bytes(last.note)])
    before = StoredCheckpoint.objects.filter(size__lt=last.size).order_by("-size").first()
    previous = b"" if before is None else joined([bytes(before.note)])
    tail = _tail(path, len(previous) + len(content))
    if tail.endswith(content):
        return
    if before is None:
        written = tail
    elif previous in tail:
        written = tail.rpartition(previous)[2]
    else:
        return
    if content.startswith(written):
        _append(content[len(written) :])


def _tail(path: Path, length: int) -> bytes:
    if not path.exists():
        return b""
    with path.open("rb") as file:
        file.seek(0, os.SEEK_END)
        file.seek(max(0, file.tell() - length))
        return file.read()


def _append(content: bytes) -> None:
    path = checkpoints_file()
    is_new = not path.exists()
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "ab") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if is_new:
        _sync_folder(path.parent)


def _write_new(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
