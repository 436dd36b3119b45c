"""Customers who may be one: list, merge, keep apart."""

from __future__ import annotations

from typing import Annotated

from ninja import Query, Router
from ninja.responses import Status

from seloste.api.keys import ApiRequest, Token
from seloste.api.schemas import Apart, Merge, PairOut, PairsOut
from seloste.contracts.operations import merge_customers
from seloste.customers import queries
from seloste.customers.operations.merging import keep_apart
from seloste.kernel.ids import PersonId

router = Router(tags=["duplicates"])


@router.get("", response=PairsOut, auth=Token("customers:read"))
def list_duplicates(
    request: ApiRequest, limit: Annotated[int, Query(ge=1, le=100)] = 25
) -> PairsOut:
    """List pairs of customers that somebody should look at, the oldest first. Opens nothing."""
    pairs = queries.possible_duplicates(limit=limit)
    return PairsOut(
        pairs=[PairOut(first=one.first, second=one.second, reason=one.reason) for one in pairs]
    )


@router.post("merge", response={204: None}, auth=Token("customers:merge"))
def merge_two(request: ApiRequest, body: Merge) -> Status[None]:
    """Make one customer of two, contracts and all; nothing is lost.

    The purpose of the request must let the token's role open everything that moves.
    """
    caller = request.auth
    merge_customers(
        PersonId(body.keep),
        PersonId(body.gone),
        purpose=caller.purpose,
        by=caller.by,
        at=caller.at,
    )
    return Status(204, None)


@router.post("keep-apart", response={204: None}, auth=Token("customers:merge"))
def keep_two_apart(request: ApiRequest, body: Apart) -> Status[None]:
    """Note that two customers who looked alike are two."""
    caller = request.auth
    keep_apart(PersonId(body.first), PersonId(body.second), by=caller.by, at=caller.at)
    return Status(204, None)
