"""The rejects file on disk: written before its batch is committed, cut back when it was not."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from seloste.customers import sentences
from seloste.customers.files.rejects import Rejects
from seloste.customers.files.tables import Record
from seloste.exchange.values import LineOutcome, Result


class RejectsFile:
    """Takes refused records and duplicates; does nothing when nobody asked for the file."""

    def __init__(self, file: BinaryIO | None, rejects: Rejects | None) -> None:
        self._file = file
        self._rejects = rejects

    @classmethod
    @contextmanager
    def open(
        cls, path: Path | None, headings: Sequence[str], *, keep: int
    ) -> Iterator[RejectsFile]:
        """Open the file, cut back to the bytes that belong to committed batches.

        Only its owner may read it: it holds what the rejected records hold.
        """
        if path is None:
            yield cls(None, None)
            return
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "r+b") as file:
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
