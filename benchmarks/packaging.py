"""How long does it take to make the copy of everything that somebody asks for (GDPR Art. 15)?"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from django.db import transaction

from benchmarks.figures import Figure, timed, times
from seloste.customers.queries import newest
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId, new_id
from seloste.notice import queries as notices
from seloste.rights.operations.access import copy_of
from seloste.rights.package.zipping import access_files
from seloste.vault.sealing import seal
from seloste.vault.values import Plain, Record

BY = Actor("benchmark", "owner", "console")
MESSAGES = 1_000
_TEXT = "Hei, palvelin on taas pystyssä. Kerromme, jos jotakin vielä ilmenee. " * 12


def measure(_folder: Path, *, customers: int) -> Iterator[Figure]:
    """Yield the time of a copy with its readable pages and its JSON: read, opened, written."""
    people = random.Random(5).sample(newest(limit=customers), k=50)
    taken = [second for one in people for second in timed(partial(_copy, one), repeat=1)]
    yield times("access package, an ordinary customer", taken, p95_ms=100)
    writer = people[0]
    _correspond(writer)
    taken = timed(partial(_copy, writer), repeat=5)
    yield times(f"access package with {MESSAGES:,} messages", taken, p95_ms=1_000)


def _copy(person: PersonId) -> None:
    at = datetime.now(UTC)
    package = copy_of([person], language="fi", by=BY, at=at)
    access_files(package, notice=notices.in_force(at).notice)


@transaction.atomic
def _correspond(person: PersonId) -> None:
    seal(
        [
            Plain(
                person,
                Record("message", new_id()),
                "correspondence",
                {
                    "message.addresses": f"asiakas{number}@esimerkki.example",
                    "message.content": f"{number}: {_TEXT}",
                },
            )
            for number in range(MESSAGES)
        ]
    )
