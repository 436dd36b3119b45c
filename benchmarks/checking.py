"""How long does `seloste check` take?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks.figures import Figure, timed, times
from seloste.evidence.operations import examine
from seloste.kernel.actors import system


def measure(_folder: Path, *, customers: int) -> Iterator[Figure]:
    """Yield the time for all clauses."""
    repeat = 3 if customers <= 10_000 else 2
    run = partial(examine, by=system("cli"), at=datetime.now(UTC))
    yield times("check", timed(run, repeat=repeat), p95_ms=60_000)
