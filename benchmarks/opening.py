"""How long does it take to open a customer, with the reading line that it leaves?"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks.figures import Figure, timed, times
from seloste.customers.operations.finding import open_customer
from seloste.customers.queries import newest
from seloste.kernel.actors import Actor

BY = Actor("benchmark", "support", "console")


def measure(_folder: Path, *, customers: int) -> Iterator[Figure]:
    """Yield the time for one customer, page and request aside."""
    at = datetime.now(UTC)
    people = random.Random(3).choices(newest(limit=customers), k=100)
    opens = (partial(open_customer, one, purpose="customer_care", by=BY, at=at) for one in people)
    taken = [second for run in opens for second in timed(run, repeat=1)]
    yield times("open a customer", taken, p95_ms=30)
