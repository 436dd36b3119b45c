"""What goes in and out as JSON. Bodies are bounded and take no unknown field.

Rules of the values themselves stand in `seloste.customers`; the bounds here keep out what is no
value at all. All examples are invented.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)

from seloste.customers.values import BillingMethod, CustomerKind, Language
from seloste.usability.values import Bar

LARGEST_ID = 2**63 - 1


def _id(written: object) -> int:
    """Return the number of an id, which is text in JSON: no language reads it with less digits."""
    if isinstance(written, str) and written.isascii() and written.isdecimal():
        number = int(written) if len(written) <= 19 else 0
        if 0 < number <= LARGEST_ID:
            return number
    raise ValueError("id")


Id = Annotated[
    int,
    BeforeValidator(_id),
    PlainSerializer(str, return_type=str),
    WithJsonSchema(
        {"type": "string", "pattern": "^[1-9][0-9]{0,18}$", "examples": ["249823577412370433"]}
    ),
]

IdOut = Annotated[
    int,
    PlainSerializer(str, return_type=str),
    WithJsonSchema(
        {"type": "string", "pattern": "^[0-9]{1,19}$", "examples": ["249823577412370433"]}
    ),
]

Line = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\r\n]*$")]
Filled = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\r\n]*$")]
# Separators of the values of one cell in a file; here each value stands alone.
One = Annotated[str, StringConstraints(min_length=1, max_length=254, pattern=r"^[^\r\n;,]*$")]
Several = Annotated[list[One], Field(max_length=10)]
FreeText = Annotated[str, StringConstraints(max_length=4000)]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
ServiceCode = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_.-]{0,63}$")]
Source = Literal["data_subject", "employer", "public_register", "registrar", "generated", "other"]
Period = Annotated[str, StringConstraints(pattern=r"^(P[0-9YMWD]{2,14})?$")]


def _day(written: object) -> object:
    """Return the day as it was written; a number or a time is none."""
    if isinstance(written, date) or (isinstance(written, str) and len(written) == 10):
        return written
    raise ValueError("day")


Day = Annotated[date, BeforeValidator(_day), Field(ge=date(1900, 1, 1), le=date(2200, 12, 31))]


BAR = (
    "Why nothing of this person may be used for the purpose now: the processing is restricted, the "
    "person objects, or consent is missing. Left out when nothing bars it."
)


class Taken(BaseModel):
    """What is taken in: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class Given(BaseModel):
    """What is given out."""

    model_config = ConfigDict(serialize_by_alias=True)


class Address(Taken):
    """Where letters go."""

    street: Annotated[list[Filled], Field(max_length=4)] = []
    postal_code: Annotated[str, StringConstraints(max_length=12)] = ""
    city: Line = ""
    country: Country = "FI"


class Billing(Taken):
    """How and where invoices go."""

    method: BillingMethod | Literal[""] = ""
    name: Line = ""
    email: Annotated[str, StringConstraints(max_length=254, pattern=r"^[^\r\n;,]*$")] = ""
    address: Address | None = None


class EInvoice(Taken):
    """Where electronic invoices go: an OVT, IBAN or operator's own code, and the operator."""

    address: One
    operator: Line = ""


class ContactPersonIn(Taken):
    """Someone who acts for a customer."""

    name: Filled
    emails: Several = []
    phones: Several = []
    role: Line = ""


class CustomerIn(Taken):
    """A new customer."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "kind": "person",
                    "name": "Aino Esimerkki",
                    "emails": ["aino@esimerkki.example"],
                    "phones": ["+358 40 555 0123"],
                    "postal_address": {
                        "street": ["Esimerkkikatu 1 A 2"],
                        "postal_code": "33100",
                        "city": "Tampere",
                    },
                    "language": "fi",
                }
            ]
        }
    )

    kind: CustomerKind
    number: Line = ""
    name: Line = ""
    company: Line = ""
    business_id: Line = ""
    handle: Line = ""
    other_identifier: Line = ""
    emails: Several = []
    phones: Several = []
    postal_address: Address | None = None
    billing_address: Billing | None = None
    einvoice_address: EInvoice | None = None
    language: Language | Literal[""] = ""
    contact_persons: Annotated[list[ContactPersonIn], Field(max_length=10)] = []
    source: Source = Field(
        "data_subject",
        description="Where the values come from. Anything but the person opens an Art. 14 duty.",
    )
    although_duplicate: Annotated[list[Id], Field(max_length=25)] = Field(
        default=[],
        description="Customers found as duplicates before, and looked at: they are others.",
    )


class CustomerChange(Taken):
    """New values of a customer. What is left out stays; null removes."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"emails": ["aino@uusi.example"], "einvoice_address": None}]
        }
    )

    name: Filled = ""
    company: Filled = ""
    business_id: Filled | None = None
    handle: Filled | None = None
    other_identifier: Filled | None = None
    emails: Several | None = None
    phones: Several | None = None
    postal_address: Address | None = None
    billing_address: Billing | None = None
    einvoice_address: EInvoice | None = None
    language: Language | None = None
    source: Source = "data_subject"


class ContactPersonChange(Taken):
    """New values of a contact person. What is left out stays; null removes."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"phones": ["+358 50 555 0145"], "role": None}]}
    )

    name: Filled = ""
    emails: Several | None = None
    phones: Several | None = None
    role: Filled | None = None
    source: Source = "data_subject"


class LastDay(Taken):
    """The day on which something ends."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"on": "2026-11-30"}]})

    on: Day


class Search(Taken):
    """What to look for. It stands in the body and never in an address: addresses end in logs."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"text": "esim aino"}]})

    text: Annotated[str, StringConstraints(min_length=2, max_length=200)]
    limit: Annotated[int, Field(ge=1, le=100, strict=True)] = 25


class Titles(Taken):
    """A title in one or more languages."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    fi: Filled | None = None
    sv: Filled | None = None
    en: Filled | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Titles:
        if not self.by_language():
            raise ValueError("titles")
        return self

    def by_language(self) -> dict[Language, str]:
        given: tuple[tuple[Language, str | None], ...] = (
            ("fi", self.fi), ("sv", self.sv), ("en", self.en),
        )  # fmt: skip
        return {language: title for language, title in given if title}


class ServiceIn(Taken):
    """Something that is to be sold."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"code": "webhotel", "title": {"fi": "Webhotelli", "en": "Web hosting"}}]
        }
    )

    code: ServiceCode
    title: Filled | Titles


class ValidityIn(Taken):
    """The days of a contract."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"starts_on": "2026-01-01", "renews_by": ""}]}
    )

    starts_on: Day
    ends_on: Day | None = Field(None, description="Null while it runs until further notice.")
    renews_by: Period = Field(
        "", description="ISO 8601 period by which it renews itself at its end, such as P1Y."
    )


class DetailsIn(Taken):
    """What a contract is about, and what else was agreed."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"identifier": "esimerkki.example", "details": "Two mailboxes."}]
        }
    )

    identifier: Line = ""
    details: FreeText = ""


class ContractIn(ValidityIn, DetailsIn):
    """What was agreed with a customer."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "service": "webhotel",
                    "starts_on": "2026-01-01",
                    "ends_on": "2026-12-31",
                    "renews_by": "P1Y",
                    "identifier": "esimerkki.example",
                }
            ]
        }
    )

    service: ServiceCode


class Merge(Taken):
    """Two customers who are one."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"keep": "249823577412370433", "gone": "249823577412370434"}]
        }
    )

    keep: Id
    gone: Id


class Apart(Taken):
    """Two customers who looked alike and are two."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"first": "249823577412370433", "second": "249823577412370434"}]
        }
    )

    first: Id
    second: Id


class Made(Given):
    """The id of what was made."""

    id: IdOut


class Changed(Given):
    """The fields, by their names in the notice, whose values really changed."""

    changed: list[str] = Field(examples=[["customer.emails"]])


class SummaryOut(Given):
    """A customer as a list names them."""

    id: IdOut
    kind: CustomerKind
    name: str = Field(examples=["Aino Esimerkki"])
    number: str = Field(examples=["1001"])
    has_contracts: bool
    relationship_ended_on: date | None
    bar: Bar | None = Field(None, description=BAR)


class CustomersOut(Given):
    """A page of customers, newest first."""

    customers: list[SummaryOut]
    next: IdOut | None = Field(None, description="Give it as `before` for the next page.")


class FoundOut(Given):
    """Who was found, newest first."""

    customers: list[SummaryOut]


class AddressOut(Given):
    """Where letters go."""

    street: list[str]
    postal_code: str
    city: str
    country: str


class BillingOut(Given):
    """How and where invoices go."""

    method: BillingMethod | Literal[""]
    name: str
    email: str
    address: AddressOut | None


class EInvoiceOut(Given):
    """Where electronic invoices go."""

    address: str
    operator: str


class Seen(Given):
    """What a role may see for a purpose."""

    sources: dict[str, str] = Field(
        description="Where a field came from, when the person did not give it."
    )
    closed: list[str] = Field(
        description="Categories of the notice in which something is kept that stayed closed."
    )


class ContactPersonOut(Seen):
    """Someone who acts for a customer, as far as the token's role may see them."""

    id: IdOut
    left_on: date | None
    name: str | None = None
    emails: list[str] | None = None
    phones: list[str] | None = None
    role: str | None = None


class CustomerOut(Seen):
    """A customer as far as the token's role may see them for the purpose of the request.

    A field that is closed, or has no value, is left out.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "249823577412370433",
                    "kind": "person",
                    "created_at": "2026-01-15T08:30:00Z",
                    "changed_at": "2026-01-15T08:30:00Z",
                    "has_contracts": True,
                    "relationship_ended_on": None,
                    "opened": ["contact", "identity"],
                    "closed": ["correspondence"],
                    "sources": {},
                    "contact_persons": [],
                    "name": "Aino Esimerkki",
                    "number": "1001",
                    "emails": ["aino@esimerkki.example"],
                    "language": "fi",
                }
            ]
        }
    )

    id: IdOut
    kind: CustomerKind
    created_at: datetime
    changed_at: datetime
    has_contracts: bool
    relationship_ended_on: date | None
    opened: list[str] = Field(description="Categories of the notice that were opened.")
    bar: Bar | None = Field(None, description=BAR)
    contact_persons: list[ContactPersonOut]
    name: str | None = None
    company: str | None = None
    number: str | None = None
    business_id: str | None = None
    handle: str | None = None
    other_identifier: str | None = None
    emails: list[str] | None = None
    phones: list[str] | None = None
    postal_address: AddressOut | None = None
    billing_address: BillingOut | None = None
    einvoice_address: EInvoiceOut | None = None
    language: Language | None = None


class ServiceOut(Given):
    """Something that is sold."""

    id: IdOut
    code: str
    title: str | dict[Language, str]
    withdrawn_on: date | None


class ServicesOut(Given):
    """The services, by code."""

    services: list[ServiceOut]


class ContractOut(Given):
    """A contract as far as the token's role may see it for the purpose of the request."""

    id: IdOut
    service: str = Field(description="Code of the service.")
    state: Literal["coming", "running", "ended"]
    starts_on: date
    ends_on: date | None
    renews_by: str
    current_end: date | None = Field(description="The last day as it stands today.")
    identifier: str | None = None
    details: str | None = None
    closed: list[str]


class ContractsOut(Given):
    """A customer's contracts, newest first."""

    contracts: list[ContractOut]


class PairOut(Given):
    """Two customers who may be one."""

    first: IdOut
    second: IdOut
    reason: str = Field(examples=["emails"])


class PairsOut(Given):
    """Pairs that somebody should look at, the oldest first."""

    pairs: list[PairOut]


class ReadingOut(Given):
    """That somebody looked at the customer's data."""

    at: datetime
    purpose: str
    role: str
    way_in: str
    categories: list[str]


class ReadingsOut(Given):
    """A page of readings, newest first."""

    readings: list[ReadingOut]
    next: IdOut | None = Field(None, description="Give it as `before` for the next page.")


class NoticeOut(Given):
    """The edition of the privacy notice that is in force."""

    number: int
    hash: str = Field(description="SHA-256 of the notice's file, hexadecimal.")
    in_force_from: date
    published_at: datetime
    language_links: dict[Language, str] = Field(description="Where people read it.")


class FaultOut(Given):
    """What is wrong with one part of the request."""

    pointer: str = Field(examples=["/emails"], description="RFC 6901 JSON pointer.")
    code: str = Field(examples=["email_unfit"])
    detail: str


class DuplicateOut(Given):
    """A customer who seems to be the same."""

    id: IdOut
    reason: str


class ProblemOut(Given):
    """Why a request was not carried out (RFC 9457)."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "https://seloste.example/problems/customers.no_such_customer",
                    "title": "The request was not carried out",
                    "status": 404,
                    "detail": "Nothing was done. No such customer or contact person is in the "
                    "register any more. Search again: two customers may have been merged into one.",
                    "code": "customers.no_such_customer",
                }
            ]
        }
    )

    type: str
    title: str
    status: int
    detail: str = Field(description="What happened, why, and what to do, in the caller's language.")
    code: str = Field(examples=["customers.no_such_customer"], description="Permanent.")
    article: str | None = None
    errors: list[FaultOut] | None = None
    duplicates: list[DuplicateOut] | None = None
