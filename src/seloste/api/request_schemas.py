"""What goes in and out about requests of data subjects. All examples are invented."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, ConfigDict, Field, StringConstraints

from seloste.api.schemas import Given, Id, IdOut, Line, Taken
from seloste.kernel.languages import Language
from seloste.rights.values import (
    AuthorityState,
    Channel,
    IdentityState,
    Kind,
    Outcome,
    PartState,
    State,
)

Text = Annotated[str, StringConstraints(max_length=5000, pattern=r"^[^\x00]*$")]
Written = Annotated[str, StringConstraints(min_length=1, max_length=5000, pattern=r"^[^\x00]*$")]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.]{0,63}$")]
Amount = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,5}(\.[0-9]{1,2})?$", max_length=8)]
Moment = Annotated[AwareDatetime, Field(ge=datetime.fromisoformat("2000-01-01T00:00:00+00:00"))]


class RequestFileIn(Taken):
    """Who asks, how to reach them, and in what words."""

    name: Line = ""
    email: Line = ""
    phone: Line = ""
    address: Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\x00]*$")] = ""
    words: Text = Field("", description="What was asked, in the words used.")
    wishes: dict[Kind, Text] = Field({}, description="For a right, what exactly is wanted.")
    known_as: Line = Field("", description="What helps to find the person.")
    representative: Line = Field("", description="Who asks in the person's name.")
    representative_email: Line = ""


class RequestIn(Taken):
    """A request that came in, by any channel."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "rights": ["access"],
                    "channel": "email",
                    "received_at": "2026-11-23T08:30:00Z",
                    "language": "fi",
                    "file": {"name": "Aino Esimerkki", "email": "aino@esimerkki.example"},
                }
            ]
        }
    )

    rights: list[Kind] = Field(min_length=1, max_length=7)
    channel: Channel
    received_at: Moment | None = Field(
        None, description="When it arrived, not when it was read; now when left out."
    )
    language: Language = "fi"
    file: RequestFileIn
    about: Id | None = Field(None, description="The customer or contact person, if known.")


class PartOut(Given):
    """One right that was asked, and what became of it."""

    right: Kind
    state: PartState
    outcome: Outcome
    reason: str


class RequestOut(Given):
    """A request with its days; nobody's data."""

    id: IdOut
    number: str
    channel: Channel
    received_at: datetime
    received_on: date
    language: Language
    state: State
    taken_by: str = Field(description="A pseudonym; empty while nobody has taken it.")
    identity: IdentityState
    authority: AuthorityState
    represented: bool
    about: IdOut | None
    target: date = Field(description="Without undue delay.")
    safe: date = Field(description="In time by every reading.")
    latest: date = Field(description="The law's last day.")
    extend_by: date = Field(description="Until then it can be extended, or refused in time.")
    waits_since: date | None = Field(description="Since when the clock stands.")
    acknowledged_at: datetime | None
    extended_at: datetime | None
    answered_at: datetime | None
    closed_at: datetime | None
    parts: list[PartOut]


class RequestsOut(Given):
    """Requests in order of arrival; those that have ended, the newest first."""

    requests: list[RequestOut]
    next: str | None = Field(description="Number before which the next page begins.")


class RequestFileOut(Given):
    """Who asks, how to reach them, and in what words."""

    name: str
    email: str
    phone: str
    address: str
    words: str
    wishes: dict[str, str]
    known_as: str
    representative: str
    representative_email: str


class RequestEventOut(Given):
    """One thing that happened; `note` is what was written down with it."""

    code: str
    at: datetime
    actor: str
    role: str
    detail: str
    note: dict[str, str | list[str]]


class OpenedRequestOut(RequestOut):
    """A request with its file and what happened to it."""

    file: RequestFileOut
    events: list[RequestEventOut]


class TakeIn(Taken):
    """Taking a request."""

    reason: Text = Field("", description="Why it goes first; needed only out of turn.")


class MatchIn(Taken):
    """Whom a request is about; null for nobody of the register."""

    person: Id | None


class AskIdentityIn(Taken):
    """Asking who asks, on a reasonable doubt."""

    method: Code = Field(description="known_address, call_back or two_facts.")
    doubt: Written
    address: Line = Field("", description="For known_address: one that the register knows.")


class IdentityIn(Taken):
    """How it ended."""

    shown: bool
    method: Literal["call_back", "known_address"] = "call_back"


class FactsIn(Taken):
    """What the person said of two facts; compared and not kept."""

    facts: dict[Code, Line] = Field(min_length=2, max_length=7)


class FactsOut(Given):
    """Whether they agreed with what is held."""

    agreed: bool


class WrittenIn(Taken):
    """What is written down."""

    text: Written


class ExtendIn(Taken):
    """Why the answer takes longer."""

    ground: Code = Field(description="complexity or number.")
    reasons: Written


class RefuseIn(Taken):
    """Why a right that was asked is refused."""

    right: Kind
    ground: Code
    reasons: Written


class FeeIn(Taken):
    """What it would cost."""

    ground: Code
    amount: Amount = Field(description="Euros and cents, such as 12.50.")
    reasons: Written


class StateIn(Taken):
    """Where a request goes: back to the queue, or nowhere, as the person took it back."""

    to: Literal["queue", "withdrawn"]


class ChannelIn(Taken):
    """A channel that was tried by hand and works."""

    channel: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,32}$")]


class ToldIn(Taken):
    """How the person was told, where not by the register itself."""

    how: Literal["paper", "told"]


class ChannelOut(Given):
    """Whether a channel of the notice works."""

    channel: str
    kind: str
    state: str
    confirmed_at: datetime | None


class ChannelsOut(Given):
    """Whether each channel of the notice works."""

    channels: list[ChannelOut]
