"""From a customer back to rows under our columns, for export."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from seloste.customers.values import (
    ContactPersonDraft,
    ContractDraft,
    CustomerDraft,
    PostalAddress,
)

# What tells a further row of the same customer from another customer.
_REPEATED = ("kind", "number", "name", "company", "business_id", "email")


def rows_of(customer: CustomerDraft) -> Iterator[dict[str, str]]:
    """Yield the customer's rows: one, and one more for each further contact person or contract.

    `drafts.draft` makes of the first row the customer again, with the first of each. Columns
    that are empty are left out.
    """
    first = _without_empty(_of_customer(customer))
    repeated = {column: first[column] for column in _REPEATED if column in first}
    pairs = zip_longest(customer.contact_persons, customer.contracts)
    contact, contract = next(pairs, (None, None))
    yield first | _of_contact(contact) | _of_contract(contract)
    for contact, contract in pairs:
        yield repeated | _of_contact(contact) | _of_contract(contract)


def _of_customer(customer: CustomerDraft) -> dict[str, str]:
    billing, einvoice = customer.billing_address, customer.einvoice_address
    return {
        "kind": customer.kind,
        "number": customer.number,
        "name": customer.name,
        "company": customer.company,
        "business_id": customer.business_id,
        "handle": customer.handle,
        "other_identifier": customer.other_identifier,
        "email": "; ".join(customer.emails),
        "phone": "; ".join(customer.phones),
        **_of_address("", customer.postal_address),
        "billing_method": billing.method if billing else "",
        "billing_name": billing.name if billing else "",
        "billing_email": billing.email if billing else "",
        **_of_address("billing_", billing.address if billing else None),
        "einvoice_address": einvoice.address if einvoice else "",
        "einvoice_operator": einvoice.operator if einvoice else "",
        "language": customer.language,
        "source": customer.source,
    }


def _of_address(prefix: str, address: PostalAddress | None) -> dict[str, str]:
    if address is None:
        return {}
    return {
        f"{prefix}street": "\n".join(address.street),
        f"{prefix}postal_code": address.postal_code,
        f"{prefix}city": address.city,
        f"{prefix}country": address.country,
    }


def _of_contact(contact: ContactPersonDraft | None) -> dict[str, str]:
    if contact is None:
        return {}
    return _without_empty(
        {
            "contact_name": contact.name,
            "contact_email": "; ".join(contact.emails),
            "contact_phone": "; ".join(contact.phones),
            "contact_role": contact.role,
        }
    )


def _of_contract(contract: ContractDraft | None) -> dict[str, str]:
    if contract is None:
        return {}
    return _without_empty(
        {
            "service": contract.service,
            "contract_identifier": contract.identifier,
            "contract_start": contract.starts_on.isoformat() if contract.starts_on else "",
            "contract_end": contract.ends_on.isoformat() if contract.ends_on else "",
        }
    )


def _without_empty(row: dict[str, str]) -> dict[str, str]:
    return {column: value for column, value in row.items() if value}
