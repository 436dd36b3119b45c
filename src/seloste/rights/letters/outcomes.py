"""What was done about a request, as a letter says it. Values only; their `repr` tells nothing.

Each names what was in fact done. A letter is made of them and of nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from seloste.disclosures.values import DutyState
from seloste.retention.values import Why
from seloste.rights.values import Kind, Method
from seloste.usability.values import Ground

RefusalGround = Literal[
    "unfounded", "excessive", "identity", "not_this_right", "third_parties", "not_ours"
]
"""Why nothing is done: Art. 12(5), 12(2) and 12(6); the right does not reach this; Art. 15(4)."""


@dataclass(frozen=True, slots=True)
class Told:
    """A recipient who is told of what was done (Art. 19), and how far that has come."""

    recipient: str  # key of the notice
    state: DutyState


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """That the request has arrived, and by when it will be answered."""

    kinds: tuple[Kind, ...]
    answer_by: date


@dataclass(frozen=True, slots=True, repr=False)
class IdentityAsked:
    """A question who the person is, because there is a reasonable doubt (Art. 12(6))."""

    means: tuple[Method, ...]
    doubt: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class ClarificationAsked:
    """A question what the request is about (recital 63)."""

    question: str


@dataclass(frozen=True, slots=True, repr=False)
class Extended:
    """That the answer takes longer, why, and until when (Art. 12(3))."""

    ground: Literal["complexity", "number"]
    reasons: str
    answer_by: date


@dataclass(frozen=True, slots=True, repr=False)
class FeeAnnounced:
    """A fee on administrative cost, told before it is charged (Art. 12(5)(a), 15(3))."""

    amount: Decimal
    currency: str
    ground: Literal["further_copy", "unfounded", "excessive"]
    reasons: str


@dataclass(frozen=True, slots=True, repr=False)
class RestrictionEnds:
    """That a restriction will be lifted; told before it is (Art. 18(3))."""

    since: date
    on: date
    reasons: str


@dataclass(frozen=True, slots=True)
class AccessGiven:
    """That a copy goes with the letter (Art. 15).

    Attributes:
        categories: in which something is kept.
        searched: stores that were searched, by their keys.
        others_left_out: data of other people were left out of the copy (Art. 15(4)).
        on_paper: the copy is enclosed on paper, not as files.
    """

    categories: tuple[str, ...]
    searched: tuple[str, ...]
    others_left_out: bool = False
    on_paper: bool = False


@dataclass(frozen=True, slots=True)
class NothingHeld:
    """That nothing about the person is kept beside this request (Art. 15(1))."""

    searched: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Corrected:
    """One field that was corrected; `before` and `after` as people read them, "" for nothing."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, repr=False)
class Rectified:
    """What was corrected, and a statement of the person that is kept with it (Art. 16)."""

    corrected: tuple[Corrected, ...]
    told: tuple[Told, ...] = ()
    statement: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class NotRectified:
    """That something was not corrected, and why; a statement of the person may be kept with it."""

    reasons: str
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Stays:
    """A category that stays after an erasure.

    Attributes:
        why: as the erasure decided it.
        purpose: key of the purpose it stays for, or "".
        until: the last day on which it may stay; None while that is open.
    """

    category: str
    why: Why
    purpose: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased, what stays, why and until when (Art. 17, 19)."""

    gone: tuple[str, ...]
    stays: tuple[Stays, ...] = ()
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Restricted:
    """That the data are stored and not otherwise used from now on (Art. 18(1))."""

    ground: Ground
    since: date
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Ported:
    """What the person gave and takes along (Art. 20); `left_out` rests on another basis."""

    categories: tuple[str, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MarketingEnded:
    """That the data serve no direct marketing any more, at once (Art. 21(2)-(3))."""

    purposes: tuple[str, ...]
    since: date


@dataclass(frozen=True, slots=True, repr=False)
class ObjectionUpheld:
    """That the data serve these purposes no more (Art. 21(1))."""

    purposes: tuple[str, ...]
    reasons: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class ObjectionRejected:
    """That compelling grounds or legal claims override, and which (Art. 21(1))."""

    purposes: tuple[str, ...]
    reasons: str


@dataclass(frozen=True, slots=True)
class ConsentWithdrawn:
    """That nothing rests on these consents any more (Art. 7(3))."""

    purposes: tuple[str, ...]
    since: date
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Refused:
    """That something was not done, on which ground, and why (Art. 12(4)-(5))."""

    kind: Kind
    ground: RefusalGround
    reasons: str


Outcome = (
    Acknowledged
    | IdentityAsked
    | ClarificationAsked
    | Extended
    | FeeAnnounced
    | RestrictionEnds
    | AccessGiven
    | NothingHeld
    | Rectified
    | NotRectified
    | Erased
    | Restricted
    | Ported
    | MarketingEnded
    | ObjectionUpheld
    | ObjectionRejected
    | ConsentWithdrawn
    | Refused
)


def needs_remedies(outcome: Outcome) -> bool:
    """Tell whether the person must be told where to complain: something was not done as asked.

    Source: GDPR Art. 12(4), 15(1)(f).
    """
    match outcome:
        case Erased():
            return bool(outcome.stays)
        case Ported():
            return bool(outcome.left_out)
        case AccessGiven() | NothingHeld() | NotRectified() | ObjectionRejected() | Refused():
            return True
        case Extended() | FeeAnnounced() | RestrictionEnds():
            return True
        case _:
            return False
