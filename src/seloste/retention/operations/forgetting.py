"""Letting go of what stands in clear of those who are erased: one explicit tuple of building blocks.

A module with rows of a person has its block here, or its tables stand in `STAYING` with a reason;
`tests/architecture/test_forgetting.py` fails otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable

from django.utils.module_loading import import_string

from seloste.consents.operations import erasing as consents
from seloste.contracts import operations as contracts
from seloste.contracts.queries import contracts_of
from seloste.customers import queries as customer_rows
from seloste.customers.contents import CUSTOMER, NEAR_FIELDS
from seloste.customers.operations import forgetting as customers
from seloste.kernel.ids import PersonId
from seloste.lifetimes import operations as lifetimes
from seloste.notice.values import Notice
from seloste.retention import rules
from seloste.staff import operations as staff
from seloste.usability import operations as usability
from seloste.vault.values import Erasure, Record

Persons = Callable[[Collection[PersonId]], Counter[int]]
Records = Callable[[Collection[tuple[PersonId, Record]]], Counter[int]]

PERSONS: tuple[Persons, ...] = (
    consents.forget,
    contracts.forget,
    customers.forget,
    lifetimes.forget,
    staff.forget,
    usability.forget,
)
"""Each removes the rows of persons of whom nothing is left."""

RECORDS: tuple[Records, ...] = (
    consents.forget_records,
    contracts.forget_records,
    customers.forget_records,
    lifetimes.forget_records,
)
"""Each removes the rows of records of which nothing is left; it knows its kinds."""

PERSONS_ABOVE = ("seloste.rights.operations.forgetting.forget",)
"""The same as `PERSONS` of modules that stand above this one, by their dotted paths."""

STAYING = {
    "disclosures_disclosure": "Proof of what a recipient was given, under an opaque id.",
    "disclosures_duty": "What a recipient is still to be told, under an opaque id.",
    "audit_entry": "The trail must verify; what it says of the person is sealed under a key that goes.",
    "retention_certificate": "Proof of the erasure itself, under an opaque id.",
    "retention_underway": "Goes when the erasure is carried out.",
    "retention_pending": "Goes at the next run when nothing is left to wait for.",
    "breaches_breach": "States, days and counts; the file is sealed and goes with its own key.",
    "rights_concerned": "Goes with its request; whom it concerned is an opaque id by then.",
    "rights_subjectrequest": "Goes with its requester; whom it was about is an opaque id by then.",
    "retention_hold": "Nothing of a person is erased while a hold is open; closed ones are proof.",
}
"""Tables with rows of a person that an erasure leaves, and why."""


def forget(
    erasures: Collection[Erasure], held: dict[PersonId, dict[str, set[Record]]], notice: Notice
) -> Counter[int]:
    """Remove the rows in clear of what is erased; return how many of each person.

    Args:
        erasures: what was erased.
        held: what each person's categories held before.
        notice: the edition in force.
    """
    whole = sorted({one.person for one in erasures if one.categories is None})
    some = [one for one in erasures if one.categories is not None]
    people = {one.person for one in erasures}
    customers_behind = {*customer_rows.customers_acted_for(people).values(), *people}
    gone = _gone_persons(whole) + _gone_records(some, held)
    customers.forget_near_names(_without_near_names(some, notice))
    gone += let_go(customers_behind)
    return gone


def let_go(customers_: Collection[PersonId]) -> Counter[int]:
    """Remove the rows of customers on whom nothing hangs any more."""
    with_contracts = contracts_of(list(customers_))
    return customers.let_go([one for one in customers_ if one not in with_contracts])


def _gone_persons(persons: Collection[PersonId]) -> Counter[int]:
    blocks = (*PERSONS, *map(import_string, PERSONS_ABOVE))
    return _summed(block(persons) for block in blocks) if persons else Counter()


def _gone_records(
    erasures: Collection[Erasure], held: dict[PersonId, dict[str, set[Record]]]
) -> Counter[int]:
    records = rules.gone_records(erasures, held)
    return _summed(block(records) for block in RECORDS) if records else Counter()


def _summed(counts: Iterable[Counter[int]]) -> Counter[int]:
    total: Counter[int] = Counter()
    for count in counts:
        total += count
    return total


def _without_near_names(erasures: Iterable[Erasure], notice: Notice) -> list[PersonId]:
    """Return those of whom a part of what a near name is made of is erased."""
    made_of = {notice.category_of(field) for field in NEAR_FIELDS}
    return [
        one.person
        for one in erasures
        if one.categories
        and made_of & one.categories
        and (one.records is None or any(record.kind == CUSTOMER for record in one.records))
    ]
