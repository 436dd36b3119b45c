"""The register of breaches: record, decide, close; how far a breach reached; drafts."""

from __future__ import annotations

from dataclasses import asdict
from itertools import islice
from typing import Annotated, Literal

from ninja import Query, Router
from ninja.responses import Status

from seloste.api.breach_schemas import (
    AssessmentIn,
    BreachesOut,
    BreachIn,
    BreachOut,
    ConcernedIn,
    ConcernedOut,
    ConcernedPageOut,
    DescriptionIn,
    DraftOut,
    EventOut,
    NotificationIn,
    OpenedBreachOut,
    ReasonsIn,
    ScopeIn,
    ScopeOut,
    TellingIn,
)
from seloste.api.keys import ApiRequest, Caller, Token, once
from seloste.api.schemas import Id, Made
from seloste.breaches import rules
from seloste.breaches.operations import deciding, opening, recording, scoping
from seloste.breaches.values import BreachView, Description, NewBreach, Notification
from seloste.kernel.ids import PersonId
from seloste.kernel.languages import Language
from seloste.notice import queries as notices
from seloste.readings.errors import NotAllowed

router = Router(tags=["breaches"])

READ, WRITE = Token("breaches:read"), Token("breaches:write")


@router.get("", response=BreachesOut, auth=READ)
def list_breaches(
    request: ApiRequest,
    before: Annotated[int | None, Query(ge=1, le=2**31)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 25,
) -> BreachesOut:
    """List the breaches, the newest first. Opens no file."""
    caller = _for_security(request)
    found = opening.breaches(by=caller.by, at=caller.at, before=before, limit=limit)
    more = found[-1].number if len(found) == limit else None
    return BreachesOut(
        breaches=[BreachOut.model_validate(_shown(view, caller)) for view in found], next=more
    )


@router.post("", response={201: Made}, auth=WRITE)
def record_breach(request: ApiRequest, body: BreachIn) -> Status[Made]:
    """Put a breach into the register; its clock of 72 hours runs from awareness."""
    caller = _for_security(request)
    new = NewBreach(
        aware_at=body.aware_at,
        description=_description(body),
        processor=body.processor or "",
        processor_told_at=body.processor_told_at,
    )
    made = once(request, lambda: recording.record_breach(new, by=caller.by, at=caller.at))
    return Status(201, Made(id=made))


@router.post("scope", response=ScopeOut, auth=READ)
def count_scope(request: ApiRequest, body: ScopeIn) -> ScopeOut:
    """Count what an account saw and did: of how many persons, which categories, for what."""
    caller = _for_security(request)
    found = scoping.scope(
        body.account, since=body.since, until=body.until, by=caller.by, at=caller.at
    )
    return ScopeOut.model_validate(asdict(found))


@router.post("scope/persons", response=ConcernedPageOut, auth=READ)
def list_persons_in_scope(request: ApiRequest, body: ConcernedIn) -> ConcernedPageOut:
    """Open a page of the persons whose data the account opened or changed."""
    caller = _for_security(request)
    found = scoping.concerned(
        body.account,
        since=body.since,
        until=body.until,
        after=PersonId(int(body.after)),
        by=caller.by,
        at=caller.at,
    )
    page = list(islice(found, scoping.PAGE))
    more = page[-1].person if len(page) == scoping.PAGE else None
    return ConcernedPageOut(
        persons=[ConcernedOut.model_validate(asdict(one)) for one in page], next=more
    )


@router.get("{breach}", response=OpenedBreachOut, auth=READ, exclude_unset=True)
def open_breach(request: ApiRequest, breach: Id) -> OpenedBreachOut:
    """Open a breach with its file and everything that was decided."""
    caller = _for_security(request)
    opened = opening.open_breach(breach, by=caller.by, at=caller.at)
    events = [
        EventOut(code=event.code, at=event.at, actor=event.actor, role=event.role, said=dict(said))
        for event, said in opened.events
    ]
    return OpenedBreachOut.model_validate(
        {
            **_shown(opened.view, caller),
            **opened.texts,
            "missing": list(rules.missing(opened.view, opened.texts)),
            "events": events,
        }
    )


@router.put("{breach}/description", response={204: None}, auth=WRITE)
def describe_breach(request: ApiRequest, breach: Id, body: DescriptionIn) -> Status[None]:
    """Write down what is known now; what was known before stays in its event."""
    caller = _for_security(request)
    recording.describe(breach, _description(body), by=caller.by, at=caller.at)
    return Status(204, None)


@router.put("{breach}/assessment", response={204: None}, auth=WRITE)
def assess_breach(request: ApiRequest, breach: Id, body: AssessmentIn) -> Status[None]:
    """Say how great the risk is for the persons concerned, and why."""
    caller = _for_security(request)
    deciding.assess(breach, body.risk, reasons=body.reasons, by=caller.by, at=caller.at)
    return Status(204, None)


@router.post("{breach}/notifications", response={204: None}, auth=WRITE)
def note_notification(request: ApiRequest, breach: Id, body: NotificationIn) -> Status[None]:
    """Record that the authority was notified, at once or in one more phase."""
    caller = _for_security(request)
    sent = Notification(
        sent_at=body.sent_at,
        is_complete=body.is_complete,
        reasons=body.reasons,
        late_because=body.late_because,
        reference=body.reference,
    )
    deciding.notify(breach, sent, by=caller.by, at=caller.at)
    return Status(204, None)


@router.put("{breach}/not-notified", response={204: None}, auth=WRITE)
def decide_not_to_notify(request: ApiRequest, breach: Id, body: ReasonsIn) -> Status[None]:
    """Decide not to notify the authority, and why."""
    caller = _for_security(request)
    deciding.do_not_notify(breach, reasons=body.reasons, by=caller.by, at=caller.at)
    return Status(204, None)


@router.put("{breach}/telling", response={204: None}, auth=WRITE)
def note_telling(request: ApiRequest, breach: Id, body: TellingIn) -> Status[None]:
    """Record that the persons concerned were told, or decide that they are not."""
    caller = _for_security(request)
    if body.told_at is not None:
        deciding.tell_persons(
            breach, told_at=body.told_at, reasons=body.reasons, by=caller.by, at=caller.at
        )
    else:
        deciding.do_not_tell_persons(
            breach, exemption=body.exemption, reasons=body.reasons, by=caller.by, at=caller.at
        )
    return Status(204, None)


@router.post("{breach}/close", response={204: None}, auth=WRITE)
def close_breach(request: ApiRequest, breach: Id, body: ReasonsIn) -> Status[None]:
    """Close a breach of which everything is written down and decided."""
    caller = _for_security(request)
    deciding.close(breach, reasons=body.reasons, by=caller.by, at=caller.at)
    return Status(204, None)


@router.post("{breach}/scope", response=ScopeOut, auth=WRITE)
def keep_scope(request: ApiRequest, breach: Id, body: ScopeIn) -> ScopeOut:
    """Count what an account saw and did, and write the counts down in the breach."""
    caller = _for_security(request)
    found = scoping.keep_scope(
        breach, body.account, since=body.since, until=body.until, by=caller.by, at=caller.at
    )
    return ScopeOut.model_validate(asdict(found))


@router.get("{breach}/draft", response=DraftOut, auth=READ)
def draft_letter(
    request: ApiRequest,
    breach: Id,
    to: Annotated[Literal["authority", "persons"], Query()] = "authority",
    language: Annotated[Language, Query()] = "fi",
) -> DraftOut:
    """Write a draft to the authority, or to the persons concerned. Nothing is sent."""
    caller = _for_security(request)
    written = opening.draft(breach, to=to, language=language, by=caller.by, at=caller.at)
    return DraftOut(subject=written.subject, text=written.text)


def _for_security(request: ApiRequest) -> Caller:
    """Return who asks, if for the purpose that serves security: files open for no other.

    Raises:
        NotAllowed: the request works for another.
    """
    caller = request.auth
    if caller.purpose != notices.in_force(caller.at).notice.purpose_serving("security"):
        raise NotAllowed(role=caller.by.role, purpose=caller.purpose, categories="")
    return caller


def _description(body: DescriptionIn) -> Description:
    return Description(
        facts=body.facts,
        effects=body.effects,
        measures=body.measures,
        advice=body.advice,
        natures=tuple(body.natures),
        categories=tuple(body.categories),
        persons=body.persons,
        records=body.records,
        happened_at=body.happened_at,
    )


def _shown(view: BreachView, caller: Caller) -> dict[str, object]:
    return {
        **asdict(view),
        "due_at": rules.due_at(view.aware_at),
        "pressure": rules.pressure(view, at=caller.at),
    }
