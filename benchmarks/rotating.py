"""How many keys a second go over to a new root key?"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figures import Figure, rates
from seloste.vault import keys

BUDGET = 100_000


def measure(_folder: Path, *, customers: int) -> Iterator[Figure]:
    """Yield the rate of whole rotations."""
    found = []
    for _ in range(3 if customers <= 10_000 else 2):
        begun, done = time.perf_counter(), 0
        for count in keys.rotate(at=datetime.now(UTC)):
            done = count
        found.append(done / (time.perf_counter() - begun))
    yield rates("root key rotation", "keys/s", found, at_least=BUDGET)
