"""Testing each channel by which requests may arrive, and telling when one does not work."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from seloste.audit.recording import record
from seloste.audit.turns import take_turn
from seloste.kernel.actors import Actor, system
from seloste.kernel.ids import new_id
from seloste.notice import queries as notices
from seloste.outbox.operations import post
from seloste.rights.errors import LinkNotUsable, NoSuchTest
from seloste.rights.filing import office
from seloste.rights.models import ChannelTest
from seloste.rights.operations.linking import hashed
from seloste.rights.rules.heartbeat import (
    WITHIN,
    Channel,
    ChannelState,
    Test,
    channels_of,
    is_due,
    state_of,
)

TEST_FORM, TEST_EMAIL = "rights.test_form", "rights.test_email"
"""Work of the outbox: send a test through the form, or by e-mail."""

_SENDS = {"form": TEST_FORM, "email": TEST_EMAIL}


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """How a channel stands.

    Attributes:
        test: the last one, or None.
        confirmed_at: when a test last came through.
    """

    channel: Channel
    state: ChannelState
    test: Test | None
    confirmed_at: datetime | None

    @property
    def is_alarm(self) -> bool:
        return self.state == "failed"


@transaction.atomic(durable=True)
def begin(*, by: Actor, at: datetime) -> int:
    """Begin a test of each channel that is due one; return how many were begun.

    Raises:
        NoPlaceForRequests, NotAllowed: whoever asks may not handle requests.
    """
    desk = office(by=by, at=at)
    take_turn()
    due = [
        line.channel for line in channels(at=at) if is_due(line.test, how=line.channel.how, at=at)
    ]
    for channel in due:
        test = ChannelTest.objects.create(
            id=new_id(),
            channel=channel.key,
            token_hash="",
            begun_at=at,
            due_at=at + WITHIN[channel.how],
            confirmed_by="",
            reason="",
        )
        if channel.how in _SENDS:
            post(_SENDS[channel.how], test.id, due_at=at)
        record(
            "rights.channel_test_begun",
            by=by,
            at=at,
            ref=channel.key,
            edition=desk.edition.number,
        )
    return len(due)


@transaction.atomic(durable=True)
def new_token(test_id: int) -> str:
    """Give a test that goes on a token, and return it; one given before works no longer.

    Raises:
        NoSuchTest: there is none, or it has ended.
    """
    token = secrets.token_urlsafe(24)
    if not _going_on().filter(id=test_id).update(token_hash=hashed(token)):
        raise NoSuchTest
    return token


@transaction.atomic(durable=True)
def confirm(channel: str, *, by: Actor, at: datetime) -> None:
    """Write down that somebody tried a channel by hand, and that it works.

    Raises:
        NoSuchTest: no test of the channel goes on.
        NoPlaceForRequests, NotAllowed: whoever confirms may not handle requests.
    """
    desk = office(by=by, at=at)
    rows = ChannelTest.objects.filter(channel=channel, confirmed_at=None).order_by("-begun_at")
    test = rows.first()
    if test is None:
        raise NoSuchTest
    ChannelTest.objects.filter(id=test.id).update(
        confirmed_at=at, confirmed_by=by.handle, failed_at=None, reason=""
    )
    record("rights.channel_confirmed", by=by, at=at, ref=channel, edition=desk.edition.number)


@transaction.atomic(durable=True)
def confirm_by_token(token: str, *, at: datetime) -> None:
    """Confirm a test by the token that came through the channel.

    Raises:
        LinkNotUsable: no test that goes on has it.
    """
    test = awaiting(token)
    _going_on().filter(id=test.id).update(confirmed_at=at, token_hash="")
    record("rights.channel_confirmed", by=system("public"), at=at, ref=test.channel)


def awaiting(token: str) -> ChannelTest:
    """Return the test that waits for the token.

    Raises:
        LinkNotUsable: none does.
    """
    test = _going_on().filter(token_hash=hashed(token)).first()
    if test is None:
        raise LinkNotUsable
    return test


@transaction.atomic(durable=True)
def failed(test_id: int, reason: str, *, by: Actor, at: datetime) -> None:
    """Write down that a test did not come through: an alarm until the next one does."""
    test = _going_on().filter(id=test_id).first()
    if test is None:
        return
    ChannelTest.objects.filter(id=test_id).update(failed_at=at, reason=reason[:32])
    record("rights.channel_failed", by=by, at=at, ref=test.channel)


def channel_of(test_id: int, *, at: datetime) -> Channel:
    """Return the channel of a test that goes on.

    Raises:
        NoSuchTest: there is none, it has ended, or the notice has the channel no more.
    """
    test = _going_on().filter(id=test_id).first()
    found = {each.key: each for each in channels_of(notices.in_force(at).notice)}
    if test is None or test.channel not in found:
        raise NoSuchTest
    return found[test.channel]


def channels(*, at: datetime) -> list[ChannelLine]:
    """Return how each channel of the notice in force stands."""
    return [_line(channel, at) for channel in channels_of(notices.in_force(at).notice)]


def _line(channel: Channel, at: datetime) -> ChannelLine:
    rows = ChannelTest.objects.filter(channel=channel.key)
    last = rows.order_by("-begun_at", "-id").first()
    good = rows.exclude(confirmed_at=None).order_by("-confirmed_at").first()
    test = _test(last) if last else None
    return ChannelLine(
        channel=channel,
        state=state_of(test, at=at),
        test=test,
        confirmed_at=good.confirmed_at if good else None,
    )


def _test(row: ChannelTest) -> Test:
    return Test(row.id, row.begun_at, row.due_at, row.confirmed_at, row.failed_at, row.reason)


def _going_on() -> QuerySet[ChannelTest]:
    return ChannelTest.objects.filter(confirmed_at=None, failed_at=None)
