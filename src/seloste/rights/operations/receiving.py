"""Receiving requests, from every channel, into one queue."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from seloste.audit.turns import take_turn
from seloste.customers import queries as customers
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId, new_id, new_person_id
from seloste.lifetimes import operations as lifetimes
from seloste.outbox.operations import post
from seloste.rights.errors import NobodyOfTheRegister, TooManyToday
from seloste.rights.filing import Office, note, office
from seloste.rights.freezing import freeze
from seloste.rights.models import RequestPart, SubjectRequest
from seloste.rights.rules.requests import check_new
from seloste.rights.values import (
    FILE,
    KINDS,
    NUMBERS_A_DAY,
    ORAL,
    RECORD,
    NewRequest,
    RequestFile,
)
from seloste.staff import queries as staff
from seloste.vault.sealing import seal
from seloste.vault.values import Plain, Record

ACKNOWLEDGE = "rights.acknowledge"
"""Work of the outbox: tell whoever asked that the request arrived, and by when it is answered."""


@transaction.atomic(durable=True)
def receive(new: NewRequest, *, by: Actor, at: datetime) -> int:
    """Put a request into the queue, whoever asks and however it came, and return its id.

    The clock runs from its arrival, `new.received_at`; the place in the queue follows from it.

    Raises:
        NothingAsked, NobodyAsks, ReceivedLater, DayOutOfReach, NobodyOfTheRegister: as they say.
        NoPlaceForRequests, NotAllowed: the notice does not let the role keep requests.

    Source: GDPR Art. 12(2), 12(3); EDPB Guidelines 01/2022, 52-57, 157.
    """
    desk = office(by=by, at=at)
    received_on = desk.day_of(new.received_at)
    check_new(new, received_on=received_on, at=at)
    if new.about is not None:
        check_in_register(new.about)
    take_turn()
    row = _add(new, desk)
    if new.about is not None:
        freeze(row, new.about, desk)
    note(row, "received", office=desk, detail=new.channel, at=new.received_at)
    if new.channel in ORAL:
        note(row, "taken_down", office=desk)
    post(ACKNOWLEDGE, row.id, due_at=at)
    return row.id


def check_in_register(person: PersonId) -> None:
    """Refuse someone who is neither customer, contact person nor member of staff.

    Raises:
        NobodyOfTheRegister: as it says.
    """
    known = (
        customers.kind_of(person) is not None
        or customers.acts_for(person) is not None
        or staff.handle_of(person) is not None
    )
    if not known:
        raise NobodyOfTheRegister


def seal_file(row: SubjectRequest, file: RequestFile, *, desk: Office) -> None:
    """Seal the file of a request, in place of what was there."""
    place = Record(RECORD, row.id)
    content = {FILE: as_stored(file)}
    seal([Plain(PersonId(row.requester), place, desk.category, content)])


def as_stored(file: RequestFile) -> dict[str, object]:
    """Return the file as it is sealed: only what was said."""
    stored: dict[str, object] = {
        "name": file.name,
        "email": file.email,
        "phone": file.phone,
        "address": file.address,
        "words": file.words,
        "wishes": dict(file.wishes),
        "representative": file.representative,
        "representative_email": file.representative_email,
        "known_as": file.known_as,
    }
    return {name: value for name, value in stored.items() if value}


def _add(new: NewRequest, desk: Office) -> SubjectRequest:
    received_on = desk.day_of(new.received_at)
    row = SubjectRequest.objects.create(
        id=new_id(),
        number=_next_number(int(received_on.strftime("%Y%m%d"))),
        requester=new_person_id(),
        about=new.about,
        channel=new.channel,
        received_at=new.received_at,
        received_on=received_on,
        registered_at=desk.at,
        language=new.language,
        state="received",
        taken_by="",
        identity="not_asked",
        authority="",
        represented=new.represented,
    )
    RequestPart.objects.bulk_create(
        RequestPart(id=new_id(), request=row, kind=kind, state="open", outcome="", reason="")
        for kind in KINDS
        if kind in new.kinds
    )
    seal_file(row, new.file, desk=desk)
    days = {"record_made": received_on, "request_closed": None}
    lifetimes.begin(RECORD, [(PersonId(row.requester), row.id, days)], desk.notice)
    return row


def _next_number(day: int) -> int:
    """Return the next number of the day of receipt; whoever writes has the turn.

    Raises:
        TooManyToday: there is none left.
    """
    first = day * NUMBERS_A_DAY
    taken = SubjectRequest.objects.filter(number__gt=first, number__lt=first + NUMBERS_A_DAY)
    last = taken.aggregate(last=Max("number"))["last"] or first
    if last + 1 == first + NUMBERS_A_DAY:
        raise TooManyToday
    return int(last) + 1
