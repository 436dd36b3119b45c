"""How long does it take to erase somebody, with ledger, keys, audit line, duties and certificate?

And the nightly run: does its cost follow what is due, and not the size of the register?
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from django.db import transaction

from benchmarks.figures import Figure, rates, timed, times
from seloste.contracts.queries import contracts_of
from seloste.customers.queries import newest
from seloste.disclosures.operations import note
from seloste.kernel.actors import Actor, system
from seloste.kernel.ids import PersonId
from seloste.lifetimes import operations as lifetimes
from seloste.lifetimes.queries import lifetimes_of
from seloste.notice import queries as notices
from seloste.retention.operations.erasing import erase
from seloste.retention.operations.running import run

BY = Actor("benchmark", "owner", "console")
ALONE = 40
DUE = 1_000
LONG_AGO = date(2019, 1, 1)


def measure(_folder: Path, *, customers: int) -> Iterator[Figure]:
    """Yield the time for one, the time of a night with so many due, and its rate."""
    people = _without_contracts(newest(limit=min(customers, 5 * DUE)))
    alone, due = people[:ALONE], people[ALONE : ALONE + DUE]
    _let_end([*alone, *due])
    _give(alone)
    at = datetime.now(UTC)
    erasures = (partial(erase, one, cause="benchmark", by=BY, at=at) for one in alone)
    taken = [second for erasure in erasures for second in timed(erasure, repeat=1)]
    yield times("erase one, whom a recipient knows", taken, p95_ms=20)
    begun = time.perf_counter()
    outcome = run(by=system("worker"), at=at)
    took = time.perf_counter() - begun
    what = f"nightly run, {outcome.persons:,} due of {customers:,}"
    yield times(what, [took], p95_ms=2_000)
    yield rates("erase many", "persons/s", [outcome.persons / took], at_least=1_000)
    empty = timed(partial(run, by=system("worker"), at=at), repeat=5)
    yield times(f"nightly run, nobody due of {customers:,}", empty)


def _without_contracts(people: Sequence[PersonId]) -> list[PersonId]:
    having = contracts_of(people)
    return [person for person in people if not having.get(person)]


@transaction.atomic
def _let_end(people: Sequence[PersonId]) -> None:
    """Say that everything of these people ended long ago."""
    notice = notices.in_force(datetime.now(UTC)).notice
    kept = [one for found in lifetimes_of(people).values() for one in found]
    for kind in {one.kind for one in kept}:
        entries = [
            (one.person, one.record, dict.fromkeys(one.triggers, LONG_AGO))
            for one in kept
            if one.kind == kind
        ]
        lifetimes.set_days(kind, entries, notice)


@transaction.atomic
def _give(people: Sequence[PersonId]) -> None:
    """Let a recipient have been given the data: it is owed the news."""
    for person in people:
        note(
            person,
            "registry_fi",
            categories=("identity", "contact"),
            purpose="domain_registration",
            act="benchmark",
            by=BY,
            at=datetime.now(UTC),
        )
