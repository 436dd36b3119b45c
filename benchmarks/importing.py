"""How many customers a second come in from a CSV: checked, sealed, indexed and audited?"""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import files
from benchmarks.figures import Figure, rates
from seloste.exchange.operations.importing import import_file
from seloste.exchange.values import Order
from seloste.kernel.actors import Actor

BUDGET = 4000
BY = Actor("benchmark", "owner", "cli")


def measure(folder: Path, *, customers: int) -> Iterator[Figure]:
    """Yield the rate over the whole file; its spread is that of fifths of it."""
    path = folder / "customers.csv"
    files.write(path, customers=customers)
    order = Order(path=path, purpose="customer_care", rejects=folder / "rejects.csv")
    moments = [(0, time.perf_counter())]
    steps = import_file(order, by=BY, at=datetime.now(UTC))
    moments += [(step.counts.read, time.perf_counter()) for step in steps]
    (_, begun), (read, ended) = moments[0], moments[-1]
    size = max(1, len(moments) // 5)
    marks = moments[::size]
    fifths = [
        (there - here) / (later - sooner)
        for (here, sooner), (there, later) in itertools.pairwise(marks)
        if there > here
    ]
    whole = rates("import", "customers/s", [read / (ended - begun)], at_least=BUDGET)
    yield Figure(
        whole.what, whole.unit, whole.median, (min(fifths), max(fifths)), whole.budget, whole.held
    )
