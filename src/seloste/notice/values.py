"""The format of the notice file, and the questions that the rest of the system asks it.

The format takes what a person may write, faults included: whether a notice is complete
and lawful is the linter's business (`notice.rules`). Unknown keys are refused.
The JSON Schema is made from these classes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from seloste.kernel.languages import Language

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
"""A name in the notice that code and rows refer to, such as `customer_care`."""

FieldId = Annotated[str, StringConstraints(pattern=r"^[a-z_]+\.[a-z_]+$", max_length=64)]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, max_length=10_000)]
Text = Sentence | dict[Language, Sentence]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]

LegalBasis = Literal[
    "consent",
    "contract",
    "legal_obligation",
    "vital_interests",
    "public_task",
    "legitimate_interests",
    "soft_opt_in",  # Directive 2002/58/EC Art. 13(2), complete in itself (C-654/23)
]
Source = Literal["data_subject", "employer", "public_register", "registrar", "generated", "other"]
Serves = Literal["rights", "claims", "accountability", "security", "protection", "public_interest"]
"""What the program takes a purpose for: answering requests, legal claims, proving that the notice
holds, security, protecting another person, an important public interest."""

SERVES_WHILE_RESTRICTED: frozenset[Serves] = frozenset(
    ("rights", "claims", "protection", "public_interest")
)
"""For these, restricted data may still be used (GDPR Art. 12, 18(2))."""

Channel = Literal["portal", "form", "email", "phone", "post", "in_person"]


def _number(written: object) -> object:
    """Return the number that a file's word means: the reader leaves all words as they are."""
    return int(written) if isinstance(written, str) and written.isdecimal() else written


class _Part(BaseModel):
    """A part of the file: unknown keys are refused, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class EditionHead(_Part):
    """Which edition this is."""

    number: Annotated[int, Field(ge=1, le=99_999)]
    in_force_from: date
    changes: Text | None = Field(None, description="What changed since the edition before.")


class PostalAddress(_Part):
    """An address on paper."""

    street: Sentence
    postal_code: Sentence
    city: Sentence
    country: Country = "FI"


class Party(_Part):
    """A controller, representative or data protection officer."""

    name: Sentence
    form: Text | None = None
    business_id: Sentence | None = None
    postal_address: PostalAddress | None = None
    visiting_address: PostalAddress | None = None
    email: Sentence | None = None
    phone: Sentence | None = None
    country: Country | None = None
    website: Sentence | None = None


class ContactChannel(_Part):
    """A way for a request to arrive."""

    kind: Channel
    address: Sentence | None = None


class Contact(_Part):
    """Where data protection matters are handled (Art. 12(2), 13(1)(a))."""

    person: Sentence | None = None
    role: Text | None = None
    channels: tuple[ContactChannel, ...] = ()
    accepts_only: tuple[Literal["in_writing", "in_person", "signed", "with_id"], ...] = Field(
        (), description="Demands of form. The GDPR sets none; the linter refuses them."
    )


class Purpose(_Part):
    """Why data are processed, on one legal basis (Art. 5(1)(b), 6(1), 13(1)(c))."""

    title: Text | None = None
    description: Text | None = None
    legal_basis: LegalBasis | None = None
    act: Text | None = Field(None, description="The act and section behind a legal obligation.")
    interest: Text | None = Field(None, description="The legitimate interest, Art. 13(1)(d).")
    balancing_test: Text | None = Field(None, description="Outcome of the test, Art. 6(1)(f).")
    wording: Text | None = Field(None, description="What the person consents to, Art. 7(2).")
    marketing: bool = Field(default=False, description="Direct marketing, Art. 21(2)-(3).")
    data_subjects: tuple[Literal["customers", "contact_persons", "staff", "others"], ...] = (
        "customers",
    )
    accompanies: tuple[Key, ...] = Field(
        (), description="Purposes in whose work this one is served too, each on its own basis."
    )
    serves: Serves | None = Field(
        None, description="What the program takes it for, and whether it may use restricted data."
    )
    dpv: tuple[str, ...] = Field((), description="Terms of the Data Privacy Vocabulary.")


class Category(_Part):
    """A closed list of fields; each field stands in one category (Art. 14(1)(d))."""

    title: Text | None = None
    fields: tuple[FieldId, ...] = ()
    required: tuple[FieldId, ...] = Field((), description="Without these no contract, 13(2)(e).")
    consequence: Text | None = Field(None, description="What follows when they are not given.")
    sources: tuple[Source, ...] = Field((), description="Where the data come from, 14(2)(f).")
    source_details: Text | None = None
    open_list: Text | None = Field(
        None, description="Words such as “and other data”. The linter refuses them."
    )


class Role(_Part):
    """A role of those who work with the register."""

    title: Text | None = None


class Use(_Part):
    """Who may look at what for a purpose."""

    categories: tuple[Key, ...]
    roles: tuple[Key, ...]


class Recipient(_Part):
    """Who receives data (Art. 4(9), 13(1)(e))."""

    name: Text | None = None
    kind: Literal["processor", "controller", "joint_controller", "third_party"] | None = None
    service: Text | None = None
    when: Key | None = Field(None, description="Purpose for which the data are given.")
    categories: tuple[Key, ...] = ()
    fields: tuple[FieldId, ...] = Field((), description="Fewer than the whole categories.")
    place: Country | None = Field(None, description="Where the data are kept.")
    access_from: tuple[Country, ...] = Field((), description="Where they can be reached from.")
    transfer: (
        Literal[
            "adequacy", "dpf", "scc", "bcr", "art_49_1_a", "art_49_1_b", "art_49_1_c", "art_49_1_e"
        ]
        | None
    ) = None
    transfer_details: Text | None = Field(None, description="How to get a copy, Art. 13(1)(f).")
    agreement: date | None = Field(None, description="Day of the Art. 28 agreement.")
    connector: Key | None = None
    website: Sentence | None = None


class StoragePeriod(_Part):
    """How long (Art. 13(2)(a)): from a trigger, for an ISO 8601 period, on a ground."""

    categories: tuple[Key, ...]
    purpose: Key | None = None
    from_: Sentence | None = Field(None, alias="from", description="The trigger.")
    keep: Sentence | None = Field(None, description="ISO 8601, such as P3Y.")
    to: Literal["calendar_year_end", "fiscal_year_end"] | None = None
    or_from: Sentence | None = Field(None, description="Fallback trigger when the first is unset.")
    or_keep: Sentence | None = Field(None, description="Period from the fallback trigger.")
    action: Literal["erase", "anonymise", "keep_minimal"] = "erase"
    text: Text | None = Field(None, description="A vague sentence in place of a period.")
    ground: Text | None = None


class Backups(_Part):
    """How often copies are made and how long they are kept (Art. 13(2)(a), 32(1)(b)-(d))."""

    every: Sentence | None = Field(None, description="ISO 8601, such as P1D.")
    keep: Annotated[int, Field(ge=1, le=9_999)] | None = Field(
        None, description="How many copies of the data are kept."
    )
    keys_keep: Sentence | None = Field(
        None, description="How long a copy of the keys is kept; 35 days at the most."
    )
    drill_every: Sentence | None = Field(
        None, description="How often restoring and erasing are tried."
    )


class Section(_Part):
    """A section in the controller's own words."""

    title: Text
    text: Text


class Register(_Part):
    """What the register is called (the activity of the Art. 30 record)."""

    name: Text
    description: Text | None = None


class Notice(_Part):
    """One edition of the notice."""

    seloste: Annotated[Literal[1], BeforeValidator(_number)]
    edition: EditionHead
    register_: Register | None = Field(None, alias="register")
    controller: Party | None = None
    joint_controllers: tuple[Party, ...] = ()
    joint_arrangement: Text | None = Field(None, description="Its essence, Art. 26(2).")
    representative: Party | Literal["none"] | None = None
    data_protection_officer: Party | Literal["not_designated"] | None = None
    contact: Contact | None = None
    authority: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] | None = None
    instruments: tuple[Sentence, ...] = Field(
        ("GDPR",), description="Acts that the notice cites as its law."
    )
    time_zone: Sentence = "Europe/Helsinki"
    fiscal_year_end: Annotated[str, StringConstraints(pattern=r"^\d{2}-\d{2}$")] = "12-31"
    purposes: dict[Key, Purpose] = {}
    categories: dict[Key, Category] = {}
    roles: dict[Key, Role] = {}
    uses: dict[Key, tuple[Use, ...] | Use] = {}
    recipients: dict[Key, Recipient] = {}
    eu_only: bool = Field(default=False, description="Claims that nothing leaves the EU/EEA.")
    storage_periods: tuple[StoragePeriod, ...] = ()
    backups: Backups | None = None
    security: tuple[Key, ...] = Field((), description="Measures, printed while attested.")
    rights: tuple[Sentence, ...] = Field(
        (), description="Rights promised by hand. They are derived; the linter compares."
    )
    automated_decisions: Literal["none"] | tuple[Section, ...] | None = None
    informing: Literal["individually", "by_publication_only"] | None = Field(
        None, description="How people learn of a material change (Art. 13(3), KHO:2023:81)."
    )
    sections: tuple[Section, ...] = ()

    @cached_property
    def _category_by_field(self) -> Mapping[str, str]:
        return {f: key for key, category in self.categories.items() for f in category.fields}

    @cached_property
    def _allowed(self) -> Mapping[tuple[str, str], frozenset[str]]:
        allowed: dict[tuple[str, str], frozenset[str]] = {}
        for purpose in self.uses:
            for use in self.uses_of(purpose):
                for role in use.roles:
                    before = allowed.get((role, purpose), frozenset())
                    allowed[role, purpose] = before | frozenset(use.categories)
        return allowed

    def uses_of(self, purpose: str) -> tuple[Use, ...]:
        """Return who may look at what for the purpose; empty when it has no use."""
        found = self.uses.get(purpose, ())
        return (found,) if isinstance(found, Use) else found

    def category_of(self, field: str) -> str | None:
        """Return the category in which a field stands, or None when the notice leaves it out."""
        return self._category_by_field.get(field)

    def categories_for(self, *, role: str, purpose: str) -> frozenset[str]:
        """Return the categories that the role may open for the purpose; empty when none."""
        return self._allowed.get((role, purpose), frozenset())

    def purposes_of(self, role: str) -> tuple[str, ...]:
        """Return the purposes for which the role may open something, in the notice's order."""
        return tuple(p for p in self.purposes if self._allowed.get((role, p)))

    def purpose_serving(self, serves: Serves) -> str | None:
        """Return the purpose that the program takes for this; None when the notice has none."""
        return next((key for key, p in self.purposes.items() if p.serves == serves), None)

    def purpose_for(self, category: str | None, *, role: str, purpose: str) -> str:
        """Return the purpose for which the role uses a category while it works for `purpose`.

        It is `purpose` itself, or one that accompanies it: the contact persons of a customer
        are not party to the contract, so their data are used beside it on a basis of their own.
        """
        if category in self.categories_for(role=role, purpose=purpose):
            return purpose
        beside = (key for key, other in self.purposes.items() if purpose in other.accompanies)
        for key in beside:
            if category in self.categories_for(role=role, purpose=key):
                return key
        return purpose
