"""Deciding each right that was asked, and answering."""

from __future__ import annotations

from django.http import HttpResponse
from ninja import Router
from ninja.responses import Status

from seloste.api import decoding
from seloste.api.answer_schemas import (
    AccessIn,
    AnswerIn,
    AnswerStateIn,
    ErasedOut,
    ErasureIn,
    FieldsOut,
    LetterOut,
    LiftingIn,
    ObjectionIn,
    PassageIn,
    PassagesOut,
    PlannedOut,
    PlansOut,
    PortabilityIn,
    RectificationIn,
    RestrictionIn,
    SelfIn,
    SelfOut,
    SelvesOut,
    WholeIn,
    WithdrawalIn,
)
from seloste.api.endpoints.requests import READ, WRITE, for_rights
from seloste.api.keys import ApiRequest, Caller
from seloste.api.schemas import Id
from seloste.customers.queries import kind_of
from seloste.kernel.ids import PersonId
from seloste.rights.errors import NobodyMatched
from seloste.rights.filing import office
from seloste.rights.letters.plain import as_text
from seloste.rights.operations import (
    access,
    answering,
    erasure,
    objection,
    portability,
    rectification,
    restriction,
    selves,
    withdrawal,
)
from seloste.rights.package.format import AccessPackage
from seloste.rights.package.zipping import zipped
from seloste.vault.values import Record

router = Router(tags=["answers"])


# --- What is held ---------------------------------------------------------------------------------


@router.get("{request_id}/copy", response=AccessPackage, auth=READ)
def preview_copy(request: ApiRequest, request_id: Id) -> AccessPackage:
    """Open everything that is held of whoever asks, as the copy would have it now."""
    caller = for_rights(request)
    return access.preview_copy(request_id, by=caller.by, at=caller.at)


@router.get("{request_id}/selves", response=SelvesOut, auth=READ)
def list_selves(request: ApiRequest, request_id: Id) -> SelvesOut:
    """Find who else in the register may be the same human being."""
    caller = for_rights(request)
    found = selves.other_selves(request_id, by=caller.by, at=caller.at)
    return SelvesOut(
        selves=[
            SelfOut(
                person=one.person,
                kind=one.kind,
                acts_for=one.acts_for,
                shares=one.by,
                chosen=one.chosen,
            )
            for one in found
        ]
    )


@router.put("{request_id}/selves/{person}", response={204: None}, auth=WRITE)
def choose_self(request: ApiRequest, request_id: Id, person: Id, body: SelfIn) -> Status[None]:
    """Decide whether somebody else in the register is the same human being."""
    caller = for_rights(request)
    act = selves.choose_self if body.same else selves.leave_self
    act(request_id, PersonId(person), by=caller.by, at=caller.at)
    return Status(204, None)


@router.post("{request_id}/passages", response=PassagesOut, auth=WRITE)
def leave_out_passage(request: ApiRequest, request_id: Id, body: PassageIn) -> PassagesOut:
    """Leave words about somebody else out of the copy."""
    caller = for_rights(request)
    kind, _, number = body.record.partition(":")
    found = access.leave_out(
        request_id,
        Record(kind, int(number)),
        body.field,
        body.words,
        by=caller.by,
        at=caller.at,
    )
    return PassagesOut(number=found)


@router.put("{request_id}/passages", response={204: None}, auth=WRITE)
def leave_out_nothing(request: ApiRequest, request_id: Id, body: WholeIn) -> Status[None]:
    """Leave nothing out of the copy any more."""
    caller = for_rights(request)
    access.leave_nothing_out(request_id, by=caller.by, at=caller.at)
    return Status(204, None)


# --- Decisions ------------------------------------------------------------------------------------


@router.post("{request_id}/decisions/access", response={204: None}, auth=WRITE)
def decide_access(request: ApiRequest, request_id: Id, body: AccessIn) -> Status[None]:
    """Make the copy for the answer, or decide that nothing is held (Art. 15)."""
    caller = for_rights(request)
    if body.decision == "copy":
        access.give_copy(request_id, on_paper=body.on_paper, by=caller.by, at=caller.at)
    else:
        access.confirm_nothing_held(request_id, by=caller.by, at=caller.at)
    return Status(204, None)


@router.post("{request_id}/decisions/rectification", response=FieldsOut, auth=WRITE)
def decide_rectification(request: ApiRequest, request_id: Id, body: RectificationIn) -> FieldsOut:
    """Correct what is wrong, or leave it with reasons (Art. 16)."""
    caller = for_rights(request)
    if body.decision == "leave":
        rectification.leave_as_it_is(
            request_id,
            reasons=body.reasons,
            statement=body.statement,
            by=caller.by,
            at=caller.at,
        )
        return FieldsOut(changed=[])
    if body.person is None:
        raise NobodyMatched
    changed = rectification.correct(
        request_id,
        PersonId(body.person),
        _values(PersonId(body.person), body),
        statement=body.statement,
        by=caller.by,
        at=caller.at,
    )
    return FieldsOut(changed=sorted(changed))


def _values(person: PersonId, body: RectificationIn) -> dict[str, object]:
    kind = kind_of(person)
    if kind is not None:
        return decoding.changed_customer(kind, body.customer) if body.customer else {}
    given = body.contact_person
    return decoding.changed_contact_person(given) if given else {}


@router.get("{request_id}/erasure", response=PlansOut, auth=READ)
def plan_request_erasure(request: ApiRequest, request_id: Id) -> PlansOut:
    """Tell what would go and what would stay, why, and until when. Nothing is erased."""
    caller = for_rights(request)
    return PlansOut(
        plan=[
            PlannedOut(
                person=plan.person,
                category=item.category,
                goes=item.goes,
                why=item.why or "",
                until=item.until,
            )
            for plan in erasure.plans(request_id, by=caller.by, at=caller.at)
            for item in plan.items
        ]
    )


@router.post("{request_id}/decisions/erasure", response=ErasedOut, auth=WRITE)
def decide_erasure(request: ApiRequest, request_id: Id, body: ErasureIn) -> ErasedOut:
    """Erase for good what may go; what stays is told with reasons (Art. 17)."""
    caller = for_rights(request)
    made = erasure.erase(request_id, body.categories, by=caller.by, at=caller.at)
    return ErasedOut(certificates=[one.id for one in made])


@router.post("{request_id}/decisions/restriction", response={204: None}, auth=WRITE)
def decide_restriction(request: ApiRequest, request_id: Id, body: RestrictionIn) -> Status[None]:
    """Restrict the use of the data from now on (Art. 18)."""
    caller = for_rights(request)
    restriction.restrict(request_id, body.ground, by=caller.by, at=caller.at)
    return Status(204, None)


@router.post("{request_id}/decisions/portability", response={204: None}, auth=WRITE)
def decide_portability(request: ApiRequest, request_id: Id, body: PortabilityIn) -> Status[None]:
    """Make the files that the person takes along (Art. 20)."""
    caller = for_rights(request)
    portability.give_portable(request_id, by=caller.by, at=caller.at)
    return Status(204, None)


@router.post("{request_id}/decisions/objection", response={204: None}, auth=WRITE)
def decide_objection(request: ApiRequest, request_id: Id, body: ObjectionIn) -> Status[None]:
    """End marketing at once; or let the data rest, give way, or go on with reasons (Art. 21)."""
    _objection(for_rights(request), request_id, body)
    return Status(204, None)


def _objection(caller: Caller, request_id: int, body: ObjectionIn) -> None:
    by, at = caller.by, caller.at
    match body.decision:
        case "end_marketing":
            objection.end_marketing(request_id, is_all=not body.more, by=by, at=at)
        case "rest":
            objection.rest_meanwhile(request_id, by=by, at=at)
        case "uphold":
            objection.uphold(request_id, body.purposes, reasons=body.reasons, by=by, at=at)
        case "reject":
            weighed = objection.Balancing(body.interest, body.necessity, body.weighing)
            objection.reject(
                request_id,
                body.purposes,
                reasons=body.reasons,
                balancing=weighed,
                by=by,
                at=at,
            )


@router.post("{request_id}/decisions/withdrawal", response={204: None}, auth=WRITE)
def decide_withdrawal(request: ApiRequest, request_id: Id, body: WithdrawalIn) -> Status[None]:
    """End consents at once, as the person takes them back (Art. 7(3))."""
    caller = for_rights(request)
    withdrawal.withdraw_consents(request_id, body.purposes, by=caller.by, at=caller.at)
    return Status(204, None)


# --- The end of a restriction ---------------------------------------------------------------------


@router.post("{request_id}/lifting", response={204: None}, auth=WRITE)
def lift_restriction(request: ApiRequest, request_id: Id, body: LiftingIn) -> Status[None]:
    """Tell the person that the restriction will end, note that they know, end it (Art. 18(3))."""
    caller = for_rights(request)
    by, at = caller.by, caller.at
    match body.step:
        case "announce":
            on = body.on or office(by=by, at=at).today
            restriction.announce_lifting(request_id, on=on, reasons=body.reasons, by=by, at=at)
        case "told":
            restriction.lifting_told(request_id, "told", by=by, at=at)
        case "end":
            restriction.lift(request_id, by=by, at=at)
    return Status(204, None)


# --- The answer -----------------------------------------------------------------------------------


@router.get("{request_id}/letter", response=LetterOut, auth=READ)
def preview_letter(request: ApiRequest, request_id: Id) -> LetterOut:
    """Read the letter as it would be sent now."""
    caller = for_rights(request)
    written = answering.preview(request_id, by=caller.by, at=caller.at)
    return LetterOut(language=written.language, title=written.title, text=as_text(written))


@router.post("{request_id}/answer", response={204: None}, auth=WRITE)
def answer_request(request: ApiRequest, request_id: Id, body: AnswerIn) -> Status[None]:
    """Send the answer by a one-time link, or prepare it on paper."""
    caller = for_rights(request)
    answering.answer(request_id, body.delivery, by=caller.by, at=caller.at)
    return Status(204, None)


@router.get("{request_id}/answer/files", auth=READ)
def answer_files(request: ApiRequest, request_id: Id) -> HttpResponse:
    """Download the letter and what goes with it, as a ZIP, to print and post."""
    caller = for_rights(request)
    files = answering.answer_files(request_id, by=caller.by, at=caller.at)
    return HttpResponse(zipped(files, at=caller.at), content_type="application/zip")


@router.post("{request_id}/answer/state", response={204: None}, auth=WRITE)
def note_answer(request: ApiRequest, request_id: Id, body: AnswerStateIn) -> Status[None]:
    """Write down that the answer was posted, which closes the request; or send a new link."""
    caller = for_rights(request)
    if body.to == "posted":
        answering.answer_told(request_id, "paper", by=caller.by, at=caller.at)
    else:
        answering.send_again(request_id, by=caller.by, at=caller.at)
    return Status(204, None)
