"""All that a plan depends on, read for many persons in a few strokes. Nothing is opened."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from seloste.contracts.queries import contracts_of
from seloste.contracts.rules import state
from seloste.customers import queries as customers
from seloste.kernel.ids import PersonId
from seloste.lifetimes.queries import lifetimes_of
from seloste.lifetimes.values import Lifetime
from seloste.notice.values import Notice
from seloste.retention.queries import holds_on
from seloste.retention.values import Facts
from seloste.usability.queries import restrictions_of
from seloste.vault.queries import rows_of
from seloste.vault.values import Record

CONTRACT = "contract"
FILES = ("request", "breach")
"""Kinds of files. What is kept beside one, as kinds that begin alike, goes with it."""


def facts_of(
    persons: Collection[PersonId], notice: Notice, *, today: date
) -> dict[PersonId, Facts]:
    """Return what is kept of each person, and what decides whether it may go."""
    held = rows_of(persons)
    acted_for = customers.customers_acted_for(persons)
    contracts = contracts_of([*persons, *acted_for.values()])
    running = {
        customer: frozenset(one.id for one in found if state(one.validity, on=today) != "ended")
        for customer, found in contracts.items()
    }
    lifetimes = lifetimes_of(persons)
    changed = customers.records_changed(persons) | _with_their_files(held, lifetimes)
    merged = customers.merged_into_any(persons)
    holds = holds_on([*persons, *(one for gone in merged.values() for one in gone)])
    needed = {
        person
        for person, found in restrictions_of(persons).items()
        if any(one.ground == "needed_by_person" for one in found)
    }
    category = notice.category_of("contract.details") or notice.category_of("contract.identifier")
    return {
        person: Facts(
            person=person,
            held=_with_contracts(
                held.get(person, {}), category, [one.id for one in contracts.get(person, ())]
            ),
            changed=changed,
            lifetimes=tuple(lifetimes.get(person, ())),
            holds=tuple(
                hold for one in (person, *merged.get(person, ())) for hold in holds.get(one, ())
            ),
            is_needed_by_person=person in needed,
            running=running.get(person, frozenset()),
            acts_in_running=bool(running.get(acted_for.get(person, person))),
        )
        for person in persons
    }


def _with_their_files(
    held: Mapping[PersonId, Mapping[str, set[Record]]],
    lifetimes: Mapping[PersonId, Collection[Lifetime]],
) -> dict[Record, Record]:
    """Return for notes, outcomes and letters of a file the file: they have no days of their own."""
    files = {
        (person, one.kind): Record(one.kind, one.record)
        for person, found in lifetimes.items()
        for one in found
        if one.kind in FILES
    }
    return {
        record: files[person, kind]
        for person, categories in held.items()
        for records in categories.values()
        for record in records
        if (person, kind := record.kind.partition("_")[0]) in files and record.kind != kind
    }


def _with_contracts(
    held: Mapping[str, set[Record]], category: str | None, contracts: Collection[int]
) -> dict[str, frozenset[Record]]:
    """Count contracts of which nothing is sealed among the records of their category."""
    found = {key: frozenset(records) for key, records in held.items()}
    sealed = {record for records in found.values() for record in records}
    rows = {Record(CONTRACT, contract) for contract in contracts} - sealed
    if rows and category:
        found[category] = found.get(category, frozenset()) | rows
    return found
