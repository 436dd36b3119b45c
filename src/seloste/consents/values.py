"""What crosses the border of consents: what was said, how, and how it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, get_args

from seloste.kernel.ids import PersonId
from seloste.kernel.languages import Language
from seloste.outbox.values import Letter

Kind = Literal["consent", "soft_opt_in", "objection"]
"""What a record is about: a consent, the conditions of marketing without one, or a no (Art. 21)."""

ConsentState = Literal[
    "requested", "given", "refused", "withdrawn", "expired", "invalidated", "revoked", "unknown"
]
"""States of a consent as ISO/IEC TS 27560 and DPV 2.3 have them."""

State = ConsentState | Literal["met", "objected", "ended"]
"""`met`: the conditions of marketing to one's own customers hold; `objected`; `ended`: no longer."""

STATES: Mapping[Kind, tuple[State, ...]] = {
    "consent": get_args(ConsentState),
    "soft_opt_in": ("met", "ended"),
    "objection": ("objected", "ended"),
}

DPV_STATES: Mapping[ConsentState, str] = {
    "requested": "dpv:ConsentRequested",
    "given": "dpv:ConsentGiven",
    "refused": "dpv:ConsentRefused",
    "withdrawn": "dpv:ConsentWithdrawn",
    "expired": "dpv:ConsentExpired",
    "invalidated": "dpv:ConsentInvalidated",
    "revoked": "dpv:ConsentRevoked",
    "unknown": "dpv:ConsentUnknown",
}

Means = Literal["portal", "form", "paper", "oral", "email", "link"]
"""How a person said it: signed in, in a form, on paper, aloud, by e-mail, by a link sent to them."""

MEANS: tuple[Means, ...] = get_args(Means)
RECORDED_BY_STAFF: tuple[Means, ...] = ("paper", "oral", "email", "form")
"""Means that somebody of the staff writes down."""

Use = Literal["confirm", "withdraw"]
"""What a link is for."""

ReceiptState = Literal["owed", "sent", "to_print", "printed"]
"""Whether the person has the receipt; `to_print`: it cannot go by e-mail."""

ALL_MARKETING = ""
"""In place of a purpose: an objection to all direct marketing, whatever purposes come later."""


@dataclass(frozen=True, slots=True, repr=False)
class Said:
    """How a person said something.

    Attributes:
        means: how.
        language: in which language it was put to them.
        witness: who heard it, when it was said aloud.
        said_on: the day, when it is not the day of recording, such as on a paper.
        note: where the proof is, such as the binder of the papers.
    """

    means: Means
    language: Language
    witness: str = ""
    said_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A wording that the notice in force has for a purpose, in one language.

    Attributes:
        hash: SHA-256 of the text in UTF-8, hexadecimal.
        edition: number of the edition.
    """

    purpose: str
    language: Language
    text: str
    hash: str
    edition: int


@dataclass(frozen=True, slots=True)
class SoftOptIn:
    """The conditions of marketing one's own similar products to a customer without consent.

    Attributes:
        sold_on: the day of the sale in which the address was got.
        similar_products: that nothing but similar products of one's own is marketed.
        refusal_offered: that the customer could say no, easily and free, when the address was got.
        refusal_in_each: that each message says how to say no.
    """

    sold_on: date
    similar_products: bool
    refusal_offered: bool
    refusal_in_each: bool


@dataclass(frozen=True, slots=True)
class Event:
    """One record, in clear: what state came when, by what means, upon which wording.

    Attributes:
        purpose: key of the notice; `ALL_MARKETING` for an objection to all direct marketing.
        means: "" when the program did it, such as at an expiry; so is `language`.
        edition: of the notice that was in force, or that the person was shown.
        wording: hash of the text that was shown; "" when none was.
        actor: pseudonym of who recorded it.
        receipt: whether the person has got a receipt; "" when none is owed.
    """

    id: int
    person: PersonId
    purpose: str
    kind: Kind
    state: State
    at: datetime
    means: Means | Literal[""]
    language: Language | Literal[""]
    edition: int
    wording: str
    actor: str
    role: str
    way_in: str
    receipt: ReceiptState | Literal[""] = ""


@dataclass(frozen=True, slots=True, repr=False)
class EventView:
    """A record with its wording, and with its details as far as a role may see them.

    Attributes:
        text: the wording that was shown, or "".
        details: witness, note, day: what lies under seal.
        is_closed: that there are details which this role may not open for this purpose.
        is_altered: that the row was altered past every operation: its sealed fingerprint differs.
    """

    event: Event
    text: str
    details: Mapping[str, object] = field(default_factory=dict[str, object])
    is_closed: bool = False
    is_altered: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """How a person stands to one purpose by the newest record.

    Attributes:
        kind: "" when nothing is on record.
        since: when the state came; None when nothing is on record.
    """

    purpose: str
    consent: ConsentState | Literal[""] = ""
    is_met: bool = False
    objected: bool = False
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a link is about, for the page behind it.

    Attributes:
        use: to confirm, or to withdraw.
        is_open: that pressing the button still does something.
        is_done: that it was done, by this link or another way.
    """

    use: Use
    person: PersonId
    purpose: str
    text: str
    language: Language
    is_open: bool
    is_done: bool


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A link to confirm that still works; `is_sent` tells whether it has gone out."""

    id: int
    made_at: datetime
    expires_at: datetime | None
    is_sent: bool


@dataclass(frozen=True, slots=True)
class Banned:
    """What a marketing ban did.

    Attributes:
        purposes: purposes that it ended.
        addresses: number of addresses that are banned by it, whoever has them.
    """

    purposes: tuple[str, ...]
    addresses: int


@dataclass(frozen=True, slots=True, repr=False)
class Outgoing:
    """A letter on its way; None when the person has no address to which it could go."""

    letter: Letter | None


@dataclass(frozen=True, slots=True, repr=False)
class ReceiptView:
    """A receipt: a heading, a text to read, and the record for machines."""

    subject: str
    text: str
    record: Mapping[str, object]
