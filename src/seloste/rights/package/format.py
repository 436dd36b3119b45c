"""The format of the copy as machines read it. Its JSON Schema is made from these classes.

Keys and values are ours to keep: a program that reads one copy reads the next.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from seloste.kernel.languages import Language


class _Part(BaseModel):
    """A part of the copy: nothing unknown, nothing changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Held(_Part):
    """What one record holds in one category."""

    record: str = Field(description="Kind and id of the record, such as customer:123.")
    kind: str
    category: str = Field(description="Key of the category in the notice.")
    fields: dict[str, JsonValue] = Field(description="Field of the notice and its value.")
    sources: dict[str, str] = Field(
        default_factory=dict, description="Where a field came from, when not from the person."
    )
    erased_on: date | None = Field(
        None, description="The day on which it will be erased; null while that is open."
    )
    kept_for: str | None = Field(
        None, description="Key of the purpose whose storage period ends last."
    )
    left_out: int = Field(0, description="Passages about other people that were left out.")


class Change(_Part):
    """An earlier value: what a record held before somebody changed it."""

    at: datetime
    role: str
    record: str = Field(description="The record that was changed.")
    category: str
    fields: dict[str, tuple[JsonValue, JsonValue]] = Field(description="Before and after.")


class Contract(_Part):
    """The days of a contract; what was agreed stands with the records."""

    record: str
    service: str
    title: str
    starts_on: date
    ends_on: date | None = None
    renews_by: str = ""


class Reading(_Part):
    """That somebody looked at the data: when, for which purpose, in which role; not who."""

    at: datetime
    purpose: str
    role: str
    categories: tuple[str, ...]


class Given(_Part):
    """That a recipient was given data."""

    at: datetime
    recipient: str
    name: str
    purpose: str
    categories: tuple[str, ...]
    fields: tuple[str, ...]
    country: str = ""
    transfer: str = Field("", description="Ground of a transfer outside the EU and EEA.")


class Told(_Part):
    """That a recipient was, or is to be, told of a correction, erasure or restriction."""

    recipient: str
    name: str
    kind: str
    state: str
    owed_at: datetime
    answered_on: date | None = None


class Said(_Part):
    """A consent or an objection: what was said, when, how, and upon which words."""

    at: datetime
    purpose: str = Field(description="Key of a purpose; empty for all direct marketing.")
    kind: str
    state: str
    means: str
    edition: int
    wording: str = ""


class Restriction(_Part):
    """That the data are stored and not otherwise used."""

    ground: str
    since: datetime


class Hold(_Part):
    """That data are kept although their day has come."""

    category: str = Field(description="Key of a category; empty for all.")
    ground: str
    since: datetime
    review_on: date | None = None


class Asked(_Part):
    """A request about data protection that the person made."""

    reference: str
    received_on: date
    kinds: tuple[str, ...]
    state: str


class Searched(_Part):
    """Where the person was looked for, and how much was found."""

    store: str
    found: int


class Purpose(_Part):
    """What data are used for, and on what ground."""

    key: str
    title: str
    legal_basis: str
    ground: str = Field("", description="The act, or the legitimate interest.")


class Whom(_Part):
    """In what capacity the person is in the register."""

    kind: Literal["customer", "contact_person", "staff", "requester"]
    id: str


class Authority(_Part):
    """Where to complain."""

    name: str
    address: str
    phone: str
    email: str
    website: str


class AccessPackage(_Part):
    """A copy of everything that is kept about one person."""

    format: Literal["seloste-access-package/1"] = "seloste-access-package/1"
    request: str = Field("", description="Reference of the request; empty without one.")
    received_on: date | None = None
    made_at: datetime
    language: Language
    controller: str
    notice_edition: int
    persons: tuple[Whom, ...]
    records: tuple[Held, ...]
    changes: tuple[Change, ...]
    contracts: tuple[Contract, ...]
    readings: tuple[Reading, ...]
    recipients: tuple[Given, ...]
    told: tuple[Told, ...]
    consents: tuple[Said, ...]
    restrictions: tuple[Restriction, ...]
    holds: tuple[Hold, ...]
    requests: tuple[Asked, ...]
    purposes: tuple[Purpose, ...]
    searched: tuple[Searched, ...]
    backups: str
    automated_decisions: str
    authority: Authority | None = None

    @property
    def categories(self) -> tuple[str, ...]:
        """Return the categories in which something is kept, each once."""
        return tuple(dict.fromkeys(held.category for held in self.records))

    @property
    def passages_left_out(self) -> int:
        return sum(held.left_out for held in self.records)


class PortablePackage(_Part):
    """What a person gave and may take to another controller (Art. 20)."""

    format: Literal["seloste-portable-data/1"] = "seloste-portable-data/1"
    made_at: datetime
    controller: str
    records: tuple[Held, ...]
    contracts: tuple[Contract, ...]
