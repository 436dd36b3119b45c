"""Services: what is on offer."""

from __future__ import annotations

from typing import Annotated

from ninja import Query, Router
from ninja.responses import Status

from seloste.api.keys import ApiRequest, Token, once
from seloste.api.schemas import (
    Day,
    LastDay,
    Made,
    ServiceIn,
    ServiceOut,
    ServicesOut,
    Titles,
)
from seloste.contracts import operations, queries
from seloste.contracts.errors import NoSuchService

router = Router(tags=["services"])


@router.get("", response=ServicesOut, auth=Token("contracts:read"))
def list_services(
    request: ApiRequest, offered_on: Annotated[Day | None, Query()] = None
) -> ServicesOut:
    """List the services, by code; with `offered_on` only those on offer that day."""
    return ServicesOut(
        services=[
            ServiceOut(id=one.id, code=one.code, title=one.title, withdrawn_on=one.withdrawn_on)
            for one in queries.services(offered_on=offered_on)
        ]
    )


@router.post("", response={201: Made}, auth=Token("services:write"))
def offer_service(request: ApiRequest, body: ServiceIn) -> Status[Made]:
    """Put a service on offer."""
    caller = request.auth
    title = body.title.by_language() if isinstance(body.title, Titles) else body.title
    made = once(
        request,
        lambda: operations.offer(body.code, title=title, by=caller.by, at=caller.at),
    )
    return Status(201, Made(id=made))


@router.post("{code}/withdraw", response={204: None}, auth=Token("services:write"))
def withdraw_service(request: ApiRequest, code: str, body: LastDay) -> Status[None]:
    """Take a service off offer; contracts about it go on."""
    caller = request.auth
    if code not in queries.service_ids():
        raise NoSuchService(service="–")
    operations.withdraw(code, on=body.on, by=caller.by, at=caller.at)
    return Status(204, None)
