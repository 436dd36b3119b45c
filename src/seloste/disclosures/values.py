"""What crosses the border of disclosures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from seloste.kernel.ids import PersonId

DutyKind = Literal["correct", "erase", "restrict", "lift", "withdraw"]
"""What a recipient has to be told: data were corrected, erased or restricted, a restriction was
lifted (GDPR Art. 19), or consent was withdrawn (Art. 7(3))."""

DUTY_KINDS: tuple[DutyKind, ...] = get_args(DutyKind)

DutyState = Literal["owed", "sent", "acknowledged", "refused", "impossible", "unknown"]
"""Sent is not acknowledged. Unknown: it went out, and nobody knows whether it arrived."""

OPEN: frozenset[DutyState] = frozenset(("owed", "sent", "unknown"))
"""States in which something is still to be done."""

UNSETTLED: frozenset[DutyState] = frozenset((*OPEN, "refused"))
"""States from which a duty may still be settled: whoever refused may give in."""

Reason = Literal[
    "disproportionate", "recipient_gone", "not_held", "overtaken", "refused", "not_reached"
]
"""Why telling a recipient proved impossible or would be disproportionate (GDPR Art. 19)."""

GIVEN_BY_HAND: tuple[Reason, ...] = ("recipient_gone", "not_held", "disproportionate")
"""Reasons that a person may give; the others come from what happened."""


@dataclass(frozen=True, slots=True)
class Giving:
    """That a recipient was given data of a person (GDPR Art. 15(1)(c), C-154/21).

    Attributes:
        categories: keys of the notice.
        fields: what of these categories the notice let the recipient have.
        act: the deed by which they were given, such as `by_hand` or an operation's code.
        edition: of the notice under which it happened.
        at: when, UTC.
    """

    id: int
    person: PersonId
    recipient: str
    categories: frozenset[str]
    fields: frozenset[str]
    purpose: str
    act: str
    edition: int
    at: datetime


@dataclass(frozen=True, slots=True)
class GivingKind:
    """Givings that are alike: under which edition, to whom, which categories."""

    edition: int
    recipient: str
    categories: frozenset[str]


@dataclass(frozen=True, slots=True)
class DutyView:
    """What a recipient has to be told of a person, and how far that has come.

    Attributes:
        person: the opaque id of the one concerned; after an erasure nothing else is left of it.
        subject: under whose key lies what names the person to the recipient once the person's own
            keys are gone; None otherwise, and None when the duty is settled.
        categories: keys of the notice.
        cause: what made it due, such as `change:71` or `request:12`.
        purpose: for which consent was withdrawn or which was objected to; "" for other kinds.
        edition: of the notice under which the recipient was given the data last.
        reason: why it is impossible; "" in other states.
        attempts: how often it was sent.
        sent_at: last sent, UTC.
        chase_at: when to ask again if no answer has come, UTC.
        answered_on: day of the recipient's answer, as it was told.
    """

    id: int
    kind: DutyKind
    recipient: str
    person: PersonId
    subject: PersonId | None
    categories: frozenset[str]
    cause: str
    purpose: str
    edition: int
    state: DutyState
    reason: str
    attempts: int
    owed_at: datetime
    sent_at: datetime | None
    settled_at: datetime | None
    chase_at: datetime | None
    answered_on: date | None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def may_be_settled(self) -> bool:
        return self.state in UNSETTLED


@dataclass(frozen=True, slots=True)
class DutyEvent:
    """One step of a duty: what happened, when, and by which pseudonym. A note may be sealed."""

    id: int
    code: str
    at: datetime
    actor: str
    role: str
    has_note: bool


@dataclass(frozen=True, slots=True)
class DutyCounts:
    """How many duties are open.

    Attributes:
        pressing: not told in time, not answered in time, or of unknown fate.
    """

    open: int
    pressing: int


@dataclass(frozen=True, slots=True)
class RecipientSummary:
    """What a recipient has had, in numbers."""

    recipient: str
    persons: int
    last_given_at: datetime | None
    open_duties: int


@dataclass(frozen=True, slots=True, repr=False)
class Message:
    """What a recipient is told. Never shown by `repr`.

    Attributes:
        duty: id of the duty; the same each time it is told.
        kind: what it is about.
        recipient: key of the notice.
        naming: field → value by which the recipient knows the person.
        before: field → what the recipient has; only what was corrected, where that is known.
        after: field → what is right now; None for one that was removed. Only of corrections.
        fields: what the recipient may have of the categories that the duty is about.
        purpose: for which consent was withdrawn; "" for other kinds.
        owed_at: since when it is owed, UTC.
    """

    duty: int
    kind: DutyKind
    recipient: str
    naming: Mapping[str, object]
    before: Mapping[str, object]
    after: Mapping[str, object]
    fields: tuple[str, ...]
    purpose: str
    owed_at: datetime

    def __repr__(self) -> str:
        return f"<Message of duty {self.duty}>"
