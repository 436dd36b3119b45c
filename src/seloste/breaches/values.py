"""What crosses the border of breaches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, get_args

from seloste.kernel.ids import PersonId

State = Literal["open", "assessed", "notified", "not_notified", "closed"]
"""How far a breach has come; it is closed when everything is decided and written down."""

Nature = Literal["confidentiality", "integrity", "availability"]
NATURES: tuple[Nature, ...] = get_args(Nature)
"""What was lost: others saw the data, they were changed, or they cannot be reached."""

Risk = Literal["unlikely", "risk", "high"]
RISKS: tuple[Risk, ...] = get_args(Risk)
"""How likely and how grave it is for the persons concerned, the least first."""

Exemption = Literal["protected", "no_longer_likely", "public_communication"]
EXEMPTIONS: tuple[Exemption, ...] = get_args(Exemption)
"""Why persons need not be told one by one although the risk is high (GDPR Art. 34(3)(a)–(c))."""

Telling = Literal["", "told", "not_told"]
"""Whether the persons concerned were told; "" until it is decided."""

Pressure = Literal["running", "due_soon", "overdue", "met", "late", "stopped"]
"""How the clock of a breach stands."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the law sets, so that a change of the law is a change of values.

    Attributes:
        hours: within which the authority is notified.
        threshold: the least risk that has to be notified.
    """

    hours: int
    threshold: Risk


IN_FORCE = Limits(hours=72, threshold="risk")
"""Source: GDPR Art. 33(1)."""


@dataclass(frozen=True, slots=True, repr=False)
class Description:
    """What is known of a breach (GDPR Art. 33(3), 33(5)). Never shown by `repr`.

    Attributes:
        facts: what happened.
        effects: what followed, or is likely to.
        measures: what was done, and is planned.
        advice: what the persons concerned can do themselves.
        natures: what was lost.
        categories: keys of the notice.
        persons: how many are concerned, about; None while it is not known.
        records: how many records are concerned, about; None while it is not known.
        happened_at: when it happened or began, UTC; None while it is not known.
    """

    facts: str
    effects: str = ""
    measures: str = ""
    advice: str = ""
    natures: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    persons: int | None = None
    records: int | None = None
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True, repr=False)
class NewBreach:
    """A breach that is not yet in the register.

    Attributes:
        aware_at: when it was reasonably certain that personal data were concerned, UTC.
        processor: key of the recipient who told of it; "" when it was found here.
        processor_told_at: when that processor told of it, UTC.
    """

    aware_at: datetime
    description: Description
    processor: str = ""
    processor_told_at: datetime | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Notification:
    """A notification that went to the authority, whole or one of its phases (Art. 33(1), 33(4)).

    Attributes:
        sent_at: when it went, UTC.
        is_complete: nothing more will follow.
        reasons: why it was decided to notify, or what this phase adds.
        late_because: why it went after the limit; "" when it went in time.
        reference: what the authority calls the matter.
    """

    sent_at: datetime
    is_complete: bool
    reasons: str
    late_because: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class BreachView:
    """A breach without its file: states, days and counts. Nothing personal."""

    id: int
    number: int
    file: PersonId
    state: State
    aware_at: datetime
    recorded_at: datetime
    happened_at: datetime | None
    processor: str
    processor_told_at: datetime | None
    natures: tuple[str, ...]
    categories: tuple[str, ...]
    persons: int | None
    records: int | None
    risk: Risk | Literal[""]
    notified_at: datetime | None
    completed_at: datetime | None
    telling: Telling
    exemption: Exemption | Literal[""]
    told_at: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class EventView:
    """That something was done about a breach; never changed.

    Attributes:
        details: codes, counts and moments; what was said in words is sealed.
    """

    id: int
    code: str
    at: datetime
    actor: str
    role: str
    details: Mapping[str, object] = field(default_factory=dict[str, object])


@dataclass(frozen=True, slots=True, repr=False)
class OpenedBreach:
    """A breach with its file. Never shown by `repr`.

    Attributes:
        texts: facts, effects, measures, advice; empty when the file was erased.
        events: each with the note that was sealed with it, the oldest first.
        is_open: whether the file could be opened; False when it was erased at the end of its period.
    """

    view: BreachView
    texts: Mapping[str, str]
    events: tuple[tuple[EventView, Mapping[str, object]], ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter to look through, complete and send: nothing leaves by itself.

    Attributes:
        to: whom it goes to, line by line; empty for the letter to persons.
        opening: what is said first.
        parts: headings with the lines under them.
        closing: what is said last, one block each.
    """

    subject: str
    to: tuple[str, ...]
    opening: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    closing: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return the letter as text to copy."""
        blocks = ["\n".join(filter(None, (*self.to, self.opening)))]
        blocks += ["\n".join((title, *lines)) for title, lines in self.parts]
        return "\n\n".join((*blocks, *self.closing)) + "\n"

    def __repr__(self) -> str:
        return "<Draft>"


@dataclass(frozen=True, slots=True)
class Count:
    """How many lines of one kind there are, and of how many persons."""

    key: str
    lines: int
    persons: int


@dataclass(frozen=True, slots=True)
class UseCount:
    """How often data were opened for a purpose in a role, and of how many persons."""

    role: str
    purpose: str
    way_in: str
    lines: int
    persons: int


@dataclass(frozen=True, slots=True)
class Scope:
    """What an account saw and did within a time, by the audit trail. Nothing personal.

    Attributes:
        account: pseudonym of a member of staff, or of a token.
        persons: how many persons' data it opened or changed.
        openings: how often it opened some.
        categories: by category, how often it was opened and of how many persons.
        uses: by role, purpose and way in.
        acts: what else was done about persons, by operation; disclosures are among them.
        kept_from: the log was cut before this moment; None when the whole window is there.
    """

    account: str
    since: datetime
    until: datetime
    persons: int
    openings: int
    first_at: datetime | None
    last_at: datetime | None
    categories: tuple[Count, ...]
    uses: tuple[UseCount, ...]
    acts: tuple[Count, ...]
    kept_from: datetime | None


@dataclass(frozen=True, slots=True, repr=False)
class Concerned:
    """A person whose data an account opened or changed, as far as they may be named.

    Attributes:
        kind: customer, contact_person or staff; "" when nothing of theirs may be opened.
        bar: why nothing may be used now, or "".
    """

    person: PersonId
    kind: str
    name: str
    emails: tuple[str, ...]
    language: str
    categories: tuple[str, ...]
    lines: int
    first_at: datetime
    last_at: datetime
    bar: str
