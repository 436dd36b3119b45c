"""What goes in and out about recipients and what they are to be told. All examples are invented."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints

from seloste.api.schemas import Day, Given, Id, IdOut, Taken
from seloste.disclosures.values import DutyKind, DutyState

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
Note = Annotated[str, StringConstraints(max_length=2000)]


class RecipientOut(Given):
    """What a recipient has had, in numbers."""

    recipient: str
    is_in_notice: bool
    persons: int = Field(description="How many persons' data it was given.")
    last_given_at: datetime | None
    open_duties: int


class RecipientsOut(Given):
    """Every recipient of the notice in force, and those that were given something before."""

    recipients: list[RecipientOut]


class GivingOut(Given):
    """That a recipient was given data of a person."""

    person: IdOut
    recipient: str
    categories: list[str]
    fields: list[str] = Field(description="What of these categories the notice let it have.")
    purpose: str
    act: str
    edition: int
    at: datetime


class GivingsOut(Given):
    """What recipients were given of a customer and of those who act for them, oldest first."""

    disclosures: list[GivingOut]


class GivingIn(Taken):
    """What a recipient is given by hand, for the purpose of the request."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"recipient": "invoicing_service", "categories": ["identity", "billing"]}]
        }
    )

    recipient: Key
    categories: Annotated[list[Key], Field(min_length=1, max_length=100)]
    contact_person: Id | None = Field(
        None, description="Whose data are given, if not the customer's own."
    )


class DutyOut(Given):
    """What a recipient is to be told of a person, and how far that has come."""

    id: IdOut
    kind: DutyKind
    recipient: str
    person: IdOut
    categories: list[str]
    state: DutyState
    reason: str
    owed_at: datetime
    sent_at: datetime | None
    chase_at: datetime | None
    answered_on: date | None
    attempts: int


class DutiesOut(Given):
    """A page of duties, oldest first; give `next` back as `after`."""

    duties: list[DutyOut]
    next: IdOut | None


class DutyEventOut(Given):
    """One step of a duty."""

    code: str
    at: datetime
    role: str


class DutyWithEventsOut(DutyOut):
    """A duty with all its steps."""

    events: list[DutyEventOut]


class LetterOut(Given):
    """The letter by which a person tells the recipient."""

    subject: str
    text: str


class RecipientToldIn(Taken):
    """Who tells the recipient, or asks again."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"by": "person"}]})

    by: Literal["person", "program"] = Field(
        description="A person has told it already; the program tells it within a minute."
    )


class AnswerIn(Taken):
    """What the recipient answered."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"answered_on": "2026-11-24", "note": "Done, ticket 2026-114."}]
        }
    )

    answered_on: Day | None = Field(None, description="Today when left out.")
    note: Note = Field("", description="Sealed.")


class ImpossibleIn(Taken):
    """Why the recipient cannot be told (GDPR Art. 19)."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "recipient_gone"}]})

    reason: Literal["recipient_gone", "not_held", "disproportionate"]
    note: Note = Field("", description="Sealed.")
