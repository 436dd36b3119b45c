"""What a customer is, as values that cross borders. Their `repr` says nothing of a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from seloste.kernel.ids import PersonId
from seloste.usability.values import Bar
from seloste.vault.values import Record

CustomerKind = Literal["person", "sole_trader", "company", "association"]
Language = Literal["fi", "sv", "en"]
BillingMethod = Literal["paper", "email", "einvoice"]

KINDS: tuple[CustomerKind, ...] = ("person", "sole_trader", "company", "association")
LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")
BILLING_METHODS: tuple[BillingMethod, ...] = ("paper", "email", "einvoice")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that keeps a value, a row or a file out. It never holds the value itself.

    Args:
        column: one of our columns, or "" when the fault is the row's or the file's.
        code: permanent, lower-case; its sentence stands in `customers.sentences`.
        facts: what the sentence mentions: limits, line numbers. Nothing personal.
    """

    column: str
    code: str
    facts: Mapping[str, int | str] = field(default_factory=dict[str, int | str])


@dataclass(frozen=True, slots=True, repr=False)
class PostalAddress:
    """Where letters go. `country` is ISO 3166-1 alpha-2."""

    street: tuple[str, ...]
    postal_code: str
    city: str
    country: str


@dataclass(frozen=True, slots=True, repr=False)
class BillingAddress:
    """How and where invoices go. `method` is "" when nobody has said."""

    method: BillingMethod | Literal[""]
    name: str = ""
    email: str = ""
    address: PostalAddress | None = None


@dataclass(frozen=True, slots=True, repr=False)
class EInvoiceAddress:
    """Where electronic invoices go: an OVT, IBAN or operator's own code, and the operator."""

    address: str
    operator: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class ContactPersonDraft:
    """Someone who acts for a customer. `phones` are E.164."""

    name: str
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    role: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class ContractDraft:
    """What was agreed: the service, what it is about, and its days."""

    service: str
    identifier: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, repr=False)
class CustomerDraft:
    """A customer whose values have been checked, not yet in the register.

    A person and a sole trader have a `name`; a company and an association have a
    `company` and an empty `name`: people who act for them are contact persons.
    `phones` are E.164, `language` is "" when not known, `source` says whence the data came.
    """

    kind: CustomerKind
    number: str = ""
    name: str = ""
    company: str = ""
    business_id: str = ""
    handle: str = ""
    other_identifier: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    postal_address: PostalAddress | None = None
    billing_address: BillingAddress | None = None
    einvoice_address: EInvoiceAddress | None = None
    language: Language | Literal[""] = ""
    contact_persons: tuple[ContactPersonDraft, ...] = ()
    contracts: tuple[ContractDraft, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Summary:
    """A customer as a list names them.

    Attributes:
        bar: why nothing of them may be used, or None.
        is_erased: nothing is kept of them any more; the row stays for who or what hangs on it.
    """

    id: PersonId
    kind: str
    name: str
    number: str
    has_contracts: bool
    relationship_ended_on: date | None
    bar: Bar | None = None
    is_erased: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class ContactPersonView:
    """Someone who acts for a customer, as far as a role may see them for a purpose."""

    id: PersonId
    left_on: date | None
    values: Mapping[str, object]
    sources: Mapping[str, str]
    closed: frozenset[str]
    bar: Bar | None = None


@dataclass(frozen=True, slots=True, repr=False)
class CustomerView:
    """A customer as far as a role may see them for a purpose.

    Attributes:
        values: field of the notice → value; only of opened categories.
        sources: where a field came from, when not from the person.
        opened: categories that were opened.
        closed: categories in which something is kept that stayed closed.
        bar: why nothing of the customer may be used for the purpose now, or None.
        others: records of other kinds that were opened with the customer, such as contracts.
    """

    id: PersonId
    kind: str
    created_at: datetime
    changed_at: datetime
    relationship_ended_on: date | None
    has_contracts: bool
    values: Mapping[str, object]
    sources: Mapping[str, str]
    opened: frozenset[str]
    closed: frozenset[str]
    contact_persons: tuple[ContactPersonView, ...]
    bar: Bar | None = None
    others: Mapping[Record, Mapping[str, object]] = field(default_factory=dict)
