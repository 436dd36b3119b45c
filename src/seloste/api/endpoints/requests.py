"""Requests of data subjects: receive, take, ask, extend, refuse; whether the channels work."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import Annotated, Any, Literal, cast

from ninja import Query, Router
from ninja.responses import Status

from seloste.api.keys import ApiRequest, Caller, Token, once
from seloste.api.request_schemas import (
    AskIdentityIn,
    ChannelIn,
    ChannelOut,
    ChannelsOut,
    ExtendIn,
    FactsIn,
    FactsOut,
    FeeIn,
    IdentityIn,
    MatchIn,
    OpenedRequestOut,
    PartOut,
    RefuseIn,
    RequestEventOut,
    RequestFileOut,
    RequestIn,
    RequestOut,
    RequestsOut,
    StateIn,
    TakeIn,
    ToldIn,
    WrittenIn,
)
from seloste.api.schemas import Id, Made
from seloste.kernel.ids import PersonId
from seloste.notice import queries as notices
from seloste.readings.errors import NotAllowed
from seloste.rights import queries
from seloste.rights.filing import office
from seloste.rights.operations import (
    acknowledging,
    clarifying,
    extending,
    heartbeat,
    identity,
    matching,
    refusing,
    taking,
)
from seloste.rights.operations.opening import open_request
from seloste.rights.operations.receiving import receive
from seloste.rights.values import NUMBERS_A_DAY, NewRequest, RequestFile, RequestView

router = Router(tags=["requests"])

READ, WRITE = Token("requests:read"), Token("requests:write")


@router.get("", response=RequestsOut, auth=READ)
def list_requests(
    request: ApiRequest,
    show: Literal["queue", "ended"] = "queue",
    before: Annotated[str | None, Query(pattern=r"^[0-9]{8}-[0-9]{1,5}$")] = None,
) -> RequestsOut:
    """List the queue in order of arrival, overdue ones too; or what has ended. Opens no file."""
    caller = for_rights(request)
    office(by=caller.by, at=caller.at)
    if show == "queue":
        found = queries.queue(at=caller.at)
        return RequestsOut(requests=[_shown(view) for view in found], next=None)
    number = None
    if before is not None:
        day, _, one = before.partition("-")
        number = int(day) * NUMBERS_A_DAY + int(one)
    found = queries.ended(at=caller.at, before=number)
    more = found[-1].reference if len(found) == queries.PAGE else None
    return RequestsOut(requests=[_shown(view) for view in found], next=more)


@router.post("", response={201: Made}, auth=WRITE)
def receive_request(request: ApiRequest, body: RequestIn) -> Status[Made]:
    """Put a request into the queue; its clock runs from its arrival."""
    caller = for_rights(request)
    file = body.file.model_dump()
    new = NewRequest(
        kinds=tuple(body.rights),
        channel=body.channel,
        received_at=body.received_at or caller.at,
        language=body.language,
        file=RequestFile(**file),
        about=None if body.about is None else PersonId(body.about),
    )
    made = once(request, lambda: receive(new, by=caller.by, at=caller.at))
    return Status(201, Made(id=made))


@router.get("channels", response=ChannelsOut, auth=READ)
def list_channels(request: ApiRequest) -> ChannelsOut:
    """Tell whether each channel by which requests may arrive works."""
    caller = for_rights(request)
    office(by=caller.by, at=caller.at)
    return ChannelsOut(
        channels=[
            ChannelOut(
                channel=line.channel.key,
                kind=line.channel.kind,
                state=line.state,
                confirmed_at=line.confirmed_at,
            )
            for line in heartbeat.channels(at=caller.at)
        ]
    )


@router.post("channels/confirm", response={204: None}, auth=WRITE)
def confirm_channel(request: ApiRequest, body: ChannelIn) -> Status[None]:
    """Write down that a channel was tried and works."""
    caller = for_rights(request)
    heartbeat.confirm(body.channel, by=caller.by, at=caller.at)
    return Status(204, None)


@router.get("{request_id}", response=OpenedRequestOut, auth=READ)
def open_one_request(request: ApiRequest, request_id: Id) -> OpenedRequestOut:
    """Open a request with its file and what happened to it."""
    caller = for_rights(request)
    opened = open_request(request_id, by=caller.by, at=caller.at)
    events = [
        RequestEventOut(
            code=event.code,
            at=event.at,
            actor=event.handle,
            role=event.role,
            detail=event.detail,
            note=cast("dict[str, str | list[str]]", dict(opened.notes.get(event.id, {}))),
        )
        for event in queries.events_of(request_id)
    ]
    return OpenedRequestOut(
        **_days(opened.view),
        file=RequestFileOut.model_validate(asdict(opened.file)),
        events=events,
    )


@router.post("{request_id}/take", response={204: None}, auth=WRITE)
def take_request(request: ApiRequest, request_id: Id, body: TakeIn) -> Status[None]:
    """Take a request: the next one, or another with a reason."""
    caller = for_rights(request)
    taking.take(request_id, reason=body.reason, by=caller.by, at=caller.at)
    return Status(204, None)


@router.post("{request_id}/state", response={204: None}, auth=WRITE)
def end_work_on_request(request: ApiRequest, request_id: Id, body: StateIn) -> Status[None]:
    """Give a request back to the queue, where it keeps its place; or note that it was taken back."""
    caller = for_rights(request)
    end = taking.leave if body.to == "queue" else refusing.withdraw
    end(request_id, by=caller.by, at=caller.at)
    return Status(204, None)


@router.put("{request_id}/about", response={204: None}, auth=WRITE)
def match_request(request: ApiRequest, request_id: Id, body: MatchIn) -> Status[None]:
    """Say whom a request is about, or that it is nobody of the register."""
    caller = for_rights(request)
    if body.person is None:
        matching.unmatch(request_id, by=caller.by, at=caller.at)
    else:
        matching.match(request_id, PersonId(body.person), by=caller.by, at=caller.at)
    return Status(204, None)


@router.post("{request_id}/acknowledged", response={204: None}, auth=WRITE)
def acknowledge_request(request: ApiRequest, request_id: Id, body: ToldIn) -> Status[None]:
    """Write down that the person was told of the receipt."""
    caller = for_rights(request)
    acknowledging.acknowledged(request_id, body.how, by=caller.by, at=caller.at)
    return Status(204, None)


@router.post("{request_id}/identity/ask", response={204: None}, auth=WRITE)
def ask_identity(request: ApiRequest, request_id: Id, body: AskIdentityIn) -> Status[None]:
    """Ask who asks, on a reasonable doubt; the clock stands meanwhile."""
    caller = for_rights(request)
    identity.ask(
        request_id,
        body.method,
        doubt=body.doubt,
        address=body.address,
        by=caller.by,
        at=caller.at,
    )
    return Status(204, None)


@router.post("{request_id}/identity", response={204: None}, auth=WRITE)
def settle_identity(request: ApiRequest, request_id: Id, body: IdentityIn) -> Status[None]:
    """Write down whether the person has shown who they are, and how."""
    caller = for_rights(request)
    if body.shown:
        identity.confirm(request_id, body.method, by=caller.by, at=caller.at)
    else:
        identity.not_shown(request_id, by=caller.by, at=caller.at)
    return Status(204, None)


@router.post("{request_id}/identity/facts", response=FactsOut, auth=WRITE)
def compare_facts(request: ApiRequest, request_id: Id, body: FactsIn) -> FactsOut:
    """Compare two facts with what is held; what was said is not kept."""
    caller = for_rights(request)
    agreed = identity.compare_facts(request_id, body.facts, by=caller.by, at=caller.at)
    return FactsOut(agreed=agreed)


@router.post("{request_id}/clarification/ask", response={204: None}, auth=WRITE)
def ask_clarification(request: ApiRequest, request_id: Id, body: WrittenIn) -> Status[None]:
    """Ask what is meant by a request for a copy; the clock stands meanwhile."""
    caller = for_rights(request)
    clarifying.ask(request_id, body.text, by=caller.by, at=caller.at)
    return Status(204, None)


@router.post("{request_id}/clarification", response={204: None}, auth=WRITE)
def settle_clarification(request: ApiRequest, request_id: Id, body: WrittenIn) -> Status[None]:
    """Write down what the person meant."""
    caller = for_rights(request)
    clarifying.answered(request_id, body.text, by=caller.by, at=caller.at)
    return Status(204, None)


@router.post("{request_id}/extension", response={204: None}, auth=WRITE)
def extend_request(request: ApiRequest, request_id: Id, body: ExtendIn) -> Status[None]:
    """Tell the person that the answer takes longer, and why; the time is longer once they know."""
    caller = for_rights(request)
    extending.announce(request_id, body.ground, reasons=body.reasons, by=caller.by, at=caller.at)
    return Status(204, None)


@router.post("{request_id}/extension/told", response={204: None}, auth=WRITE)
def extension_told(request: ApiRequest, request_id: Id, body: ToldIn) -> Status[None]:
    """Write down that the person was told of the extension: now it holds."""
    caller = for_rights(request)
    extending.told(request_id, body.how, by=caller.by, at=caller.at)
    return Status(204, None)


@router.post("{request_id}/refuse", response={204: None}, auth=WRITE)
def refuse_request(request: ApiRequest, request_id: Id, body: RefuseIn) -> Status[None]:
    """Refuse one right that was asked, on a ground of the law."""
    caller = for_rights(request)
    refusing.refuse(
        request_id,
        body.right,
        body.ground,
        reasons=body.reasons,
        by=caller.by,
        at=caller.at,
    )
    return Status(204, None)


@router.post("{request_id}/fee", response={204: None}, auth=WRITE)
def announce_fee(request: ApiRequest, request_id: Id, body: FeeIn) -> Status[None]:
    """Tell the person of a fee before anything is charged."""
    caller = for_rights(request)
    refusing.announce_fee(
        request_id,
        body.ground,
        amount=Decimal(body.amount),
        reasons=body.reasons,
        by=caller.by,
        at=caller.at,
    )
    return Status(204, None)


def for_rights(request: ApiRequest) -> Caller:
    """Return who asks, if for the purpose that serves rights: files open for no other.

    Raises:
        NotAllowed: the request works for another.
    """
    caller = request.auth
    if caller.purpose != notices.in_force(caller.at).notice.purpose_serving("rights"):
        raise NotAllowed(role=caller.by.role, purpose=caller.purpose, categories="")
    return caller


def _shown(view: RequestView) -> RequestOut:
    return RequestOut(**_days(view))


def _days(view: RequestView) -> dict[str, Any]:
    return {
        "id": view.id,
        "number": view.reference,
        "channel": view.channel,
        "received_at": view.received_at,
        "received_on": view.received_on,
        "language": view.language,
        "state": view.state,
        "taken_by": view.taken_by,
        "identity": view.identity,
        "authority": view.authority,
        "represented": view.represented,
        "about": view.about,
        "target": view.due.target,
        "safe": view.due.safe,
        "latest": view.due.latest,
        "extend_by": view.clock.first_end,
        "waits_since": view.clock.waits_since,
        "acknowledged_at": view.acknowledged_at,
        "extended_at": view.extended_at,
        "answered_at": view.answered_at,
        "closed_at": view.closed_at,
        "parts": [
            PartOut(right=part.kind, state=part.state, outcome=part.outcome, reason=part.reason)
            for part in view.parts
        ],
    }
