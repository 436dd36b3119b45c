"""Contracts: list those of a customer, agree, change days and details."""

from __future__ import annotations

from ninja import Router
from ninja.responses import Status

from seloste.api import decoding
from seloste.api.keys import ApiRequest, Token, once
from seloste.api.schemas import (
    Changed,
    ContractIn,
    ContractsOut,
    DetailsIn,
    Id,
    Made,
    ValidityIn,
)
from seloste.api.showing import contract_out
from seloste.contracts import operations
from seloste.contracts.values import NewContract, Validity
from seloste.customers import queries as customers
from seloste.customers.errors import NoSuchCustomer
from seloste.kernel.ids import PersonId

router = Router(tags=["contracts"])


@router.get(
    "customers/{customer}/contracts",
    response=ContractsOut,
    auth=Token("contracts:read"),
    exclude_unset=True,
)
def list_contracts(request: ApiRequest, customer: Id) -> ContractsOut:
    """Open a customer's contracts as far as the notice allows, newest first."""
    caller = request.auth
    if customers.kind_of(PersonId(customer)) is None:
        raise NoSuchCustomer
    opened = operations.open_contracts(
        PersonId(customer), purpose=caller.purpose, by=caller.by, at=caller.at
    )
    return ContractsOut(contracts=[contract_out(one) for one in opened])


@router.post("customers/{customer}/contracts", response={201: Made}, auth=Token("contracts:write"))
def agree_contract(request: ApiRequest, customer: Id, body: ContractIn) -> Status[Made]:
    """Keep a contract with a customer."""
    caller = request.auth
    identifier, details = decoding.details(body)
    contract = NewContract(
        service=body.service, validity=_validity(body), identifier=identifier, details=details
    )
    made = once(
        request,
        lambda: operations.agree(
            PersonId(customer), contract, purpose=caller.purpose, by=caller.by, at=caller.at
        ),
    )
    return Status(201, Made(id=made))


@router.put("contracts/{contract}/validity", response={204: None}, auth=Token("contracts:write"))
def change_contract_days(request: ApiRequest, contract: Id, body: ValidityIn) -> Status[None]:
    """Give a contract other days: prolong it, end it, let it renew itself."""
    caller = request.auth
    operations.change_validity(contract, _validity(body), by=caller.by, at=caller.at)
    return Status(204, None)


@router.put("contracts/{contract}/details", response=Changed, auth=Token("contracts:write"))
def change_contract_details(request: ApiRequest, contract: Id, body: DetailsIn) -> Changed:
    """Write anew what a contract is about and what was agreed; what is left out goes."""
    caller = request.auth
    identifier, details = decoding.details(body)
    changed = operations.change_details(
        contract,
        identifier=identifier,
        details=details,
        purpose=caller.purpose,
        by=caller.by,
        at=caller.at,
    )
    return Changed(changed=sorted(changed))


def _validity(body: ValidityIn) -> Validity:
    return Validity(starts_on=body.starts_on, ends_on=body.ends_on, renews_by=body.renews_by)
