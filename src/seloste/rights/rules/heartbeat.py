"""Do the channels by which requests may arrive still work? Pure.

Source: GDPR Art. 12(2), 24(1), 25(1); 6097/161/21 (Otavamedia: months of lost mail).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal

from seloste.notice.values import ContactChannel, Notice

How = Literal["form", "email", "by_hand"]
ChannelState = Literal["in_order", "being_tested", "not_tested", "failed"]

EVERY: Mapping[How, timedelta] = {
    "form": timedelta(days=1),
    "email": timedelta(days=7),
    "by_hand": timedelta(days=90),
}
"""How long after the last test a channel is tested again."""

WITHIN: Mapping[How, timedelta] = {
    "form": timedelta(hours=6),
    "email": timedelta(days=3),
    "by_hand": timedelta(days=14),
}
"""How long a test may take before it is an alarm."""


@dataclass(frozen=True, slots=True)
class Channel:
    """One way for requests to arrive, as the notice states it."""

    key: str
    kind: str
    address: str
    how: How


OWN_FORM = Channel("form-own", "form", "", "form")


@dataclass(frozen=True, slots=True)
class Test:
    """The last test of a channel."""

    id: int
    begun_at: datetime
    due_at: datetime
    confirmed_at: datetime | None
    failed_at: datetime | None
    reason: str


def channels_of(notice: Notice) -> tuple[Channel, ...]:
    """Return the channels of the notice, each under a key that changes with its address.

    The register's own form is one of them, whether the notice names it or not.
    """
    stated = notice.contact.channels if notice.contact else ()
    found = tuple(dict.fromkeys(_channel(each) for each in stated))
    return found if any(each.how == "form" for each in found) else (OWN_FORM, *found)


def is_due(test: Test | None, *, how: How, at: datetime) -> bool:
    """Tell whether a channel is to be tested now."""
    if test is None:
        return True
    running = test.confirmed_at is None and test.failed_at is None and at <= test.due_at
    return not running and at - test.begun_at >= EVERY[how]


def state_of(test: Test | None, *, at: datetime) -> ChannelState:
    """Return how a channel stands by its last test. One that was not confirmed in time has failed."""
    if test is None:
        return "not_tested"
    if test.confirmed_at is not None:
        return "in_order"
    return "failed" if test.failed_at is not None or at > test.due_at else "being_tested"


def _channel(stated: ContactChannel) -> Channel:
    address = stated.address or ""
    mark = sha256(address.encode()).hexdigest()[:10]
    how: How = "by_hand"
    if stated.kind == "form":
        how = "form"
    elif stated.kind == "email":
        how = "email"
    return Channel(f"{stated.kind}-{mark}", stated.kind, address, how)
