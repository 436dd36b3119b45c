"""What others may ask about customers without opening anything."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.db.models import Count

from seloste.customers.contents import CHANGE
from seloste.customers.models import Change, ContactPerson, Customer, PossibleDuplicate, SourceDuty
from seloste.customers.values import CustomerKind
from seloste.kernel.ids import PersonId
from seloste.vault.rows import fetch
from seloste.vault.values import Record

PAGE = 25

_MERGED = "SELECT id, merged_into_id FROM customers_customer WHERE merged_into_id = ANY(%s)"
_ACTED_FOR = "SELECT id, customer_id FROM customers_contactperson WHERE id = ANY(%s)"
_CUSTOMERS = "SELECT id FROM customers_customer WHERE id = ANY(%s)"
_CHANGED = "SELECT id, kind, record FROM customers_change WHERE person = ANY(%s)"


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """When a record was changed, in which role; what it was lies sealed under `record`."""

    at: datetime
    role: str
    of: Record
    record: Record


@dataclass(frozen=True, slots=True)
class Pair:
    """Two customers who may be one, and why."""

    first: PersonId
    second: PersonId
    reason: str


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty to inform a person whose data came from elsewhere (Art. 14)."""

    person: PersonId
    source: str
    obtained_on: date
    due_on: date


def newest(*, before: PersonId | None = None, limit: int = PAGE) -> list[PersonId]:
    """Return a page of customers, newest first, after the one that ended the page before."""
    rows = Customer.objects.filter(merged_into=None)
    if before is not None:
        rows = rows.filter(id__lt=before)
    return [PersonId(i) for i in rows.order_by("-id").values_list("id", flat=True)[:limit]]


def count_by_kind() -> Mapping[str, int]:
    """Return how many customers there are of each kind."""
    rows = Customer.objects.filter(merged_into=None).values_list("kind")
    return dict(rows.annotate(number=Count("id")).order_by("kind"))


def kind_of(customer: PersonId) -> CustomerKind | None:
    """Return what kind of customer it is; None when there is none, or it was merged."""
    rows = Customer.objects.filter(id=customer, merged_into=None)
    return cast("CustomerKind | None", rows.values_list("kind", flat=True).first())


def is_here(person: PersonId) -> bool:
    """Tell whether somebody is a customer, not merged into another, or acts or acted for one."""
    return (
        Customer.objects.filter(id=person, merged_into=None).exists()
        or ContactPerson.objects.filter(id=person).exists()
    )


def merged_into(customer: PersonId) -> PersonId | None:
    """Return the customer into whom this one was merged, if it was."""
    found = Customer.objects.filter(id=customer).values_list("merged_into_id", flat=True).first()
    return None if found is None else PersonId(found)


def survivors(persons: Iterable[PersonId]) -> dict[PersonId, PersonId]:
    """Return for each of these customers who were merged the one in whom they live on."""
    found: dict[PersonId, PersonId] = {}
    for person in persons:
        last, step = person, merged_into(person)
        while step is not None:
            last, step = step, merged_into(step)
        if last != person:
            found[person] = last
    return found


def changes_of(person: PersonId) -> list[ChangeLine]:
    """Return the changes of the person's records, newest first."""
    return [
        ChangeLine(c.at, c.role, Record(c.kind, c.record), Record(CHANGE, c.id))
        for c in Change.objects.filter(person=person).order_by("-at", "-id")
    ]


def possible_duplicates(*, limit: int = PAGE) -> list[Pair]:
    """Return pairs of customers that somebody should look at, oldest first."""
    rows = PossibleDuplicate.objects.filter(settled_at=None).order_by("found_at", "id")[:limit]
    return [Pair(PersonId(r.first_id), PersonId(r.second_id), r.reason) for r in rows]


def open_duties(*, due_by: date | None = None, limit: int | None = None) -> list[Duty]:
    """Return the Art. 14 duties not yet met, the most urgent first."""
    rows = SourceDuty.objects.filter(done_at=None).order_by("due_on", "id")
    if due_by is not None:
        rows = rows.filter(due_on__lte=due_by)
    return [Duty(PersonId(r.person), r.source, r.obtained_on, r.due_on) for r in rows[:limit]]


def duties_of(person: PersonId) -> list[Duty]:
    """Return the Art. 14 duties towards one person that are not yet met."""
    rows = SourceDuty.objects.filter(person=person, done_at=None).order_by("due_on")
    return [Duty(PersonId(r.person), r.source, r.obtained_on, r.due_on) for r in rows]


def ended_by(day: date) -> list[PersonId]:
    """Return the customers whose relationship had ended by the day."""
    rows = Customer.objects.filter(relationship_ended_on__lte=day, merged_into=None)
    return [PersonId(i) for i in rows.values_list("id", flat=True)]


def inactive_since(moment: datetime) -> list[PersonId]:
    """Return the customers without any contract who were last touched by the moment."""
    rows = Customer.objects.filter(has_contracts=False, merged_into=None, changed_at__lte=moment)
    return [PersonId(i) for i in rows.values_list("id", flat=True)]


def contact_persons_left_by(day: date) -> list[PersonId]:
    """Return the contact persons who had stopped acting for their customer by the day."""
    rows = ContactPerson.objects.filter(left_on__lte=day)
    return [PersonId(i) for i in rows.values_list("id", flat=True)]


def contact_persons_of(customers: list[PersonId]) -> list[PersonId]:
    """Return the people who act or acted for these customers."""
    rows = ContactPerson.objects.filter(customer_id__in=customers)
    return [PersonId(i) for i in rows.values_list("id", flat=True)]


def acts_for(person: PersonId) -> PersonId | None:
    """Return the customer for whom the person acts or acted; None when they are no contact person."""
    found = ContactPerson.objects.filter(id=person).values_list("customer_id", flat=True).first()
    return None if found is None else PersonId(found)


def merged_into_any(customers: Collection[PersonId]) -> dict[PersonId, list[PersonId]]:
    """Return for each of these customers those who were merged into them, at whatever remove."""
    behind: dict[PersonId, PersonId] = {}
    found: dict[PersonId, list[PersonId]] = {}
    layer = {customer: customer for customer in customers}
    while layer:
        rows = fetch(_MERGED, layer)
        layer = {PersonId(gone): layer[PersonId(keep)] for gone, keep in rows}
        behind |= layer
    for gone, keep in behind.items():
        found.setdefault(keep, []).append(gone)
    return found


def customers_acted_for(people: Collection[PersonId]) -> dict[PersonId, PersonId]:
    """Return for each of these who is a contact person the customer they act or acted for."""
    return {PersonId(person): PersonId(of) for person, of in fetch(_ACTED_FOR, people)}


def customers_among(persons: Collection[PersonId]) -> set[PersonId]:
    """Return which of these persons are customers."""
    return {PersonId(person) for (person,) in fetch(_CUSTOMERS, persons)}


def records_changed(persons: Collection[PersonId]) -> dict[Record, Record]:
    """Return for each change of these persons' records which record it changed."""
    return {
        Record(CHANGE, change): Record(kind, record)
        for change, kind, record in fetch(_CHANGED, persons)
    }
