"""One human being under several ids: customer here, contact person there. Staff decide.

Source: GDPR Art. 15(1); IMY-2022-9442: a search by one address only was an infringement.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

from django.db import transaction

from seloste.audit.turns import take_turn
from seloste.customers import contents
from seloste.customers import queries as customers
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId, new_id
from seloste.readings.operations import open_records
from seloste.rights.carrying import persons_of
from seloste.rights.filing import Office, note, office, open_row, row_of
from seloste.rights.freezing import freeze, freeze_anew
from seloste.rights.models import Concerned
from seloste.rights.operations.opening import open_request
from seloste.rights.operations.receiving import check_in_register
from seloste.vault.lookup import find_whole
from seloste.vault.values import Term

_ADDRESSES = ("customer.emails", "contact_person.emails")
_NUMBERS = ("customer.phones", "contact_person.phones")
_MOST = 25


@dataclass(frozen=True, slots=True, repr=False)
class Self:
    """Someone who may be the same human being.

    Attributes:
        kind: in what capacity they are in the register.
        name: as far as the role may see it.
        acts_for: the customer for whom a contact person acts, or None.
        by: what they share: an e-mail address or a telephone number.
        chosen: somebody decided that they are the same.
    """

    person: PersonId
    kind: Literal["customer", "contact_person"]
    name: str
    acts_for: PersonId | None
    by: Literal["email", "phone"]
    chosen: bool


@transaction.atomic
def other_selves(request_id: int, *, by: Actor, at: datetime) -> list[Self]:
    """Return who shares an e-mail address or a telephone number with whoever asks.

    Raises:
        NoSuchRequest, NotAllowed: as their names say.
    """
    desk = office(by=by, at=at)
    row = row_of(request_id)
    chosen = persons_of(row)
    emails, phones = _reached(request_id, chosen, desk)
    found: dict[PersonId, Literal["email", "phone"]] = {}
    for fields, values, how in ((_ADDRESSES, emails, "email"), (_NUMBERS, phones, "phone")):
        terms = [Term(f, contents.comparable(f, v)) for f in fields for v in sorted(values)]
        for person in find_whole(terms, limit=_MOST) if terms else ():
            found.setdefault(person, cast("Literal['email', 'phone']", how))
    persons = [p for p in found if row.about != p and _kind(p) is not None]
    names = _names(persons, desk)
    return [
        Self(
            person=person,
            kind=_kind(person) or "customer",
            name=names.get(person, ""),
            acts_for=customers.acts_for(person),
            by=found[person],
            chosen=person in chosen,
        )
        for person in persons
    ]


@transaction.atomic(durable=True)
def choose_self(request_id: int, person: PersonId, *, by: Actor, at: datetime) -> None:
    """Decide that somebody else in the register is the same human being.

    Raises:
        NobodyOfTheRegister, NoSuchRequest, NotOpen, NotAllowed: as their names say.
    """
    desk = office(by=by, at=at)
    check_in_register(person)
    take_turn()
    row = open_row(request_id)
    if person not in persons_of(row):
        Concerned.objects.create(id=new_id(), request=row, person=person)
        freeze(row, person, desk)
        note(row, "self_chosen", office=desk)


@transaction.atomic(durable=True)
def leave_self(request_id: int, person: PersonId, *, by: Actor, at: datetime) -> None:
    """Decide that somebody else in the register is not the same human being after all.

    Raises:
        NoSuchRequest, NotOpen, NotAllowed: as their names say.
    """
    desk = office(by=by, at=at)
    take_turn()
    row = open_row(request_id)
    if Concerned.objects.filter(request=row, person=person).delete()[0]:
        freeze_anew(row, persons_of(row), desk)
        note(row, "self_left", office=desk)


def persons_of_request(request_id: int) -> tuple[PersonId, ...]:
    """Return whose data a request concerns: one human being, under one id or more.

    Raises:
        NoSuchRequest: as it says.
    """
    return persons_of(row_of(request_id))


@transaction.atomic
def kept_values(person: PersonId, *, by: Actor, at: datetime) -> dict[str, object]:
    """Return the fields that are kept of a customer or a contact person, for a correction.

    Raises:
        NotAllowed: as it says.
    """
    desk = office(by=by, at=at)
    opened = open_records(
        [person],
        purpose=desk.purpose,
        by=by,
        at=at,
        kinds=[contents.CUSTOMER, contents.CONTACT_PERSON],
    )[person]
    return {
        field: value
        for record in opened.contents
        for field, value in opened.values_of(record).items()
    }


def _kind(person: PersonId) -> Literal["customer", "contact_person"] | None:
    if customers.kind_of(person) is not None:
        return "customer"
    return "contact_person" if customers.acts_for(person) is not None else None


def _reached(
    request_id: int, persons: Iterable[PersonId], desk: Office
) -> tuple[set[str], set[str]]:
    """Return the addresses and numbers of the request's file and of the persons chosen so far."""
    file = open_request(request_id, by=desk.by, at=desk.at).file
    emails, phones = {file.email} - {""}, {file.phone} - {""}
    opened = open_records(
        list(persons),
        purpose=desk.purpose,
        by=desk.by,
        at=desk.at,
        kinds=[contents.CUSTOMER, contents.CONTACT_PERSON],
    )
    for one in opened.values():
        for record in one.contents:
            values = one.values_of(record)
            emails |= _texts(values, _ADDRESSES)
            phones |= _texts(values, _NUMBERS)
    return emails, phones


def _texts(values: contents.Values, fields: Iterable[str]) -> set[str]:
    return {str(one) for field in fields for one in cast("list[object]", values.get(field) or [])}


def _names(persons: list[PersonId], desk: Office) -> dict[PersonId, str]:
    opened = open_records(
        persons,
        purpose=desk.purpose,
        by=desk.by,
        at=desk.at,
        kinds=[contents.CUSTOMER, contents.CONTACT_PERSON],
    )
    return {
        person: str(value)
        for person, one in opened.items()
        for record in one.contents
        for field, value in one.values_of(record).items()
        if field in contents.NAMES
    }
