"""What crosses the border of `staff`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from seloste.kernel.ids import PersonId

RECORD = "staff"
"""Kind of the sealed record that holds a member's name and address."""

NAME = "staff.name"
EMAIL = "staff.email"


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member without name and address, which are sealed.

    Attributes:
        handle: pseudonym, as audit lines and readings name the member.
        role: key of a role in the notice.
        has_second_factor: whether an authenticator app or a passkey is set up.
        ended_at: when access ended; None while it lasts.
    """

    person: PersonId
    handle: str
    role: str
    joined_at: datetime
    last_signed_in_at: datetime | None
    has_second_factor: bool
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """An invitation that nobody has used yet, without its token, which is nowhere kept.

    Attributes:
        handle: the member whom it gives a new way in; "" when it makes a new member.
    """

    id: int
    role: str
    made_at: datetime
    expires_at: datetime
    handle: str


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """What the page behind an invitation's link needs to know.

    Attributes:
        asks_for_details: True when name and address are still to be given.
        handle: the member whose way in is renewed; "" for a new member.
    """

    role: str
    asks_for_details: bool
    handle: str


@dataclass(frozen=True, slots=True)
class Attempts:
    """Failed attempts in a row to sign in, under one name."""

    failures: int
    last_failed_at: datetime
