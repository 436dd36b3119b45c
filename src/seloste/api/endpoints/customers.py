"""Customers: list, find, read, create, change; and who acts for them."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpResponse
from ninja import Query, Router
from ninja.responses import Status

from seloste.api import decoding
from seloste.api.keys import ApiRequest, Token, once
from seloste.api.schemas import (
    Changed,
    ContactPersonIn,
    CustomerChange,
    CustomerIn,
    CustomerOut,
    CustomersOut,
    FoundOut,
    Id,
    Made,
    Search,
    SummaryOut,
)
from seloste.api.showing import customer_out, summary_out
from seloste.customers import queries
from seloste.customers.errors import NoSuchCustomer
from seloste.customers.operations import changing, creating, finding
from seloste.kernel.ids import PersonId

router = Router(tags=["customers"])

Limit = Annotated[int, Query(ge=1, le=100)]


@router.get("", response=CustomersOut, auth=Token("customers:read"))
def list_customers(
    request: ApiRequest, before: Annotated[Id | None, Query()] = None, limit: Limit = 25
) -> CustomersOut:
    """List customers, newest first.

    Each customer of the page gets a reading. `next` leads to the following page.
    """
    caller = request.auth
    page = queries.newest(before=PersonId(before) if before else None, limit=limit)
    shown = finding.summaries(page, purpose=caller.purpose, by=caller.by, at=caller.at)
    return CustomersOut(
        customers=[summary_out(one) for one in shown],
        next=page[-1] if len(page) == limit else None,
    )


@router.post("", response={201: Made}, auth=Token("customers:write"))
def create_customer(request: ApiRequest, response: HttpResponse, body: CustomerIn) -> Status[Made]:
    """Take a customer into the register."""
    caller = request.auth
    draft = decoding.new_customer(body)
    made = once(
        request,
        lambda: creating.create(
            draft,
            purpose=caller.purpose,
            source=body.source,
            although_duplicate=[PersonId(one) for one in body.although_duplicate],
            by=caller.by,
            at=caller.at,
        ),
    )
    response["Location"] = f"/api/v1/customers/{made}"
    return Status(201, Made(id=made))


@router.post("search", response=FoundOut, auth=Token("customers:read"))
def search_customers(request: ApiRequest, body: Search) -> FoundOut:
    """Find customers by a whole value, or by the beginnings of words of names.

    An e-mail address, telephone number, business id, customer number, handle or domain finds as
    a whole. Only fields are searched that the notice lets the token's role use for the purpose.
    Each customer found gets a reading.
    """
    caller = request.auth
    found: list[SummaryOut] = [
        summary_out(one)
        for one in finding.find(
            body.text, purpose=caller.purpose, by=caller.by, at=caller.at, limit=body.limit
        )
    ]
    return FoundOut(customers=found)


@router.get("{customer}", response=CustomerOut, auth=Token("customers:read"), exclude_unset=True)
def read_customer(request: ApiRequest, customer: Id) -> CustomerOut:
    """Open a customer, and those who act for them, as far as the notice allows.

    The customer gets a reading, and so does each contact person of whom something was opened.
    """
    caller = request.auth
    view = finding.open_customer(
        PersonId(customer), purpose=caller.purpose, by=caller.by, at=caller.at
    )
    return customer_out(view)


@router.patch("{customer}", response=Changed, auth=Token("customers:write"))
def change_customer(request: ApiRequest, customer: Id, body: CustomerChange) -> Changed:
    """Give fields new values. The values before are kept, sealed, in the history."""
    caller = request.auth
    kind = queries.kind_of(PersonId(customer))
    if kind is None:
        raise NoSuchCustomer
    changed = changing.change(
        PersonId(customer),
        decoding.changed_customer(kind, body),
        purpose=caller.purpose,
        source=body.source,
        by=caller.by,
        at=caller.at,
    )
    return Changed(changed=sorted(changed))


@router.post("{customer}/contact-persons", response={201: Made}, auth=Token("customers:write"))
def add_contact_person(request: ApiRequest, customer: Id, body: ContactPersonIn) -> Status[Made]:
    """Add someone who acts for a customer. It opens the duty to inform them (Art. 14)."""
    caller = request.auth
    draft = decoding.contact_person(body)
    made = once(
        request,
        lambda: creating.add_contact_person(
            PersonId(customer), draft, purpose=caller.purpose, by=caller.by, at=caller.at
        ),
    )
    return Status(201, Made(id=made))
