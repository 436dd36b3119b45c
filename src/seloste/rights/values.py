"""What crosses the border of rights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, get_args

from seloste.kernel.ids import PersonId
from seloste.kernel.languages import Language

RECORD = "request"
"""Kind of the sealed record of a request's file; its id is that of the request."""

EVENT_RECORD = "request_event"
"""Kind of the sealed record of what was written down with an event; its id is the event's."""

FILE = "request.file"
"""Field of the notice in which both stand."""

Kind = Literal[
    "access", "rectification", "erasure", "restriction", "portability", "objection", "withdrawal"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""Art. 15, 16, 17, 18, 20, 21 and 7(3), in the order of the law's chapter III."""

Channel = Literal["portal", "form", "email", "phone", "post", "in_person", "other"]
CHANNELS: tuple[Channel, ...] = get_args(Channel)
ORAL: frozenset[Channel] = frozenset(("phone", "in_person"))
"""Asked by word of mouth: whoever took it is written down."""

State = Literal["received", "in_progress", "waiting", "answered", "closed", "withdrawn"]
OPEN: tuple[State, ...] = ("received", "in_progress", "waiting")
"""States in which an answer is owed."""

IdentityState = Literal["not_asked", "asked", "shown", "not_shown"]
AuthorityState = Literal["", "asked", "shown"]
PartState = Literal["open", "decided"]
Outcome = Literal["", "granted", "partly_granted", "refused", "withdrawn"]

Method = Literal["portal", "known_address", "call_back", "two_facts"]
METHODS: tuple[Method, ...] = get_args(Method)
"""How somebody shows who they are: signed in, from an address or at a number we know, by facts."""

LinkUse = Literal["identity", "answer"]


@dataclass(frozen=True, slots=True)
class Pause:
    """A time during which the clock stands: what was asked of the person was not there yet.

    Attributes:
        asked_on: day on which identity or a clarification was asked.
        sufficient_on: day on which a sufficient answer came.
    """

    asked_on: date
    sufficient_on: date


@dataclass(frozen=True, slots=True)
class AnswerDue:
    """The three days of a request.

    Attributes:
        target: without undue delay; what we aim at.
        safe: the last working day before the period's end by any reading; reminders count from it.
        latest: the last day the law allows.
    """

    target: date
    safe: date
    latest: date


@dataclass(frozen=True, slots=True)
class ClockState:
    """How the clock of a request stands.

    Attributes:
        due: the three days.
        first_end: the last day without an extension: until then one can extend or refuse.
        pauses: during which the clock stood; the last may still go on.
        waits_since: the day on which what the person has not yet answered was asked.
    """

    due: AnswerDue
    first_end: date
    pauses: tuple[Pause, ...] = ()
    waits_since: date | None = None


@dataclass(frozen=True, slots=True, repr=False)
class RequestFile:
    """Who asks, how to reach them, and in what words: sealed under a key of its own.

    Attributes:
        name: of the person whose data it is about, as given.
        address: postal address, as written on an envelope.
        words: what was asked, in the words used.
        wishes: for a kind, what exactly is wanted, such as what is to be corrected.
        representative: who asks in the person's name; "" when nobody does.
        representative_email: where the representative is reached.
        known_as: what may help to find the person, such as a customer number.
    """

    name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    words: str = ""
    wishes: Mapping[str, str] = field(default_factory=dict)
    representative: str = ""
    representative_email: str = ""
    known_as: str = ""

    @property
    def reached_at(self) -> str:
        """Return the e-mail address at which whoever asks is reached; "" without one."""
        return self.representative_email if self.representative else self.email


@dataclass(frozen=True, slots=True, repr=False)
class NewRequest:
    """A request as it came in, not yet in the queue.

    Attributes:
        kinds: the rights asked, at least one.
        received_at: when it arrived, UTC; not when somebody read it.
        about: the customer or contact person, where that is known already.
    """

    kinds: tuple[Kind, ...]
    channel: Channel
    received_at: datetime
    language: Language
    file: RequestFile
    about: PersonId | None = None

    @property
    def represented(self) -> bool:
        return bool(self.file.representative)


@dataclass(frozen=True, slots=True)
class PartView:
    """One right asked in a request, and what became of it."""

    id: int
    kind: Kind
    state: PartState
    outcome: Outcome
    reason: str
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class EventView:
    """One thing that happened to a request. What was written down with it is sealed.

    Attributes:
        detail: a code that says more, such as a method or a reason.
    """

    id: int
    code: str
    at: datetime
    handle: str
    role: str
    detail: str


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request as the queue knows it: days, states and codes, nobody's data.

    Attributes:
        number: what the person is told; begins with the day of receipt.
        requester: whose key seals the file: an id made for this request.
        about: whose data it concerns, once that is known.
        clock: its days; while an answer is awaited, as if it came today.
    """

    id: int
    number: int
    requester: PersonId
    about: PersonId | None
    channel: Channel
    received_at: datetime
    received_on: date
    language: Language
    state: State
    taken_by: str
    identity: IdentityState
    authority: AuthorityState
    represented: bool
    acknowledged_at: datetime | None
    extended_at: datetime | None
    answered_at: datetime | None
    closed_at: datetime | None
    parts: tuple[PartView, ...]
    clock: ClockState

    @property
    def due(self) -> AnswerDue:
        return self.clock.due

    @property
    def reference(self) -> str:
        """Return the number as people write it: 20261116-2."""
        return f"{self.number // NUMBERS_A_DAY}-{self.number % NUMBERS_A_DAY}"

    @property
    def kinds(self) -> tuple[Kind, ...]:
        return tuple(part.kind for part in self.parts)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def part(self, kind: Kind) -> PartView | None:
        """Return the part that asks for this right, if one does."""
        return next((part for part in self.parts if part.kind == kind), None)

    def is_overdue(self, today: date) -> bool:
        return self.is_open and today > self.due.latest


NUMBERS_A_DAY = 100_000
"""How many requests of one day have a number."""
