"""What goes in and out when a request is decided and answered. All examples are invented."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from seloste.api.request_schemas import Text, Written
from seloste.api.schemas import ContactPersonChange, CustomerChange, Given, Id, IdOut, Taken
from seloste.usability.values import Ground

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
FieldName = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,31}\.[a-z_]{1,31}$")]
RecordName = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,32}:[1-9][0-9]{0,18}$")]


class SelfOut(Given):
    """Somebody in the register who may be the same human being."""

    person: IdOut
    kind: Literal["customer", "contact_person"]
    acts_for: IdOut | None
    shares: Literal["email", "phone"]
    chosen: bool


class SelvesOut(Given):
    """Who else whoever asks may be."""

    selves: list[SelfOut]


class SelfIn(Taken):
    """Whether somebody is the same human being."""

    same: bool


class PassageIn(Taken):
    """Words about somebody else, to be left out of the copy."""

    record: RecordName = Field(description="As the copy names it.", examples=["contract:123"])
    field: FieldName = Field(examples=["contract.details"])
    words: Written


class WholeIn(Taken):
    """That the copy is given whole."""

    whole: Literal[True]


class PassagesOut(Given):
    """How many places are left out by it."""

    number: int


class AccessIn(Taken):
    """How a request for access is decided."""

    decision: Literal["copy", "nothing_held"]
    on_paper: bool = False


class RectificationIn(Taken):
    """What is right, for one id of the person; or why the data stay."""

    decision: Literal["correct", "leave"]
    person: Id | None = Field(None, description="Under which id; needed to correct.")
    customer: CustomerChange | None = Field(None, description="Right values of a customer.")
    contact_person: ContactPersonChange | None = Field(
        None, description="Right values of a contact person."
    )
    reasons: Text = Field("", description="What the person is told; needed to leave.")
    statement: Text = Field("", description="What the person wants kept with the data.")


class FieldsOut(Given):
    """Which fields really changed."""

    changed: list[str]


class ErasureIn(Taken):
    """What is to be erased; everything that may go when nothing is named."""

    categories: list[Key] | None = Field(None, min_length=1, max_length=64)


class PlannedOut(Given):
    """What happens to a category: it goes, or stays, why and until when."""

    person: IdOut
    category: str
    goes: bool
    why: str = Field("", description="Code of the reason why it stays.")
    until: date | None


class PlansOut(Given):
    """What an erasure would take and leave."""

    plan: list[PlannedOut]


class ErasedOut(Given):
    """The certificates of an erasure; none when nothing could go yet."""

    certificates: list[IdOut]


class RestrictionIn(Taken):
    """On which ground of Art. 18(1) the data are restricted."""

    ground: Ground


class ObjectionIn(Taken):
    """How an objection is decided."""

    decision: Literal["end_marketing", "rest", "uphold", "reject"]
    more: bool = Field(
        default=False, description="Something beside marketing is objected to as well."
    )
    purposes: list[Key] = Field([], max_length=64)
    reasons: Text = Field("", description="What the person is told.")
    interest: Text = Field("", description="Step 1 of the balancing; needed to reject.")
    necessity: Text = Field("", description="Step 2 of the balancing; needed to reject.")
    weighing: Text = Field("", description="Step 3 of the balancing; needed to reject.")


class WithdrawalIn(Taken):
    """Which consents the person takes back."""

    purposes: list[Key] = Field(min_length=1, max_length=64)


class PortabilityIn(Taken):
    """How a request to take data along is decided."""

    decision: Literal["files"]


class LiftingIn(Taken):
    """A step to the end of a restriction; the person is told before it ends."""

    step: Literal["announce", "told", "end"]
    on: date | None = Field(None, description="The day on which it ends; needed to announce.")
    reasons: Text = Field("", description="What the person is told; needed to announce.")


class LetterOut(Given):
    """A letter as it would be sent."""

    language: str
    title: str
    text: str


class AnswerIn(Taken):
    """How the answer goes out."""

    delivery: Literal["link", "paper"]


class AnswerStateIn(Taken):
    """What happened to an answer: it was posted, or a new link is to go out."""

    to: Literal["posted", "sent_again"]
