"""What crosses the border of the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Parcel:
    """Work that somebody has taken and now does.

    Attributes:
        id: of the row.
        kind: what is to be done; `worker.handlers` knows how.
        key: id of the row that it concerns, in the module that posted it.
        attempt: how many times it was taken, this time included.
    """

    id: int
    kind: str
    key: int
    attempt: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much work of one kind waits, and since when."""

    kind: str
    number: int
    oldest_due_at: datetime


@dataclass(frozen=True, slots=True)
class GivenUp:
    """Work that will not be tried again by itself."""

    id: int
    kind: str
    key: int
    attempts: int
    reason: str


@dataclass(frozen=True, slots=True, repr=False)
class Letter:
    """An e-mail to one person. Never shown by `repr`.

    Attributes:
        to: address of the one who gets it.
        subject: one line. Mail servers on the way read it: nothing of the person belongs there.
        text: plain text.
        reply_to: where an answer goes; "" for the address it comes from.
        id: the same each time the same letter is sent, so that one sent twice is known to be one;
            letters, digits, dots and hyphens. "" when it does not matter.
    """

    to: str
    subject: str
    text: str
    reply_to: str = ""
    id: str = ""

    def __repr__(self) -> str:
        return "<Letter>"
