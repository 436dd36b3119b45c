"""Verifying the trail of this register: its lines, its checkpoints, the file outside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.db.models import Max, Subquery
from django.db.models.functions import Coalesce

from seloste.audit.models import Entry, Head, StoredCut
from seloste.audit.models import StoredCheckpoint as CheckpointRow
from seloste.audit.outside import (
    CHECKPOINTS,
    PUBLIC_KEY,
    checkpoints_file,
    lock,
    public_key_file,
)
from seloste.audit.paging import lines
from seloste.audit.rules.lines import canonical_bytes
from seloste.audit.rules.merkle import NO_LINES, parse_peaks
from seloste.audit.rules.notes import verifier_key
from seloste.audit.rules.verification import verify
from seloste.audit.signer import origin, register_key
from seloste.audit.values import (
    Finding,
    Kind,
    Line,
    OutsideFile,
    Peaks,
    StoredCheckpoint,
    StoredLine,
    Verdict,
)


def verify_register(*, due_by: datetime | None = None) -> Verdict:
    """Read the whole trail against everything known of it. Lines may be added meanwhile.

    Where lines past their day were cut off meanwhile, it is read again.

    Args:
        due_by: lines recorded by then must be covered by a checkpoint; None to leave that out.
    """
    while True:
        cut = _newest_cut()
        verdict = _verify(cut, due_by=due_by)
        if verdict.holds or _newest_cut() == cut:
            return verdict


def _verify(cut: bytes | None, *, due_by: datetime | None) -> Verdict:
    key = register_key()
    with lock():
        stored = [
            StoredCheckpoint(bytes(note), _peaks(bytes(peaks)))
            for note, peaks in CheckpointRow.objects.order_by("size").values_list("note", "peaks")
        ]
        outside = OutsideFile(CHECKPOINTS, _content(), keeps_all=True)
    head, last = _head_and_last()
    verdict = verify(
        stored_lines(last=last),
        head=head,
        origin=origin(),
        keys=[key],
        stored=stored,
        outside=[outside],
        cut=cut,
        due_by=due_by,
    )
    written = public_key_file()
    stated = verifier_key(key.name, key.public)
    if written.exists() and written.read_text(encoding="utf-8").strip() != stated:
        stranger = Finding(Kind.UNKNOWN_SIGNER, None, {"place": PUBLIC_KEY})
        verdict = replace(verdict, findings=(*verdict.findings, stranger))
    return verdict


def exported() -> Iterator[bytes]:
    """Return the lines in the form in which they are hashed, one after the other."""
    for stored in stored_lines(last=_head_and_last()[1]):
        yield canonical_bytes(stored.line)


def stored_lines(*, last: int, first: int = 0) -> Iterator[StoredLine]:
    """Return the lines from one position to another, with the leaf hashes stored beside them."""
    rows = lines(
        "at", "operation", "actor", "role", "way_in", "purpose", "categories", "about", "ref",
        "edition", "sealed_facts", "leaf", first=first, last=last,
    )  # fmt: skip
    for row in rows:
        line = Line(
            position=row[0],
            at=row[1],
            operation=row[2],
            actor=row[3],
            role=row[4],
            way_in=row[5],
            purpose=row[6],
            categories=tuple(row[7].split(",")) if row[7] else (),
            about=row[8],
            ref=row[9],
            edition=row[10],
            sealed_facts=bytes(row[11]),
        )
        yield StoredLine(line, bytes(row[12]))


def _newest_cut() -> bytes | None:
    note = StoredCut.objects.order_by("-first_kept").values_list("note", flat=True).first()
    return None if note is None else bytes(note)


def _head_and_last() -> tuple[int, int]:
    """Return how many lines the head says there are, and the last position, at one moment."""
    last = Entry.objects.order_by("-position").values("position")[:1]
    row = Head.objects.filter(id=1).values_list("size", Coalesce(Subquery(last), -1)).first()
    if row is None:
        return 0, int(Entry.objects.aggregate(last=Coalesce(Max("position"), -1))["last"])
    return int(row[0]), int(row[1])


def _content() -> bytes | None:
    path = checkpoints_file()
    return path.read_bytes() if path.exists() else None


def _peaks(data: bytes) -> Peaks:
    """Return stored peaks; damaged ones as those of no lines, which fit no checkpoint."""
    try:
        return parse_peaks(data)
    except ValueError:
        return NO_LINES
