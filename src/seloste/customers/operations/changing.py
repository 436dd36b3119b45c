"""Changing what is kept, with its history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import cast

from django.db import transaction

from seloste.audit.recording import record
from seloste.audit.turns import take_turn
from seloste.customers import contents
from seloste.customers.contents import (
    CHANGE,
    CONTACT_PERSON,
    CUSTOMER,
    NEAR_FIELDS,
    NEAR_NAME,
)
from seloste.customers.errors import NoSuchCustomer
from seloste.customers.keeping import note_days
from seloste.customers.models import Change, ContactPerson, Customer, SourceDuty
from seloste.customers.operations.creating import check_not_restricted
from seloste.customers.values import CustomerKind
from seloste.customers.writing import Moment, owe_informing
from seloste.disclosures.operations import owe
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId, new_id
from seloste.notice import queries as notices
from seloste.readings.operations import open_records
from seloste.usability.operations import check_usable
from seloste.vault.lists import index_record
from seloste.vault.lookup import index, unindex
from seloste.vault.sealing import seal
from seloste.vault.values import SOURCES, Plain, Record


@transaction.atomic(durable=True)
def change(
    person: PersonId,
    values: contents.Values,
    *,
    purpose: str,
    source: str = "data_subject",
    by: Actor,
    at: datetime,
) -> frozenset[str]:
    """Give fields of a customer or contact person new values; an empty value removes the field.

    Args:
        person: a customer or a contact person.
        values: field of the notice → new value. Fields that are left out stay.
        purpose: for what; the notice must let the role use these categories for it.
        source: where the new values come from.
        by: who does it.
        at: now, UTC.

    Returns:
        The fields that really changed.

    Raises:
        NoSuchCustomer, NotAllowed, FieldNotInNotice: as their names say.
    """
    take_turn()
    moment = Moment(notices.in_force(at), by, at)
    kind = _kind_of(person)
    return change_record(
        person, Record(kind, person), values, purpose=purpose, source=source, moment=moment
    )


def change_record(
    person: PersonId,
    record_: Record,
    values: contents.Values,
    *,
    purpose: str,
    source: str,
    moment: Moment,
) -> frozenset[str]:
    """Change one sealed record within an operation's transaction; also used by contracts.

    Raises:
        Barred: the person's data may not be used for the purpose now.
    """
    new = contents.by_category(moment.notice, values, source=source)
    served = {
        moment.notice.purpose_for(category, role=moment.by.role, purpose=purpose)
        for category in new
    }
    purpose = served.pop() if len(served) == 1 else purpose
    check_usable(person, purpose=purpose, at=moment.at)
    opened = open_records(
        [person],
        purpose=purpose,
        by=moment.by,
        at=moment.at,
        kinds=[record_.kind],
        categories=new.keys() | _beside(values, purpose=purpose, moment=moment),
    )[person]
    before = opened.contents.get(record_, {})
    merged = {c: _merged(before.get(c, {}), fields) for c, fields in new.items()}
    changed = {c: _difference(before.get(c, {}), merged[c]) for c in new}
    changed = {c: fields for c, fields in changed.items() if fields}
    if not changed:
        return frozenset()
    seal([Plain(person, record_, c, merged[c]) for c in changed])
    _reindex(person, record_, {c: merged[c] for c in changed})
    if any(field in NEAR_FIELDS for fields in changed.values() for field in fields):
        _reindex_near_name(person, {**before, **merged})
    change_id = _remember(person, record_, changed, moment)
    owe(
        person,
        kind="correct",
        categories=changed,
        cause=f"{CHANGE}:{change_id}",
        fields={field for differences in changed.values() for field in differences},
        by=moment.by,
        at=moment.at,
    )
    if source != "data_subject":
        owe_informing([person], source=source, moment=moment)
    fields = frozenset(field for differences in changed.values() for field in differences)
    record(
        "customers.changed",
        by=moment.by,
        at=moment.at,
        about=person,
        ref=f"{record_.kind}:{record_.id}",
        purpose=purpose,
        categories=changed,
        edition=moment.edition.number,
        facts={"fields": sorted(fields)},
    )
    return fields


def _beside(values: contents.Values, *, purpose: str, moment: Moment) -> frozenset[str]:
    """Return the categories that are opened too, so that a near name is still found.

    A near name is made of a name and an address, which may be kept apart.
    """
    if not any(field in NEAR_FIELDS for field in values):
        return frozenset()
    allowed = moment.notice.categories_for(role=moment.by.role, purpose=purpose)
    return frozenset(
        category
        for field in NEAR_FIELDS
        if (category := moment.notice.category_of(field)) in allowed and category
    )


@transaction.atomic(durable=True)
def end_contact_person(person: PersonId, *, on: date, by: Actor, at: datetime) -> None:
    """Note that a contact person no longer acts for the customer.

    Raises:
        NoSuchCustomer: there is no such contact person.
        Barred: the person restricted the processing.
    """
    take_turn()
    check_not_restricted(person, purpose="", at=at)
    if not ContactPerson.objects.filter(id=person, left_on=None).update(left_on=on):
        raise NoSuchCustomer
    edition = notices.in_force(at)
    customer = ContactPerson.objects.values_list("customer_id", flat=True).get(id=person)
    note_days([PersonId(customer)], edition.notice)
    record("customers.contact_person_left", by=by, at=at, about=person, edition=edition.number)


@transaction.atomic(durable=True)
def inform(person: PersonId, *, by: Actor, at: datetime) -> int:
    """Note that a person was told where their data came from (Art. 14); return the duties met."""
    met = SourceDuty.objects.filter(person=person, done_at=None).update(done_at=at)
    if met:
        edition = notices.in_force(at).number
        record("customers.informed", by=by, at=at, about=person, edition=edition)
    return met


def _kind_of(person: PersonId) -> str:
    if Customer.objects.filter(id=person, merged_into=None).exists():
        return CUSTOMER
    if ContactPerson.objects.filter(id=person).exists():
        return CONTACT_PERSON
    raise NoSuchCustomer


def _merged(before: contents.Values, new: contents.Values) -> dict[str, object]:
    """Return the content with the new values and their sources; empty values are gone."""
    fields = {k: v for k, v in {**before, **new}.items() if k != SOURCES and v}
    old_sources = cast("Mapping[str, str]", before.get(SOURCES, {}))
    new_sources = cast("Mapping[str, str]", new.get(SOURCES, {}))
    # An unchanged value keeps its source.
    sources = {
        field: source
        for field in fields
        if (
            source := (old_sources if fields[field] == before.get(field) else new_sources).get(
                field
            )
        )
    }
    return {**fields, SOURCES: sources} if sources else fields


def _difference(
    before: contents.Values, after: contents.Values
) -> dict[str, tuple[object, object]]:
    fields = (before.keys() | after.keys()) - {SOURCES}
    return {
        field: (before.get(field), after.get(field))
        for field in fields
        if before.get(field) != after.get(field)
    }


def _reindex(person: PersonId, record_: Record, content: Mapping[str, contents.Values]) -> None:
    """Make the changed categories findable by what they hold now."""
    index(
        [
            (person, index_record(record_.kind, category, record_.id), terms)
            for category, terms in contents.terms_by_category(content).items()
        ]
    )


def _reindex_near_name(person: PersonId, content: Mapping[str, contents.Values]) -> None:
    values = {k: v for fields in content.values() for k, v in fields.items()}
    kind = cast("CustomerKind", Customer.objects.values_list("kind", flat=True).get(id=person))
    near = contents.near_name(kind, values)
    entry = index_record(CUSTOMER, NEAR_NAME, person)
    if near is not None:
        index([(person, entry, [near])])
    else:  # there is no name or no address, or the role may not open both
        unindex(person, entry)


def _remember(
    person: PersonId,
    record_: Record,
    changed: Mapping[str, Mapping[str, tuple[object, object]]],
    moment: Moment,
) -> int:
    """Keep what was there before, sealed under the same categories; return the change's id."""
    row = Change.objects.create(
        id=new_id(),
        person=person,
        kind=record_.kind,
        record=record_.id,
        at=moment.at,
        actor=moment.by.handle,
        role=moment.by.role,
    )
    seal(
        [
            Plain(person, Record(CHANGE, row.id), category, dict(fields))
            for category, fields in changed.items()
        ]
    )
    if Customer.objects.filter(id=person).update(changed_at=moment.at):
        note_days([person], moment.notice)
    return row.id
