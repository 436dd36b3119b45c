"""The rejects file on disk: written before its batch is committed, cut back when it was not."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from seloste.customers import sentences
from seloste.customers.files.rejects import Rejects
from seloste.customers.files.tables import Record
from seloste.exchange.errors import RejectsNotAFile
from seloste.exchange.values import LineOutcome, Order, Result


class RejectsFile:
    """Takes refused records and duplicates; does nothing when nobody asked for the file."""

    def __init__(self, file: BinaryIO | None, rejects: Rejects | None) -> None:
        self._file = file
        self._rejects = rejects

    @classmethod
    @contextmanager
    def open(cls, order: Order, headings: Sequence[str], *, keep: int) -> Iterator[RejectsFile]:
        """Open the file, cut back to the bytes that belong to committed batches.

        Only its owner may read it: it holds what the rejected records hold. A file that has less
        than that is another one, and is begun anew.

        Raises:
            RejectsNotAFile: it is a link, a device, or the very file that is imported.
        """
        if order.rejects is None:
            yield cls(None, None)
            return
        with os.fdopen(_descriptor(order.rejects, not_=order.path), "r+b") as file:
            keep = keep if os.fstat(file.fileno()).st_size >= keep else 0
            file.truncate(keep)
            file.seek(keep)
            with Rejects(file, headings, heading="there" if keep else "write") as rejects:
                yield cls(file, rejects)

    def add(self, records: Sequence[Record], outcomes: Sequence[LineOutcome]) -> int:
        """Write the records of the batch that were not taken; return the length of the file."""
        if self._file is None or self._rejects is None:
            return 0
        for found, outcome in zip(records, outcomes, strict=True):
            if outcome.result in {Result.REFUSED, Result.DUPLICATE}:
                why = " ".join(sentences.says(fault) for fault in outcome.faults)
                self._rejects.add(line=found.line, cells=found.cells, fault=why)
        self._rejects.flush()
        os.fsync(self._file.fileno())
        return self._file.tell()


def _descriptor(path: Path, *, not_: Path) -> int:
    """Return the file opened for its owner alone; never through a link."""
    try:
        # Not waiting for a reader, should it be a pipe.
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK
        descriptor = os.open(path, flags, 0o600)
    except OSError as error:
        if error.errno in {errno.ELOOP, errno.EISDIR, errno.ENXIO}:
            raise RejectsNotAFile(file=path.name) from None
        raise
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode) or path.samefile(not_):
        os.close(descriptor)
        raise RejectsNotAFile(file=path.name)
    os.fchmod(descriptor, 0o600)
    return descriptor
