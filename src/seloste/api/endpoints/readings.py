"""Readings: who looked at a customer's data, when, why and in which role."""

from __future__ import annotations

from typing import Annotated

from ninja import Query, Router

from seloste.api.keys import ApiRequest, Token
from seloste.api.schemas import Id, ReadingOut, ReadingsOut
from seloste.audit import queries
from seloste.customers import queries as customers
from seloste.customers.errors import NoSuchCustomer
from seloste.kernel.ids import PersonId

router = Router(tags=["readings"])


@router.get("{customer}/readings", response=ReadingsOut, auth=Token("readings:read"))
def list_readings(
    request: ApiRequest,
    customer: Id,
    before: Annotated[Id | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> ReadingsOut:
    """List who looked at the customer's data: role and purpose, never the pseudonym of who it was.

    It opens nothing itself, and leaves no reading.
    """
    if customers.kind_of(PersonId(customer)) is None:
        raise NoSuchCustomer
    page = queries.readings_of(PersonId(customer), before=before, limit=limit)
    return ReadingsOut(
        readings=[
            ReadingOut(
                at=one.at,
                purpose=one.purpose,
                role=one.role,
                way_in=one.way_in,
                categories=list(one.categories),
            )
            for one in page
        ],
        next=(page[-1].position or None) if len(page) == limit else None,
    )
