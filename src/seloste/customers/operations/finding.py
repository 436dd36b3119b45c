"""Finding customers and opening them, for a purpose. Both leave reading lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import phonenumbers
from django.db import transaction

from seloste.customers import contents
from seloste.customers.contents import CONTACT_PERSON, CUSTOMER, NAMES, WHOLE
from seloste.customers.duplicates import customers_behind
from seloste.customers.errors import NoSuchCustomer
from seloste.customers.models import ContactPerson, Customer
from seloste.customers.values import ContactPersonView, CustomerView, Summary
from seloste.kernel.actors import Actor
from seloste.kernel.folding import words
from seloste.kernel.ids import PersonId
from seloste.notice import queries as notices
from seloste.notice.values import Notice
from seloste.readings.operations import open_records
from seloste.readings.rules import categories_to_open
from seloste.readings.values import Opened
from seloste.vault.lookup import SHORTEST_PREFIX, find_all, find_whole
from seloste.vault.queries import categories_held_by
from seloste.vault.values import Record, Term

SHOWN = 25
_SHORTEST_PHONE = 5
_SUMMARY = ("customer.name", "customer.company", "customer.number")


@transaction.atomic
def find(text: str, *, purpose: str, by: Actor, at: datetime, limit: int = SHOWN) -> list[Summary]:
    """Return the customers whom the text finds, newest first, each opened far enough to name them.

    The text is an e-mail address, telephone number, business id, customer number, handle or
    domain as a whole, or the beginnings of words of names. Only fields are searched that the
    notice lets the role use for the purpose.

    Raises:
        NotAllowed: the notice does not let the role look for this purpose.
    """
    notice = notices.in_force(at).notice
    categories_to_open(notice, role=by.role, purpose=purpose, wanted=None)
    fields = _searched(notice, role=by.role, purpose=purpose)
    persons = _persons_found(text, fields, limit=limit * 2)
    behind = customers_behind(persons)
    customers = list(dict.fromkeys(behind[p] for p in persons if p in behind))[:limit]
    return summaries(customers, purpose=purpose, by=by, at=at)


@transaction.atomic
def summaries(
    customers: Sequence[PersonId], *, purpose: str, by: Actor, at: datetime
) -> list[Summary]:
    """Return name and number of these customers, in their order."""
    notice = notices.in_force(at).notice
    allowed = categories_to_open(notice, role=by.role, purpose=purpose, wanted=None)
    naming = {notice.category_of(field) for field in _SUMMARY} & allowed
    opened = open_records(
        customers,
        purpose=purpose,
        by=by,
        at=at,
        kinds=[CUSTOMER],
        categories=[category for category in naming if category],
    )
    rows = {row.id: row for row in Customer.objects.filter(id__in=customers)}
    found = []
    for customer in customers:
        values = opened[customer].values_of(Record(CUSTOMER, customer))
        row = rows[customer]
        found.append(
            Summary(
                id=customer,
                kind=row.kind,
                name=str(values.get("customer.company") or values.get("customer.name") or ""),
                number=str(values.get("customer.number") or ""),
                has_contracts=row.has_contracts,
                relationship_ended_on=row.relationship_ended_on,
                bar=opened[customer].bar,
                is_erased=not values and not opened[customer].closed,
            )
        )
    return found


def open_customer(customer: PersonId, *, purpose: str, by: Actor, at: datetime) -> CustomerView:
    """Open a customer and the people who act for them, as far as the notice allows.

    Raises:
        NoSuchCustomer: there is none, or it was merged into another.
        NotAllowed: the notice does not let the role look for this purpose.
    """
    return open_customers([customer], purpose=purpose, by=by, at=at)[0]


@transaction.atomic
def open_customers(
    customers: Sequence[PersonId],
    *,
    purpose: str,
    by: Actor,
    at: datetime,
    also: Sequence[str] = (),
) -> list[CustomerView]:
    """Open several customers in one stroke, in their order; `also` names further kinds of records.

    Raises:
        NoSuchCustomer, NotAllowed: as for one.
    """
    rows = {row.id: row for row in Customer.objects.filter(id__in=customers, merged_into=None)}
    if len(rows) < len(customers):
        raise NoSuchCustomer
    acting: dict[int, list[ContactPerson]] = {}
    for person in ContactPerson.objects.filter(customer_id__in=customers).order_by("id"):
        acting.setdefault(person.customer_id, []).append(person)
    people = [PersonId(person.id) for found in acting.values() for person in found]
    opened = open_records(customers, purpose=purpose, by=by, at=at, kinds=[CUSTOMER, *also])
    opened |= _open_people(people, purpose=purpose, by=by, at=at)
    return [_view(rows[customer], acting.get(customer, []), opened) for customer in customers]


def _open_people(
    people: Sequence[PersonId], *, purpose: str, by: Actor, at: datetime
) -> dict[PersonId, Opened]:
    """Open contact persons for the purpose that accompanies the one their customer is opened for."""
    notice = notices.in_force(at).notice
    category = notice.category_of("contact_person.name")
    served = notice.purpose_for(category, role=by.role, purpose=purpose)
    if category in notice.categories_for(role=by.role, purpose=served):
        return open_records(people, purpose=served, by=by, at=at, kinds=[CONTACT_PERSON])
    held = categories_held_by(people, kinds=[CONTACT_PERSON])
    return {person: Opened(closed=held.get(person, frozenset())) for person in people}


def _view(
    row: Customer, acting: Sequence[ContactPerson], opened: Mapping[PersonId, Opened]
) -> CustomerView:
    customer = PersonId(row.id)
    own, found = Record(CUSTOMER, customer), opened[customer]
    return CustomerView(
        id=customer,
        kind=row.kind,
        created_at=row.created_at,
        changed_at=row.changed_at,
        relationship_ended_on=row.relationship_ended_on,
        has_contracts=row.has_contracts,
        values=found.values_of(own),
        sources=found.sources_of(own),
        opened=frozenset(found.contents.get(own, ())),
        closed=found.closed,
        bar=found.bar,
        contact_persons=tuple(
            _contact_person(person, opened[PersonId(person.id)]) for person in acting
        ),
        others={record: found.values_of(record) for record in found.contents if record != own},
    )


def _contact_person(row: ContactPerson, opened: Opened) -> ContactPersonView:
    own = Record(CONTACT_PERSON, row.id)
    return ContactPersonView(
        id=PersonId(row.id),
        left_on=row.left_on,
        values=opened.values_of(own),
        sources=opened.sources_of(own),
        closed=opened.closed,
        bar=opened.bar,
    )


def _searched(notice: Notice, *, role: str, purpose: str) -> frozenset[str]:
    """Return the fields by which the role may look for somebody while it works for the purpose."""
    found = set()
    for field in (*NAMES, *WHOLE):
        category = notice.category_of(field)
        served = notice.purpose_for(category, role=role, purpose=purpose)
        if category in notice.categories_for(role=role, purpose=served):
            found.add(field)
    return frozenset(found)


def _persons_found(text: str, fields: frozenset[str], *, limit: int) -> list[PersonId]:
    """Return who is found by the text as a whole value, then who by the beginnings of words."""
    whole = [Term(f, v) for f, v in _whole_values(text) if f in fields]
    by_value = find_whole(whole, limit=limit) if whole else []
    groups = [
        [Term(field, word, prefix=True) for field in NAMES if field in fields]
        for word in words(text)
        if len(word) >= SHORTEST_PREFIX
    ]
    by_words = find_all(groups, limit=limit) if groups and all(groups) else []
    return list(dict.fromkeys([*by_value, *by_words]))


def _whole_values(text: str) -> list[tuple[str, str]]:
    """Return each field that the whole text may be a value of, with the value as compared."""
    text = text.strip()
    found = [
        (field, contents.comparable(field, text))
        for field in WHOLE
        if not field.endswith(".phones")
    ]
    if sum(character.isdigit() for character in text) >= _SHORTEST_PHONE:
        try:
            number = phonenumbers.parse(text, "FI")
        except phonenumbers.NumberParseException:
            return found
        e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        found += [("customer.phones", e164), ("contact_person.phones", e164)]
    return found
