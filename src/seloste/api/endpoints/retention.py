"""Storage periods, erasure with its certificate, and holds (GDPR Art. 5(1)(e), 17)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from ninja import Query, Router
from ninja.responses import Status

from seloste.api.keys import ApiRequest, Caller, Token, once
from seloste.api.retention_schemas import (
    CertificateOut,
    DueOut,
    DuePlanOut,
    ErasureIn,
    ErasurePlanOut,
    HoldIn,
    HoldOut,
    HoldReviewIn,
    HoldsOut,
    PlanItemOut,
)
from seloste.api.schemas import Id, Made
from seloste.kernel.ids import PersonId
from seloste.notice import queries as notices
from seloste.readings.errors import NotAllowed
from seloste.retention import calendar, queries, sentences
from seloste.retention.errors import NoSuchCertificate, NoSuchPerson
from seloste.retention.operations import erasing, holding, running
from seloste.retention.values import CertificateView, HoldView

router = Router(tags=["retention"])

READ, WRITE = Token("retention:read"), Token("retention:write")
BY_HAND = "by_hand"
_A_YEAR = timedelta(days=366)


@router.get("retention", response=DuePlanOut, auth=READ)
def show_what_is_due(
    request: ApiRequest, until: Annotated[date | None, Query()] = None
) -> DuePlanOut:
    """Show what falls due on which day, and what would go today. Erases nothing, opens nothing."""
    caller = request.auth
    zone = ZoneInfo(notices.in_force(caller.at).notice.time_zone)
    today = caller.at.astimezone(zone).date()
    now = running.look(at=caller.at)
    days = calendar.days(until=until or today + _A_YEAR, today=today)
    return DuePlanOut(
        days=[DueOut(day=one.day, kind=one.kind, records=one.records) for one in days],
        persons=now.persons,
        going=dict(now.going),
        staying={why.value: number for why, number in now.staying.items()},
        late=now.late,
    )


@router.get("persons/{person}/erasure-plan", response=ErasurePlanOut, auth=READ)
def plan_erasure(
    request: ApiRequest,
    person: Id,
    category: Annotated[list[str] | None, Query(max_length=64)] = None,
) -> ErasurePlanOut:
    """Show what of a person would go and what would stay, why and until when. Erases nothing."""
    caller = _for_rights(request)
    notice = notices.in_force(caller.at).notice
    plan = erasing.plan(PersonId(person), category, at=caller.at)
    if not plan.items:
        raise NoSuchPerson
    return ErasurePlanOut(
        person=person,
        items=[
            PlanItemOut(
                category=item.category,
                outcome="goes" if item.goes else "stays",
                why=item.why.value if item.why else None,
                until=item.until,
                records=len(item.records),
                says=sentences.of_item(item, notice),
            )
            for item in plan.items
        ],
    )


@router.post("persons/{person}/erasures", response={201: Made}, auth=WRITE)
def erase_person(request: ApiRequest, person: Id, body: ErasureIn) -> Status[Made]:
    """Erase for good what of a person may go now; the answer is the id of the certificate."""
    caller = _for_rights(request)

    def make() -> int:
        return erasing.erase(
            PersonId(person), body.categories, cause=BY_HAND, by=caller.by, at=caller.at
        ).id

    return Status(201, Made(id=once(request, make)))


@router.get("certificates/{certificate}", response=CertificateOut, auth=READ)
def show_certificate(request: ApiRequest, certificate: Id) -> CertificateOut:
    """Show what an erasure took and left, and what a second reading found."""
    found = queries.certificate(certificate)
    if found is None:
        raise NoSuchCertificate
    return _certificate(found)


@router.get("holds", response=HoldsOut, auth=READ)
def list_holds(request: ApiRequest) -> HoldsOut:
    """List the open holds, the next to be looked at first."""
    return HoldsOut(holds=[_hold(one) for one in queries.open_holds()])


@router.post("holds", response={201: Made}, auth=WRITE)
def open_hold(request: ApiRequest, body: HoldIn) -> Status[Made]:
    """Keep data of a person although their day comes; somebody looks again within six months."""
    caller = _for_rights(request)

    def make() -> int:
        return holding.hold(
            PersonId(body.person),
            ground=body.ground,
            reason=body.reason,
            category=body.category or "",
            contract=body.contract,
            by=caller.by,
            at=caller.at,
        )

    return Status(201, Made(id=once(request, make)))


@router.post("holds/{hold}/review", response={204: None}, auth=WRITE)
def review_hold(request: ApiRequest, hold: Id, body: HoldReviewIn) -> Status[None]:
    """Look at a hold again: keep it for six months more, or end it; then what is due goes."""
    caller = _for_rights(request)
    if body.is_still_needed:
        holding.review(hold, by=caller.by, at=caller.at)
    else:
        holding.close(hold, by=caller.by, at=caller.at)
    return Status(204, None)


def _for_rights(request: ApiRequest) -> Caller:
    """Return who asks, if they work for the purpose that answers requests.

    Raises:
        NotAllowed: the request names another purpose.
    """
    caller = request.auth
    notice = notices.in_force(caller.at).notice
    if caller.purpose != notice.purpose_serving("rights"):
        raise NotAllowed(role=caller.by.role, purpose=caller.purpose, categories="")
    return caller


def _certificate(found: CertificateView) -> CertificateOut:
    return CertificateOut.model_validate({**asdict(found), "holds": found.holds})


def _hold(one: HoldView) -> HoldOut:
    return HoldOut.model_validate({**asdict(one), "category": one.category or None})
