"""Consents and objections: what is put to people, what they said, and receipts (Art. 7, 21)."""

from __future__ import annotations

from dataclasses import asdict

from ninja import Router
from ninja.responses import Status

from seloste.api.consent_schemas import (
    ConsentIn,
    ConsentsOut,
    EventOut,
    Key,
    NoIn,
    ObjectionIn,
    ReceiptOut,
    RecordedOut,
    SaidIn,
    WordingOut,
    WordingsOut,
)
from seloste.api.keys import ApiRequest, Token, once
from seloste.api.schemas import Id, Made
from seloste.consents import queries
from seloste.consents.errors import NoSuchPerson
from seloste.consents.operations import giving, reading, refusing, sending
from seloste.consents.values import ALL_MARKETING, EventView, Said
from seloste.customers.queries import is_here
from seloste.kernel.ids import PersonId
from seloste.kernel.languages import LANGUAGES, Language

router = Router(tags=["consents"])

READ, WRITE = Token("consents:read"), Token("consents:write")


@router.get("purposes/{purpose}/wording", response=WordingsOut, auth=READ)
def show_wording(request: ApiRequest, purpose: Key) -> WordingsOut:
    """Show what the notice in force puts to people for a purpose."""
    at = request.auth.at
    found = [queries.wording_of(purpose, language=one, at=at) for one in LANGUAGES]
    wordings = [WordingOut(**_wording(asdict(one))) for one in found]
    return WordingsOut(purpose=purpose, wordings=wordings)


@router.get("persons/{person}/consents", response=ConsentsOut, auth=READ)
def list_consents(request: ApiRequest, person: Id) -> ConsentsOut:
    """Open what is on record of a customer or contact person, newest first."""
    caller = request.auth
    if not is_here(PersonId(person)):
        raise NoSuchPerson
    found = reading.open_consents(
        PersonId(person), purpose=caller.purpose, by=caller.by, at=caller.at
    )
    return ConsentsOut(events=[_event(one) for one in found])


@router.post("persons/{person}/consents", response={201: Made}, auth=WRITE)
def record_consent(request: ApiRequest, person: Id, body: ConsentIn) -> Status[Made]:
    """Record a consent that a person gave, or send them a link to confirm it by."""
    caller = request.auth
    record = giving.ask if body.confirm_by_link else giving.give
    made = once(
        request,
        lambda: record(
            PersonId(person),
            body.purpose,
            said=_said(body),
            wording=body.wording,
            by=caller.by,
            at=caller.at,
        ),
    )
    return Status(201, Made(id=made))


@router.post("persons/{person}/withdrawals", response=RecordedOut, auth=WRITE)
def record_withdrawal(request: ApiRequest, person: Id, body: NoIn) -> RecordedOut:
    """Record that a person withdraws or refuses a consent; it counts at once."""
    caller = request.auth
    event = refusing.withdraw(
        PersonId(person), body.purpose, said=_said(body), by=caller.by, at=caller.at
    )
    return RecordedOut(event=event)


@router.post("persons/{person}/objections", response=RecordedOut, auth=WRITE)
def record_objection(request: ApiRequest, person: Id, body: ObjectionIn) -> RecordedOut:
    """Record that a person objects to a purpose, or to all direct marketing; it counts at once."""
    caller, about = request.auth, PersonId(person)
    if body.purpose is None:
        refusing.ban(about, said=_said(body), by=caller.by, at=caller.at)
        event = queries.newest_of(about, ALL_MARKETING)
    else:
        event = refusing.object_to(
            about, body.purpose, said=_said(body), by=caller.by, at=caller.at
        )
    return RecordedOut(event=event)


@router.get("receipts/{event}", response=ReceiptOut, auth=READ)
def show_receipt(request: ApiRequest, event: Id, language: Language = "fi") -> ReceiptOut:
    """Show the receipt of an event, to read and for machines."""
    found = sending.receipt_of(event, language=language)
    return ReceiptOut(subject=found.subject, text=found.text, record=dict(found.record))


def _said(body: SaidIn) -> Said:
    return Said(
        means=body.means,
        language=body.language,
        witness=body.witness,
        said_on=body.said_on,
        note=body.note,
    )


def _wording(shown: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in shown.items() if name != "purpose"}


def _event(view: EventView) -> EventOut:
    return EventOut.model_validate(
        {
            **asdict(view.event),
            "text": view.text,
            "closed": view.is_closed,
            "altered": view.is_altered,
            "details": dict(view.details),
        }
    )
