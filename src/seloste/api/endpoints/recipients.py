"""Recipients: what each was given, what each is to be told, and how that ended (GDPR Art. 19)."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from ninja import Query, Router
from ninja.responses import Status

from seloste.api.keys import ApiRequest, Caller, Token, once
from seloste.api.recipient_schemas import (
    AnswerIn,
    DutiesOut,
    DutyOut,
    DutyWithEventsOut,
    GivingIn,
    GivingOut,
    GivingsOut,
    ImpossibleIn,
    Key,
    LetterOut,
    RecipientOut,
    RecipientsOut,
    RecipientToldIn,
)
from seloste.api.schemas import Id, Made
from seloste.customers import queries as customers
from seloste.customers.errors import NoSuchCustomer
from seloste.disclosures import letters, operations, queries, telling
from seloste.disclosures.errors import NoSuchDuty
from seloste.disclosures.values import DutyView, RecipientSummary
from seloste.kernel.ids import PersonId
from seloste.kernel.languages import Language
from seloste.notice import queries as notices
from seloste.readings.errors import NotAllowed

router = Router(tags=["recipients"])

READ, WRITE = Token("recipients:read"), Token("recipients:write")


@router.get("recipients", response=RecipientsOut, auth=READ)
def list_recipients(request: ApiRequest) -> RecipientsOut:
    """List the recipients with what each has had, in numbers. Opens nothing."""
    declared = notices.in_force(request.auth.at).notice.recipients
    found = queries.summaries()
    rows = [
        RecipientOut(
            **asdict(found.get(key, RecipientSummary(key, 0, None, 0))),
            is_in_notice=key in declared,
        )
        for key in dict.fromkeys([*declared, *found])
    ]
    return RecipientsOut(recipients=rows)


@router.get("customers/{customer}/disclosures", response=GivingsOut, auth=READ)
def list_disclosures(request: ApiRequest, customer: Id) -> GivingsOut:
    """List what recipients were given of the customer and of those who act for them."""
    givings = [
        giving for person in _persons(PersonId(customer)) for giving in queries.given_to(person)
    ]
    return GivingsOut(
        disclosures=[
            GivingOut.model_validate(
                {
                    **asdict(giving),
                    "categories": sorted(giving.categories),
                    "fields": sorted(giving.fields),
                }
            )
            for giving in sorted(givings, key=lambda one: (one.at, one.id))
        ]
    )


@router.post("customers/{customer}/disclosures", response={201: Made}, auth=WRITE)
def record_disclosure(request: ApiRequest, customer: Id, body: GivingIn) -> Status[Made]:
    """Record that a recipient is given data; what the notice does not let it have is refused."""
    caller = request.auth
    person = PersonId(body.contact_person or customer)
    if person not in _persons(PersonId(customer)):
        raise NoSuchCustomer
    made = once(
        request,
        lambda: operations.give(
            person,
            body.recipient,
            categories=body.categories,
            purpose=caller.purpose,
            by=caller.by,
            at=caller.at,
        ),
    )
    return Status(201, Made(id=made))


@router.get("duties", response=DutiesOut, auth=READ)
def list_duties(
    request: ApiRequest,
    recipient: Annotated[Key | None, Query()] = None,
    after: Annotated[Id | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> DutiesOut:
    """List what recipients are still to be told or have not answered, the oldest first."""
    found = queries.open_duties(recipient=recipient, after=after or 0, limit=limit + 1)
    page = found[:limit]
    return DutiesOut(
        duties=[DutyOut.model_validate(_shown(one)) for one in page],
        next=page[-1].id if len(found) > limit else None,
    )


@router.get("duties/{duty}", response=DutyWithEventsOut, auth=READ)
def show_duty(request: ApiRequest, duty: Id) -> DutyWithEventsOut:
    """Show a duty with its steps. Opens nothing."""
    events = [
        {"code": event.code, "at": event.at, "role": event.role}
        for event in queries.events_of(duty)
    ]
    return DutyWithEventsOut.model_validate({**_shown(_found(duty)), "events": events})


@router.get("duties/{duty}/letter", response=LetterOut, auth=READ)
def write_letter(
    request: ApiRequest, duty: Id, language: Annotated[Language, Query()] = "en"
) -> LetterOut:
    """Write the letter by which a person tells the recipient. It opens data: a reading is left."""
    caller = _for_rights(request)
    _found(duty)
    message = telling.compose(duty, by=caller.by, at=caller.at)
    notice = notices.in_force(caller.at).notice
    written = letters.letter(message, notice=notice, language=language)
    return LetterOut(subject=written.subject, text=written.text)


@router.post("duties/{duty}/telling", response={204: None}, auth=WRITE)
def tell_recipient(request: ApiRequest, duty: Id, body: RecipientToldIn) -> Status[None]:
    """Note that a person told the recipient, or let the program tell it by its connector."""
    caller = _for_rights(request)
    tell = operations.send if body.by == "program" else operations.mark_sent
    tell(duty, by=caller.by, at=caller.at)
    return Status(204, None)


@router.post("duties/{duty}/acknowledgement", response={204: None}, auth=WRITE)
def note_acknowledgement(request: ApiRequest, duty: Id, body: AnswerIn) -> Status[None]:
    """Note that the recipient has done as it was told."""
    caller = _for_rights(request)
    operations.acknowledge(duty, on=body.answered_on, note=body.note, by=caller.by, at=caller.at)
    return Status(204, None)


@router.post("duties/{duty}/refusal", response={204: None}, auth=WRITE)
def note_refusal(request: ApiRequest, duty: Id, body: AnswerIn) -> Status[None]:
    """Note that the recipient refuses. It may still give in."""
    caller = _for_rights(request)
    operations.refuse(duty, on=body.answered_on, note=body.note, by=caller.by, at=caller.at)
    return Status(204, None)


@router.post("duties/{duty}/impossibility", response={204: None}, auth=WRITE)
def note_impossibility(request: ApiRequest, duty: Id, body: ImpossibleIn) -> Status[None]:
    """Note that the recipient cannot be told, and why."""
    caller = _for_rights(request)
    operations.give_up(duty, reason=body.reason, note=body.note, by=caller.by, at=caller.at)
    return Status(204, None)


def _for_rights(request: ApiRequest) -> Caller:
    """Return who asks, if for the purpose that serves requests: duties are settled for no other.

    Raises:
        NotAllowed: the request works for another.
    """
    caller = request.auth
    if caller.purpose != notices.in_force(caller.at).notice.purpose_serving("rights"):
        raise NotAllowed(role=caller.by.role, purpose=caller.purpose, categories="")
    return caller


def _persons(customer: PersonId) -> list[PersonId]:
    if customers.kind_of(customer) is None:
        raise NoSuchCustomer
    return [customer, *customers.contact_persons_of([customer])]


def _found(duty: int) -> DutyView:
    found = queries.duty(duty)
    if found is None:
        raise NoSuchDuty
    return found


def _shown(duty: DutyView) -> dict[str, object]:
    return {**asdict(duty), "categories": sorted(duty.categories)}
