"""Extending the time to answer: once, with reasons that reach the person in the first month."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from seloste.audit.turns import take_turn
from seloste.kernel.actors import Actor
from seloste.outbox.operations import post, take_back
from seloste.rights import queries
from seloste.rights.errors import NothingAnnounced, TooLateToExtend
from seloste.rights.filing import note, office, open_row
from seloste.rights.rules.answering import check_extending
from seloste.rights.values import EventView

SEND_EXTENSION = "rights.extension"
"""Work of the outbox: tell whoever asked that the answer takes longer, and why."""

ANNOUNCED, EXTENDED, NOT_TOLD = "extension_announced", "extended", "extension_not_told"


@transaction.atomic(durable=True)
def announce(request_id: int, ground: str, *, reasons: str, by: Actor, at: datetime) -> int:
    """Owe the person the news that the answer takes longer; return the event's id.

    The time is extended when they have been told, not before: `told` says so.

    Args:
        request_id: which request.
        ground: `complexity` or `number`.
        reasons: what the person is told.
        by: who extends.
        at: now, UTC.

    Raises:
        NotAGround, NothingWritten, ExtendedAlready, RefusalNotExtended, TooLateToExtend: the
            law does not let the time be extended.
        NoSuchRequest, NotOpen, NotAllowed: as their names say.

    Source: GDPR Art. 12(3), second and third sentence.
    """
    desk = office(by=by, at=at)
    take_turn()
    row = open_row(request_id)
    check_extending(
        queries.request(request_id, at=at),
        ground=ground,
        reasons=reasons,
        announced=announced(request_id) is not None,
        today=desk.today,
    )
    event = note(row, ANNOUNCED, office=desk, detail=ground, written={"reasons": reasons.strip()})
    post(SEND_EXTENSION, event, due_at=at)
    return event


@transaction.atomic(durable=True)
def told(request_id: int, how: str, *, by: Actor, at: datetime) -> None:
    """Write down that the person was told of the extension with its reasons: now it holds.

    Args:
        request_id: which request.
        how: `email`, `paper` or `told`.
        by: who told them.
        at: when they were told, UTC.

    Raises:
        NothingAnnounced: there is nothing to have told them of.
        TooLateToExtend: the first month is over. The request stays due as it was.
        NoSuchRequest, NotOpen, NotAllowed: as their names say.

    Source: GDPR Art. 12(3), third sentence: no notice in the first month, no extension.
    """
    desk = office(by=by, at=at)
    take_turn()
    row = open_row(request_id)
    event = announced(request_id)
    if event is None:
        raise NothingAnnounced
    until = queries.request(request_id, at=at).clock.first_end
    if desk.today > until:
        raise TooLateToExtend(until=until)
    row.extended_at = at
    row.save(update_fields=["extended_at"])
    if how != "email":
        take_back(SEND_EXTENSION, event.id)
    note(row, EXTENDED, office=desk, detail=how)


@transaction.atomic(durable=True)
def not_told(request_id: int, *, by: Actor, at: datetime) -> None:
    """Write down that the news of an extension did not reach the person: there is none.

    Raises:
        NothingAnnounced, NoSuchRequest, NotAllowed: as their names say.
    """
    desk = office(by=by, at=at)
    take_turn()
    row = open_row(request_id)
    event = announced(request_id)
    if event is None:
        raise NothingAnnounced
    take_back(SEND_EXTENSION, event.id)
    note(row, NOT_TOLD, office=desk)


def announced(request_id: int) -> EventView | None:
    """Return the announcement of an extension that the person was not told of yet."""
    found: EventView | None = None
    for event in queries.events_of(request_id):
        if event.code == ANNOUNCED:
            found = event
        elif event.code in {EXTENDED, NOT_TOLD}:
            found = None
    return found
