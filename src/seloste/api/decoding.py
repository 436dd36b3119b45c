"""From JSON to checked values: by the same rules as rows of a file, so that both doors agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from seloste.api.errors import FieldFault, Unfit
from seloste.api.faults import says
from seloste.api.schemas import (
    Address,
    Billing,
    ContactPersonChange,
    ContactPersonIn,
    CustomerChange,
    CustomerIn,
    DetailsIn,
    EInvoice,
)
from seloste.customers import contents, rules
from seloste.customers.files import drafts
from seloste.customers.values import (
    ContactPersonDraft,
    CustomerDraft,
    CustomerKind,
    Fault,
)

Row = dict[str, str]

_PLACES: Mapping[str, str] = {
    "email": "/emails",
    "phone": "/phones",
    "street": "/postal_address/street",
    "postal_code": "/postal_address/postal_code",
    "city": "/postal_address/city",
    "country": "/postal_address/country",
    "billing_method": "/billing_address/method",
    "billing_name": "/billing_address/name",
    "billing_email": "/billing_address/email",
    "billing_street": "/billing_address/address/street",
    "billing_postal_code": "/billing_address/address/postal_code",
    "billing_city": "/billing_address/address/city",
    "billing_country": "/billing_address/address/country",
    "einvoice_address": "/einvoice_address/address",
    "einvoice_operator": "/einvoice_address/operator",
}
_CONTACT_PLACES: Mapping[str, str] = {
    "contact_name": "/name",
    "contact_email": "/emails",
    "contact_phone": "/phones",
    "contact_role": "/role",
}
_SIMPLE = ("number", "name", "company", "business_id", "handle", "other_identifier", "language")

# What a change leaves out stays as it is, and is taken for granted.
_STANDING: Mapping[str, str] = {"email": "stands@register.example", "einvoice_address": "STANDS"}
_STANDING_NAME: Mapping[CustomerKind, str] = {
    "person": "name",
    "sole_trader": "name",
    "company": "company",
    "association": "company",
}


def new_customer(body: CustomerIn) -> CustomerDraft:
    """Return the customer of the body.

    Raises:
        Unfit: with every fault at once.
    """
    row = {"kind": body.kind, **_row(body, body.model_fields_set)}
    made = drafts.draft(row)
    if not isinstance(made, CustomerDraft):
        raise Unfit([_fault(fault, _PLACES) for fault in made])
    people = [
        contact_person(person, under=f"/contact_persons/{number}")
        for number, person in enumerate(body.contact_persons)
    ]
    # A person's name beside a company's is one of those who act for it, in files as here.
    return replace(made, contact_persons=(*made.contact_persons, *people))


def changed_customer(kind: CustomerKind, body: CustomerChange) -> dict[str, object]:
    """Return the new values by field of the notice; None where a value is to go.

    Raises:
        Unfit: with every fault at once; a company has no name of a person.
    """
    given = body.model_fields_set - {"source"}
    if kind in {"company", "association"} and "name" in given:
        raise Unfit([_fault(Fault("name", "not_of_this_kind"), {})])
    row = _row(body, given)
    standing = {_STANDING_NAME[kind]: "stands", **_STANDING}
    made = drafts.draft({"kind": kind, **standing, **row})
    if not isinstance(made, CustomerDraft):
        raise Unfit([_fault(fault, _PLACES) for fault in made])
    values = contents.customer_values(made)
    return {f"customer.{name}": values.get(f"customer.{name}") for name in sorted(given)}


def contact_person(body: ContactPersonIn, *, under: str = "") -> ContactPersonDraft:
    """Return the contact person of the body.

    Raises:
        Unfit: with every fault at once.
    """
    return _contact_person(_contact_row(body, body.model_fields_set), under=under)


def changed_contact_person(body: ContactPersonChange) -> dict[str, object]:
    """Return the new values by field of the notice; None where a value is to go.

    Raises:
        Unfit: with every fault at once.
    """
    given = body.model_fields_set - {"source"}
    row = _contact_row(body, given)
    made = _contact_person({"contact_name": "stands", **row}, under="")
    values = contents.contact_person_values(made)
    return {
        f"contact_person.{name}": values.get(f"contact_person.{name}") for name in sorted(given)
    }


def details(body: DetailsIn) -> tuple[str, str]:
    """Return what a contract is about and what was agreed, tidied.

    Raises:
        Unfit: one of them cannot be kept.
    """
    texts, faults = [], []
    for column, value, most in (
        ("identifier", body.identifier, 200),
        ("details", body.details, 4000),
    ):
        try:
            texts.append(rules.text(value, most=most))
        except rules.Unfit as unfit:
            faults.append(Fault(column, unfit.code, unfit.facts))
        if rules.holds_identity_code(value):
            faults.append(Fault(column, "identity_code"))
    if faults:
        raise Unfit([_fault(fault, {}) for fault in faults])
    return texts[0], texts[1]


def _contact_person(row: Row, *, under: str) -> ContactPersonDraft:
    made = drafts.draft({"kind": "company", "company": "stands", **row})
    if not isinstance(made, CustomerDraft):
        raise Unfit([_fault(fault, _CONTACT_PLACES, under=under) for fault in made])
    return made.contact_persons[0]


def _row(body: CustomerIn | CustomerChange, given: Iterable[str]) -> Row:
    """Return the fields that were given, as columns of a file."""
    row: Row = {}
    for name in given:
        value = getattr(body, name)
        if name in _SIMPLE:
            row[name] = value or ""
        elif name in {"emails", "phones"}:
            row[name.removesuffix("s")] = _joined(value)
        elif isinstance(value, Address):
            row |= _address(value, "")
        elif isinstance(value, Billing):
            row |= _billing(value)
        elif isinstance(value, EInvoice):
            row |= {"einvoice_address": value.address, "einvoice_operator": value.operator}
    return row


def _contact_row(body: ContactPersonIn | ContactPersonChange, given: Iterable[str]) -> Row:
    row = {}
    for name in given:
        value = getattr(body, name)
        if name in {"emails", "phones"}:
            row[f"contact_{name.removesuffix('s')}"] = _joined(value)
        elif name != "source":
            row[f"contact_{name}"] = value or ""
    return row


def _joined(values: Sequence[str] | None) -> str:
    return ";".join(values or ())


def _address(address: Address, prefix: str) -> Row:
    return {
        f"{prefix}street": "\n".join(address.street),
        f"{prefix}postal_code": address.postal_code,
        f"{prefix}city": address.city,
        f"{prefix}country": address.country,
    }


def _billing(billing: Billing) -> Row:
    row = {
        "billing_method": billing.method,
        "billing_name": billing.name,
        "billing_email": billing.email,
    }
    return row | (_address(billing.address, "billing_") if billing.address else {})


def _fault(fault: Fault, places: Mapping[str, str], *, under: str = "") -> FieldFault:
    return FieldFault(
        pointer=under + places.get(fault.column, f"/{fault.column}"),
        code=fault.code,
        detail=says(fault),
    )
