"""How a customer lies in the vault: fields of the notice, by category; and how it is found. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from typing import Any, cast

from seloste.customers.errors import FieldNotInNotice
from seloste.customers.values import (
    BillingAddress,
    ContactPersonDraft,
    CustomerDraft,
    CustomerKind,
    EInvoiceAddress,
    PostalAddress,
)
from seloste.kernel.folding import fold, words
from seloste.notice.values import Notice
from seloste.vault.values import SOURCES, Term

CUSTOMER = "customer"
CONTACT_PERSON = "contact_person"
CHANGE = "change"

Values = Mapping[str, object]
"""Field of the notice, such as `customer.emails`, → value as JSON takes it."""

NAMES = ("customer.name", "customer.company", "contact_person.name")
WHOLE = (
    "customer.emails", "customer.handle", "customer.business_id", "customer.other_identifier",
    "customer.number", "customer.phones", "contact_person.emails", "contact_person.phones",
    "contract.identifier",
)  # fmt: skip
IDENTIFYING = ("customer.number", "customer.business_id", "customer.emails", "customer.phones")
"""Fields that two customers do not share by chance, the strongest first."""

NEAR_NAME = "customer.near_name"
NEAR_FIELDS = ("customer.name", "customer.company", "customer.postal_address")
"""What a near name is made of."""

_COMPANY_FORMS = frozenset(
    ("oy", "oyj", "ab", "abp", "ky", "kb", "tmi", "fma", "ry", "rf", "osk", "andelslag",
     "ltd", "gmbh", "as", "avoin", "yhtio")
)  # fmt: skip
_SEPARATORS = re.compile(r"[\s\-./()]+")


def customer_values(draft: CustomerDraft) -> dict[str, object]:
    """Return the fields of a customer that have a value."""
    values: dict[str, object] = {
        "customer.name": draft.name,
        "customer.emails": list(draft.emails),
        "customer.handle": draft.handle,
        "customer.company": draft.company,
        "customer.business_id": draft.business_id,
        "customer.other_identifier": draft.other_identifier,
        "customer.number": draft.number,
        "customer.phones": list(draft.phones),
        "customer.postal_address": _address(draft.postal_address),
        "customer.billing_address": _billing(draft.billing_address),
        "customer.einvoice_address": _einvoice(draft.einvoice_address),
        "customer.language": draft.language,
    }
    return {field: value for field, value in values.items() if value}


def contact_person_values(draft: ContactPersonDraft) -> dict[str, object]:
    """Return the fields of a contact person that have a value."""
    values: dict[str, object] = {
        "contact_person.name": draft.name,
        "contact_person.emails": list(draft.emails),
        "contact_person.phones": list(draft.phones),
        "contact_person.role": draft.role,
    }
    return {field: value for field, value in values.items() if value}


def by_category(notice: Notice, values: Values, *, source: str) -> dict[str, dict[str, object]]:
    """Return the fields sorted into the notice's categories, with their source.

    Raises:
        FieldNotInNotice: the notice in force has no category for a field; it may not be kept.
    """
    sorted_in: dict[str, dict[str, object]] = {}
    for field, value in values.items():
        category = notice.category_of(field)
        if category is None:
            raise FieldNotInNotice(field=field)
        content = sorted_in.setdefault(category, {})
        content[field] = value
        if source != "data_subject":
            sources = cast("dict[str, str]", content.setdefault(SOURCES, {}))
            sources[field] = source
    return sorted_in


def terms_of(field: str, value: object) -> Iterator[Term]:
    """Yield the terms under which this value finds its person; none for fields not searched."""
    if field in NAMES:
        for word in words(str(value)):
            yield Term(field, word, prefix=True)
    elif field in WHOLE:
        for one in cast("list[str]", value) if isinstance(value, list) else [str(value)]:
            yield Term(field, comparable(field, one))


def terms_by_category(content: Mapping[str, Values]) -> dict[str, list[Term]]:
    """Return the terms of each category of a record."""
    return {
        category: [term for field, value in values.items() for term in terms_of(field, value)]
        for category, values in content.items()
    }


def comparable(field: str, value: str) -> str:
    """Return a value as the index compares it: folded; identifiers without separators."""
    folded = fold(value.strip())
    if field in {"customer.business_id", "customer.other_identifier"}:
        return _SEPARATORS.sub("", folded)
    return folded


def near_name(kind: CustomerKind, values: Values) -> Term | None:
    """Return the term that two customers share whose names are near and who live at one place.

    Near: the same words in any order, whatever the case, the accents, doubled letters and the
    form of the company. At one place: the same postal code.
    """
    name = str(values.get("customer.company") or values.get("customer.name") or "")
    address = cast("dict[str, Any]", values.get("customer.postal_address") or {})
    found = sorted({_simplified(w) for w in words(name)} - _COMPANY_FORMS)
    if not found or not address.get("postal_code"):
        return None
    group = "organisation" if kind in {"company", "association"} else "person"
    return Term(NEAR_NAME, f"{group}|{' '.join(found)}|{address['postal_code']}")


def _address(address: PostalAddress | None) -> dict[str, object] | None:
    if address is None:
        return None
    return {
        "street": list(address.street),
        "postal_code": address.postal_code,
        "city": address.city,
        "country": address.country,
    }


def _billing(billing: BillingAddress | None) -> dict[str, object] | None:
    if billing is None:
        return None
    return {
        "method": billing.method,
        "name": billing.name,
        "email": billing.email,
        "address": _address(billing.address),
    }


def _einvoice(einvoice: EInvoiceAddress | None) -> dict[str, object] | None:
    if einvoice is None:
        return None
    return {"address": einvoice.address, "operator": einvoice.operator}


@lru_cache(maxsize=4096)
def _simplified(word: str) -> str:
    """Return a word without doubled letters and with w as v: "Wirttanen" meets "Virtanen"."""
    return "".join(letter for letter, _ in groupby(word.replace("w", "v")))
