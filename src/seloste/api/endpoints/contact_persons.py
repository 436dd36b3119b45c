"""Contact persons: change, and note that they left. They are added under their customer."""

from __future__ import annotations

from ninja import Router
from ninja.responses import Status

from seloste.api import decoding
from seloste.api.keys import ApiRequest, Token
from seloste.api.schemas import Changed, ContactPersonChange, Id, LastDay
from seloste.customers import queries
from seloste.customers.errors import NoSuchCustomer
from seloste.customers.operations import changing
from seloste.kernel.ids import PersonId

router = Router(tags=["contact persons"])


@router.patch("{person}", response=Changed, auth=Token("customers:write"))
def change_contact_person(request: ApiRequest, person: Id, body: ContactPersonChange) -> Changed:
    """Give fields of a contact person new values."""
    caller = request.auth
    if queries.kind_of(PersonId(person)) is not None:
        raise NoSuchCustomer  # a customer has fields of another kind
    changed = changing.change(
        PersonId(person),
        decoding.changed_contact_person(body),
        purpose=caller.purpose,
        source=body.source,
        by=caller.by,
        at=caller.at,
    )
    return Changed(changed=sorted(changed))


@router.post("{person}/end", response={204: None}, auth=Token("customers:write"))
def end_contact_person(request: ApiRequest, person: Id, body: LastDay) -> Status[None]:
    """Note that a contact person no longer acts for the customer."""
    caller = request.auth
    changing.end_contact_person(PersonId(person), on=body.on, by=caller.by, at=caller.at)
    return Status(204, None)
