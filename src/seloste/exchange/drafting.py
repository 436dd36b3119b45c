"""From a customer who was opened back to the draft that rows are made of. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from seloste.contracts.values import ContractDays
from seloste.customers.values import (
    BillingAddress,
    ContactPersonDraft,
    ContactPersonView,
    ContractDraft,
    CustomerDraft,
    CustomerKind,
    CustomerView,
    EInvoiceAddress,
    Language,
    PostalAddress,
)
from seloste.vault.values import Record

Values = Mapping[str, object]


def draft_of(view: CustomerView, contracts: Sequence[ContractDays]) -> CustomerDraft:
    """Return the opened part of a customer as a draft; what stayed closed is empty."""
    values = view.values
    einvoice = cast("dict[str, Any] | None", values.get("customer.einvoice_address"))
    return CustomerDraft(
        kind=cast("CustomerKind", view.kind),
        number=_text(values, "customer.number"),
        name=_text(values, "customer.name"),
        company=_text(values, "customer.company"),
        business_id=_text(values, "customer.business_id"),
        handle=_text(values, "customer.handle"),
        other_identifier=_text(values, "customer.other_identifier"),
        emails=_list(values, "customer.emails"),
        phones=_list(values, "customer.phones"),
        postal_address=_address(values.get("customer.postal_address")),
        billing_address=_billing(values.get("customer.billing_address")),
        einvoice_address=EInvoiceAddress(**einvoice) if einvoice else None,
        language=cast("Language", _text(values, "customer.language")),
        contact_persons=tuple(
            _contact(person) for person in view.contact_persons if person.left_on is None
        ),
        contracts=tuple(
            ContractDraft(
                service=one.service,
                identifier=_text(
                    view.others.get(Record("contract", one.id), {}), "contract.identifier"
                ),
                starts_on=one.validity.starts_on,
                ends_on=one.validity.ends_on,
            )
            for one in contracts
        ),
    )


def _contact(person: ContactPersonView) -> ContactPersonDraft:
    return ContactPersonDraft(
        name=_text(person.values, "contact_person.name"),
        emails=_list(person.values, "contact_person.emails"),
        phones=_list(person.values, "contact_person.phones"),
        role=_text(person.values, "contact_person.role"),
    )


def _text(values: Values, field: str) -> str:
    return str(values.get(field, ""))


def _list(values: Values, field: str) -> tuple[str, ...]:
    return tuple(cast("list[str]", values.get(field, [])))


def _address(found: object) -> PostalAddress | None:
    if not found:
        return None
    address = cast("dict[str, Any]", found)
    return PostalAddress(**{**address, "street": tuple(address["street"])})


def _billing(found: object) -> BillingAddress | None:
    if not found:
        return None
    billing = cast("dict[str, Any]", found)
    return BillingAddress(**{**billing, "address": _address(billing["address"])})
