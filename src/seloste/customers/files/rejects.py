"""The rejects file: refused rows as they were, with why and where, to be mended and fed again."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import BinaryIO, Literal, Self

from seloste.customers.files.columns import REJECT_COLUMNS
from seloste.customers.files.guarding import guarded
from seloste.customers.files.headings import fold
from seloste.customers.files.separated import Delimiter
from seloste.customers.files.writing import plain
from seloste.customers.rules import without_identity_codes


class Rejects:
    """A CSV file of refused rows. Use `with`, or call `close`; the target stays open.

    The columns `fault` and `line` come first, so that a row with more cells than there are headings
    keeps them all at its end. Fed again, the two are not looked at. Personal identity codes
    are taken out: a file beside the register is no place for them either. With `heading="there"`
    rows are added to a file that was begun before.
    """

    def __init__(
        self,
        target: BinaryIO,
        headings: Sequence[str],
        *,
        delimiter: Delimiter = ";",
        heading: Literal["write", "there"] = "write",
    ) -> None:
        self._kept = [
            place for place, heading in enumerate(headings) if fold(heading) not in REJECT_COLUMNS
        ]
        self._width = len(headings)
        self.count = 0
        encoding = "utf-8-sig" if heading == "write" else "utf-8"
        self._text = io.TextIOWrapper(target, encoding, newline="")
        self._writer = csv.writer(self._text, delimiter=delimiter, lineterminator="\r\n")
        if heading == "write":
            kept = [guarded(plain(headings[place])) for place in self._kept]
            self._writer.writerow([*REJECT_COLUMNS, *kept])

    def add(self, *, line: int, cells: Sequence[str], fault: str) -> None:
        """Write a refused row.

        Args:
            line: where it stands in the file read, 1-based.
            cells: as they were read.
            fault: a sentence for people, without personal data.
        """
        original = [cells[place] for place in self._kept if place < len(cells)]
        safe = (
            guarded(plain(without_identity_codes(cell)))
            for cell in (*original, *cells[self._width :])
        )
        self._writer.writerow([guarded(plain(fault)), line, *safe])
        self.count += 1

    def flush(self) -> None:
        """Hand what was written over to the target."""
        self._text.flush()

    def close(self) -> None:
        """Hand over what was written and let the target go."""
        self._text.detach()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
