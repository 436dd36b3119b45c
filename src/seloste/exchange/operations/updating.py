"""Bringing a customer who is there up to date from a row of a file."""

from __future__ import annotations

from collections.abc import Sequence

from seloste.contracts import queries as contracts
from seloste.contracts.operations import add_contracts, add_services, open_contracts
from seloste.contracts.values import NewContract, Validity
from seloste.customers import contents
from seloste.customers.contents import CUSTOMER
from seloste.customers.operations.changing import change_record
from seloste.customers.operations.finding import open_customer
from seloste.customers.values import ContractDraft, CustomerDraft
from seloste.customers.writing import Moment, add_contact_persons
from seloste.kernel.folding import fold, words
from seloste.kernel.ids import PersonId
from seloste.vault.values import Record


def update(
    customer: PersonId, draft: CustomerDraft, *, purpose: str, source: str, moment: Moment
) -> bool:
    """Give the customer the values, contact persons and contracts that the row adds.

    Fields that the row leaves empty stay. Returns whether anything was new.
    """
    by, at = moment.by, moment.at
    changed = change_record(
        customer,
        Record(CUSTOMER, customer),
        contents.customer_values(draft),
        purpose=purpose,
        source=source,
        moment=moment,
    )
    people = []
    if draft.contact_persons:
        known = open_customer(customer, purpose=purpose, by=by, at=at).contact_persons
        names = {fold(str(p.values.get("contact_person.name", ""))) for p in known}
        people = [p for p in draft.contact_persons if fold(p.name) not in names]
        add_contact_persons(customer, people, moment=moment)
    agreed: Sequence[ContractDraft] = ()
    if draft.contracts:
        known_contracts = {
            (c.service.code, c.values.get("contract.identifier", ""))
            for c in open_contracts(customer, purpose=purpose, by=by, at=at)
        }
        agreed = [
            c for c in draft.contracts if (_code_of(c.service), c.identifier) not in known_contracts
        ]
        _add(customer, agreed, moment)
    return bool(changed or people or agreed)


def add_agreed(
    customers: Sequence[tuple[PersonId, Sequence[ContractDraft]]], *, moment: Moment
) -> None:
    """Keep the contracts that came with new customers; a service not yet known is put on offer."""
    pairs = [(c, contract) for c, agreed in customers for contract in agreed]
    if not pairs:
        return
    _offer_missing([contract for _, contract in pairs], moment)
    add_contracts([(c, _new(contract, moment)) for c, contract in pairs], moment=moment)


def _add(customer: PersonId, agreed: Sequence[ContractDraft], moment: Moment) -> None:
    if agreed:
        _offer_missing(agreed, moment)
        add_contracts([(customer, _new(c, moment)) for c in agreed], moment=moment)


def _offer_missing(agreed: Sequence[ContractDraft], moment: Moment) -> None:
    known = contracts.service_ids()
    missing = {_code_of(c.service): c.service for c in agreed if _code_of(c.service) not in known}
    if missing:
        add_services(dict(missing), by=moment.by, at=moment.at)


def _new(contract: ContractDraft, moment: Moment) -> NewContract:
    starts_on = contract.starts_on or min(moment.day, contract.ends_on or moment.day)
    return NewContract(
        service=_code_of(contract.service),
        validity=Validity(starts_on, contract.ends_on),
        identifier=contract.identifier,
    )


def _code_of(service: str) -> str:
    """Return the code of a service by its code or its title: both fold to the same."""
    return "-".join(words(service))[:64] or "service"
