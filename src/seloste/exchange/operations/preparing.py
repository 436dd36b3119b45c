"""Working out what the records of a file mean, on a second core while the first one writes.

Neither the database nor the keys of persons are needed for it. The process ends with the import:
when the one that writes is killed, its end of the pipe closes.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import BinaryIO, cast

from seloste.customers.files import headings
from seloste.customers.files.drafts import draft
from seloste.customers.files.tables import Record as FileRecord
from seloste.customers.newcomers import Newcomer, newcomer
from seloste.customers.values import CustomerDraft, Fault
from seloste.kernel.errors import Refusal
from seloste.notice.values import Notice
from seloste.vault.lookup import Hasher

Found = Newcomer | tuple[Fault, ...]
Cells = Sequence[tuple[str, ...]]

_WORTH_IT = 1_000_000  # bytes of a file; below, a process costs more than it saves


@dataclass(frozen=True, slots=True)
class Preparation:
    """All that a record's meaning depends on beside its cells."""

    recognised: headings.Recognised
    country: str
    source: str
    notice: Notice
    hasher: Hasher

    def draft(self, cells: tuple[str, ...]) -> CustomerDraft | tuple[Fault, ...]:
        return draft(self.recognised.row(cells), country=self.country)

    def newcomer(self, cells: tuple[str, ...]) -> Found:
        one = self.draft(cells)
        if not isinstance(one, CustomerDraft):
            return one
        source = one.source or self.source
        return newcomer(one, source=source, notice=self.notice, hasher=self.hasher)

    def newcomers(self, batch: Cells) -> list[Found]:
        self.hasher.forget()
        return [self.newcomer(cells) for cells in batch]


@dataclass(frozen=True, slots=True, repr=False)
class Prepared:
    """Some records of the file, and what each of them means."""

    records: Sequence[FileRecord]
    found: list[Found]


def prepared(
    batches: Iterable[Sequence[FileRecord]],
    preparation: Preparation,
    *,
    size: int,
    held: BinaryIO | None = None,
) -> Iterator[Prepared]:
    """Yield each batch with what its records mean, one worked out ahead where that is worth it.

    Args:
        batches: of records.
        preparation: what their meaning depends on.
        size: of the file, in bytes.
        held: a locked file that the second process must not go on holding when this one dies.

    Raises:
        FieldNotInNotice: the notice has no category for a field of the file.
    """
    if size < _WORTH_IT or not _can_fork():
        for records in batches:
            yield _joined(records, preparation.newcomers(_understood(records)))
        return
    with _second_process(preparation, held) as pipe:
        following = iter(batches)
        ahead = next(following, None)
        _send(pipe, ahead)
        while ahead is not None:
            records, found = ahead, _receive(pipe)
            # The other process has answered, so it waits: neither can block on a full pipe.
            ahead = next(following, None)
            _send(pipe, ahead)
            yield _joined(records, found)


def _understood(records: Sequence[FileRecord]) -> list[tuple[str, ...]]:
    return [record.cells for record in records if record.fault is None]


def _joined(records: Sequence[FileRecord], understood: Sequence[Found]) -> Prepared:
    following = iter(understood)
    return Prepared(
        records, [next(following) if one.fault is None else (one.fault,) for one in records]
    )


def _can_fork() -> bool:
    """Tell whether a copy of this process can be made: not beside other threads, not on macOS."""
    return (
        sys.platform == "linux"
        and len(os.sched_getaffinity(0)) > 1
        and threading.active_count() == 1
    )


@contextmanager
def _second_process(preparation: Preparation, held: BinaryIO | None) -> Iterator[Connection]:
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, [ours, held], preparation), daemon=True)
    process.start()
    theirs.close()
    try:
        yield ours
    finally:
        ours.close()
        process.join()


def _work(
    pipe: Connection, inherited: Sequence[Connection | BinaryIO | None], preparation: Preparation
) -> None:
    """Answer batches until there are no more. It never touches the database it inherited."""
    for one in inherited:
        if one is not None:
            one.close()
    try:
        while (batch := pipe.recv()) is not None:
            try:
                pipe.send(preparation.newcomers(batch))
            except Refusal as refusal:
                pipe.send((type(refusal), dict(refusal.facts())))
    except (EOFError, BrokenPipeError, ConnectionResetError, KeyboardInterrupt):
        return


def _send(pipe: Connection, records: Sequence[FileRecord] | None) -> None:
    pipe.send(None if records is None else _understood(records))


def _receive(pipe: Connection) -> list[Found]:
    answer = pipe.recv()
    if isinstance(answer, tuple):
        refused, facts = answer
        raise refused(**facts)
    return cast("list[Found]", answer)
