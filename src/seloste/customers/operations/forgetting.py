"""Letting go of the rows in clear of persons and records that are erased: building blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from seloste.customers.contents import CHANGE, CONTACT_PERSON, CUSTOMER, NEAR_NAME
from seloste.customers.models import (
    Change,
    ContactPerson,
    Customer,
    SourceDuty,
)
from seloste.customers.queries import merged_into_any
from seloste.kernel.ids import PersonId
from seloste.vault.lists import index_record
from seloste.vault.lookup import unindex
from seloste.vault.rows import execute, fetch, remove_of
from seloste.vault.values import Record

_PAIRS = (
    "DELETE FROM customers_possibleduplicate WHERE first_id = ANY(%s) OR second_id = ANY(%s)"
    " RETURNING first_id, second_id"
)
# Whom nobody acts for, and who holds nothing under seal. Those merged into somebody go with them.
_LOOSE = (
    "SELECT id FROM customers_customer WHERE id = ANY(%s)"
    " AND NOT EXISTS (SELECT 1 FROM customers_contactperson AS acting"
    " WHERE acting.customer_id = customers_customer.id)"
    " AND NOT EXISTS (SELECT 1 FROM vault_sealed WHERE vault_sealed.person = customers_customer.id)"
)
_CHANGES = "DELETE FROM customers_change WHERE id = ANY(%s) RETURNING person"
_PART = "UPDATE customers_customer SET merged_into_id = NULL WHERE id = ANY(%s)"


def forget(persons: Collection[PersonId]) -> Counter[int]:
    """Remove what stands here of persons who are erased; return how many rows of each.

    The row of a customer stays as long as something hangs on it: see `let_go`.
    """
    return (
        remove_of(ContactPerson, persons, column="id")
        + remove_of(Change, persons)
        + remove_of(SourceDuty, persons)
        + _forget_pairs(persons)
    )


def forget_records(records: Collection[tuple[PersonId, Record]]) -> Counter[int]:
    """Remove what stands here of records that are erased; return how many rows of each person."""
    changes = [record.id for _, record in records if record.kind == CHANGE]
    gone = Counter[int](person for (person,) in fetch(_CHANGES, changes)) if changes else Counter()
    people = [person for person, record in records if record.kind == CONTACT_PERSON]
    customers = [person for person, record in records if record.kind == CUSTOMER]
    gone += remove_of(ContactPerson, people, column="id")
    gone += remove_of(SourceDuty, [*people, *customers])
    return gone + _forget_pairs(customers)


def forget_near_names(persons: Collection[PersonId]) -> None:
    """Let nobody be found any more by a near name: what it was made of is erased."""
    for person in persons:
        unindex(person, index_record(CUSTOMER, NEAR_NAME, person))


def let_go(customers: Collection[PersonId]) -> Counter[int]:
    """Remove the rows of customers on whom nothing hangs any more; return how many went with each.

    The caller leaves out those with contracts, which stand above this module.
    """
    loose = [PersonId(person) for (person,) in fetch(_LOOSE, customers)] if customers else []
    if not loose:
        return Counter()
    merged = [PersonId(person) for gone in merged_into_any(loose).values() for person in gone]
    everybody = [*loose, *merged]
    gone = _forget_pairs(everybody)
    execute(_PART, merged)
    return gone + remove_of(Customer, everybody, column="id")


def _forget_pairs(persons: Collection[PersonId]) -> Counter[int]:
    if not persons:
        return Counter()
    gone, wanted = Counter[int](), set(persons)
    for first, second in fetch(_PAIRS, persons, persons):
        gone[first if first in wanted else second] += 1
    return gone
