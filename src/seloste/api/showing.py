"""From what was opened to JSON. What is closed or has no value is left out."""

from __future__ import annotations

from collections.abc import Mapping

from seloste.api.schemas import ContactPersonOut, ContractOut, CustomerOut, SummaryOut
from seloste.contracts.values import ContractView
from seloste.customers.values import ContactPersonView, CustomerView, Summary


def summary_out(summary: Summary) -> SummaryOut:
    """Return a customer as a list names them."""
    return SummaryOut.model_validate(
        {name: getattr(summary, name) for name in SummaryOut.model_fields}
    )


def customer_out(view: CustomerView) -> CustomerOut:
    """Return a customer as far as it was opened."""
    return CustomerOut.model_validate(
        {
            **_short(view.values),
            "id": view.id,
            "kind": view.kind,
            "created_at": view.created_at,
            "changed_at": view.changed_at,
            "has_contracts": view.has_contracts,
            "relationship_ended_on": view.relationship_ended_on,
            "sources": _short(view.sources),
            "opened": sorted(view.opened),
            "closed": sorted(view.closed),
            "bar": view.bar,
            "contact_persons": [_contact_person(person) for person in view.contact_persons],
        }
    )


def contract_out(view: ContractView) -> ContractOut:
    """Return a contract as far as it was opened."""
    return ContractOut.model_validate(
        {
            **_short(view.values),
            "id": view.id,
            "service": view.service.code,
            "state": view.state,
            "starts_on": view.validity.starts_on,
            "ends_on": view.validity.ends_on,
            "renews_by": view.validity.renews_by,
            "current_end": view.current_end,
            "closed": sorted(view.closed),
        }
    )


def _contact_person(view: ContactPersonView) -> ContactPersonOut:
    return ContactPersonOut.model_validate(
        {
            **_short(view.values),
            "id": view.id,
            "left_on": view.left_on,
            "sources": _short(view.sources),
            "closed": sorted(view.closed),
        }
    )


def _short(fields: Mapping[str, object]) -> dict[str, object]:
    """Return the fields without whose they are: `customer.emails` becomes `emails`."""
    return {field.partition(".")[2]: value for field, value in fields.items()}
