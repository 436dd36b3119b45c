"""How long does it take to find somebody, in process?"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks import files
from benchmarks.figures import Figure, timed, times
from seloste.customers.operations.finding import find
from seloste.kernel.actors import Actor

BY = Actor("benchmark", "support", "console")
_EMAIL, _NAME = files.HEADINGS.index("Sähköposti"), files.HEADINGS.index("Nimi")


def measure(_folder: Path, *, customers: int) -> Iterator[Figure]:
    """Yield the times for whole values and for beginnings of names."""
    rows = [
        row
        for number, row in enumerate(files.rows(customers, random.Random(1)), start=1)
        if number % 100
    ]
    chance = random.Random(2)
    some = chance.sample(rows, 100)
    yield times("find by e-mail", _taken([row[_EMAIL] for row in some]), p95_ms=3)
    for letters in (2, 4):
        texts = [row[_NAME].split()[-1][:letters] for row in some]
        yield times(f"find by {letters} letters of a name", _taken(texts), p95_ms=20)


def _taken(texts: list[str]) -> list[float]:
    at = datetime.now(UTC)
    find(texts[0], purpose="customer_care", by=BY, at=at)
    return [
        second
        for text in texts
        for second in timed(partial(find, text, purpose="customer_care", by=BY, at=at), repeat=1)
    ]
