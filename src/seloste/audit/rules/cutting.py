"""What a cut is made from: the lines that it removes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from seloste.audit.errors import TrailNotCut
from seloste.audit.rules.lines import canonical_bytes
from seloste.audit.rules.merkle import extended, leaf_hash
from seloste.audit.values import Peaks, StoredLine


def grown(start: Peaks, lines: Iterable[StoredLine]) -> Peaks:
    """Return the peaks after these lines. Each is read once, none is held.

    Raises:
        TrailNotCut: one of them is missing, or is not what was hashed when it was written.
    """
    return extended(start, _leaves(start.size, lines))


def _leaves(first: int, lines: Iterable[StoredLine]) -> Iterator[bytes]:
    for position, stored in enumerate(lines, start=first):
        if (
            stored.line.position != position
            or leaf_hash(canonical_bytes(stored.line)) != stored.leaf
        ):
            raise TrailNotCut(position=position)
        yield stored.leaf
