"""What a person gave and may take elsewhere: of a copy, what rests on consent or a contract. Pure.

Source: GDPR Art. 20(1)-(2), 20(4); WP 242 rev.01.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from seloste.customers.files.guarding import guarded
from seloste.notice.values import LegalBasis, Notice
from seloste.rights.package import format as copy
from seloste.rights.package.written import line_of

BASES: frozenset[LegalBasis] = frozenset(("consent", "contract"))
KINDS = frozenset(("customer", "contact_person", "contract", "message", "survey"))
"""Kinds of records with what a person gave; what we noted ourselves is not among them."""

MADE_BY_US = frozenset(("customer.number",))


def portable_categories(notice: Notice) -> frozenset[str]:
    """Return the categories that are used for a purpose on consent or on a contract."""
    return frozenset(
        category
        for key, purpose in notice.purposes.items()
        if purpose.legal_basis in BASES
        for use in notice.uses_of(key)
        for category in use.categories
    )


def portable(package: copy.AccessPackage, *, notice: Notice) -> copy.PortablePackage:
    """Return of a copy what the person may take along: given by them, on consent or a contract."""
    allowed = portable_categories(notice)
    return copy.PortablePackage(
        made_at=package.made_at,
        controller=package.controller,
        records=tuple(_given(package, allowed)),
        contracts=package.contracts,
    )


def left_out(package: copy.AccessPackage, *, notice: Notice) -> tuple[str, ...]:
    """Return the categories of a copy that the right does not reach."""
    taken = {held.category for held in _given(package, portable_categories(notice))}
    return tuple(category for category in package.categories if category not in taken)


def _given(package: copy.AccessPackage, allowed: frozenset[str]) -> Iterator[copy.Held]:
    for held in package.records:
        ours = held.sources.keys() | MADE_BY_US
        fields = {name: value for name, value in held.fields.items() if name not in ours}
        if held.category in allowed and held.kind in KINDS and fields:
            yield held.model_copy(update={"fields": fields, "sources": {}})


def as_csv(package: copy.PortablePackage) -> bytes:
    """Return the same as a table: record, field, value; a comma between, UTF-8."""
    made = StringIO()
    table = csv.writer(made)
    table.writerow(("record", "category", "field", "value"))
    for held in package.records:
        for field, value in held.fields.items():
            table.writerow((held.record, held.category, field, guarded(line_of(value))))
    for contract in package.contracts:
        for field in ("service", "starts_on", "ends_on"):
            value = getattr(contract, field)
            table.writerow((contract.record, "", f"contract.{field}", value or ""))
    return made.getvalue().encode("utf-8-sig")
