"""Finding whom a request is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from seloste.audit.turns import take_turn
from seloste.customers.operations.finding import find, open_customers
from seloste.customers.values import Summary
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId
from seloste.rights.carrying import persons_of
from seloste.rights.filing import note, office, open_row
from seloste.rights.freezing import freeze_anew
from seloste.rights.operations.opening import open_request
from seloste.rights.operations.receiving import check_in_register

_EACH = 5


@transaction.atomic
def candidates(request_id: int, *, by: Actor, at: datetime) -> list[Summary]:
    """Return the customers whom the file of a request finds: by address, number, then name.

    Raises:
        NoSuchRequest, NotAllowed: as their names say.
    """
    desk = office(by=by, at=at)
    file = open_request(request_id, by=by, at=at).file
    said = [file.email, file.phone, file.known_as, file.representative_email, file.name]
    found: dict[PersonId, Summary] = {}
    for text in dict.fromkeys(each for each in said if each):
        for summary in find(text, purpose=desk.purpose, by=by, at=at, limit=_EACH):
            found.setdefault(summary.id, summary)
    return list(found.values())


@transaction.atomic
def people_of(
    found: Sequence[PersonId], *, by: Actor, at: datetime
) -> dict[PersonId, list[tuple[PersonId, str]]]:
    """Return the people who act for each of these customers, with their names.

    Raises:
        NoSuchCustomer, NotAllowed: as their names say.
    """
    desk = office(by=by, at=at)
    views = open_customers(list(found), purpose=desk.purpose, by=by, at=at)
    return {
        view.id: [
            (one.id, str(one.values["contact_person.name"]))
            for one in view.contact_persons
            if "contact_person.name" in one.values
        ]
        for view in views
    }


@transaction.atomic(durable=True)
def match(request_id: int, person: PersonId, *, by: Actor, at: datetime) -> None:
    """Say whom a request is about.

    Raises:
        NoSuchRequest, NotOpen, NobodyOfTheRegister, NotAllowed: as their names say.
    """
    desk = office(by=by, at=at)
    check_in_register(person)
    take_turn()
    row = open_row(request_id)
    row.about = person
    row.save(update_fields=["about"])
    freeze_anew(row, persons_of(row), desk)
    note(row, "matched", office=desk)


@transaction.atomic(durable=True)
def unmatch(request_id: int, *, by: Actor, at: datetime) -> None:
    """Say that a request is about nobody of the register, or that this is not known.

    Raises:
        NoSuchRequest, NotOpen, NotAllowed: as their names say.
    """
    desk = office(by=by, at=at)
    take_turn()
    row = open_row(request_id)
    row.about = None
    row.save(update_fields=["about"])
    freeze_anew(row, persons_of(row), desk)
    note(row, "unmatched", office=desk)
