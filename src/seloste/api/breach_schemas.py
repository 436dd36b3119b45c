"""What goes in and out about breaches. All examples are invented."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, ConfigDict, Field, StringConstraints

from seloste.api.schemas import Given, IdOut, Taken
from seloste.breaches.rules import LONGEST
from seloste.breaches.values import Exemption, Nature, Pressure, Risk, State, Telling

LongText = Annotated[str, StringConstraints(max_length=LONGEST)]
CategoryKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
Account = Annotated[str, StringConstraints(pattern=r"^[\w.-]{1,64}$")]
Number = Annotated[int, Field(ge=0, le=2**53, strict=True)]
Moment = Annotated[AwareDatetime, Field(ge=datetime.fromisoformat("2000-01-01T00:00:00+00:00"))]


class DescriptionIn(Taken):
    """What is known of a breach (GDPR Art. 33(3))."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "facts": "A price list went to a wrong address, with a list of customers.",
                    "natures": ["confidentiality"],
                    "categories": ["identity", "contact"],
                    "persons": 12,
                }
            ]
        }
    )

    facts: LongText
    effects: LongText = ""
    measures: LongText = ""
    advice: LongText = Field("", description="What the persons concerned can do themselves.")
    natures: list[Nature] = Field(default=[], max_length=3)
    categories: list[CategoryKey] = Field(default=[], max_length=200)
    persons: Number | None = None
    records: Number | None = None
    happened_at: Moment | None = None


class BreachIn(DescriptionIn):
    """A breach that is not yet in the register."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "aware_at": "2026-11-23T08:20:00Z",
                    "facts": "A price list went to a wrong address, with a list of customers.",
                }
            ]
        }
    )

    aware_at: Moment = Field(description="When it was reasonably certain; the clock runs from it.")
    processor: CategoryKey | None = Field(None, description="The recipient who told of it.")
    processor_told_at: Moment | None = None


class AssessmentIn(Taken):
    """How great the risk is for the persons concerned, and why."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"risk": "risk", "reasons": "Addresses may be misused."}]}
    )

    risk: Risk
    reasons: LongText


class ReasonsIn(Taken):
    """Why something is decided."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"reasons": "The file was encrypted."}]}
    )

    reasons: LongText


class NotificationIn(Taken):
    """A notification that went to the authority, whole or one of its phases."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "sent_at": "2026-11-24T09:00:00Z",
                    "is_complete": False,
                    "reasons": "It is a risk; numbers follow.",
                }
            ]
        }
    )

    sent_at: Moment
    is_complete: Annotated[bool, Field(strict=True)] = Field(
        description="Nothing more will follow."
    )
    reasons: LongText
    late_because: LongText = Field("", description="Needed when it went after the limit.")
    reference: Annotated[str, StringConstraints(max_length=200)] = ""


class TellingIn(Taken):
    """That the persons concerned were told, or need not be, and why."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"told_at": "2026-11-24T12:00:00Z", "reasons": "By e-mail, each."}]
        }
    )

    told_at: Moment | None = Field(None, description="Left out when they are not told.")
    exemption: Exemption | None = Field(None, description="Art. 34(3), when the risk is high.")
    reasons: LongText


class ScopeIn(Taken):
    """Which account, and from when until before when."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "account": "t-1a2b3c4d5e",
                    "since": "2026-11-20T00:00:00Z",
                    "until": "2026-11-24T00:00:00Z",
                }
            ]
        }
    )

    account: Account
    since: Moment
    until: Moment


class ConcernedIn(ScopeIn):
    """The same, and after whom the page begins."""

    after: Annotated[str, StringConstraints(pattern=r"^[0-9]{1,19}$")] = "0"


class BreachOut(Given):
    """A breach without its file."""

    id: IdOut
    number: int
    state: State
    aware_at: datetime
    due_at: datetime = Field(description="By when the authority is notified.")
    pressure: Pressure
    recorded_at: datetime
    happened_at: datetime | None
    processor: str
    processor_told_at: datetime | None
    natures: list[str]
    categories: list[str]
    persons: int | None
    records: int | None
    risk: str
    notified_at: datetime | None
    completed_at: datetime | None
    telling: Telling
    exemption: str
    told_at: datetime | None
    closed_at: datetime | None


class BreachesOut(Given):
    """A page of the register, the newest first."""

    breaches: list[BreachOut]
    next: int | None = Field(None, description="Give it as `before` for the next page.")


class EventOut(Given):
    """A step that was taken, with what was said about it."""

    code: str
    at: datetime
    actor: str
    role: str
    said: dict[str, object]


class OpenedBreachOut(BreachOut):
    """A breach with its file. Texts are missing when its storage period has ended."""

    facts: str | None = None
    effects: str | None = None
    measures: str | None = None
    advice: str | None = None
    missing: list[str] = Field(description="What is to be written or decided before closing.")
    events: list[EventOut]


class DraftOut(Given):
    """A draft to look through, complete and send."""

    subject: str
    text: str


class CountOut(Given):
    """How many lines of a kind, and of how many persons."""

    key: str
    lines: int
    persons: int


class UseCountOut(Given):
    """How often data were opened for a purpose in a role."""

    role: str
    purpose: str
    way_in: str
    lines: int
    persons: int


class ScopeOut(Given):
    """What an account saw and did, by the audit trail."""

    account: str
    since: datetime
    until: datetime
    persons: int
    openings: int
    first_at: datetime | None
    last_at: datetime | None
    categories: list[CountOut]
    uses: list[UseCountOut]
    acts: list[CountOut]
    kept_from: datetime | None = Field(description="What is older was cut from the log.")


class ConcernedOut(Given):
    """A person whose data the account opened or changed, as far as they may be named."""

    person: IdOut
    kind: str
    name: str
    emails: list[str]
    language: str
    categories: list[str]
    lines: int
    first_at: datetime
    last_at: datetime
    bar: str


class ConcernedPageOut(Given):
    """A page of the persons, by id."""

    persons: list[ConcernedOut]
    next: IdOut | None = Field(None, description="Give it as `after` for the next page.")
