"""Asking what is meant, where much is processed about the person."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from seloste.audit.turns import take_turn
from seloste.kernel.actors import Actor
from seloste.outbox.operations import post
from seloste.rights import queries
from seloste.rights.errors import AskedAlready, NotAsked, NothingWritten
from seloste.rights.filing import note, office, open_row, settle
from seloste.rights.rules.answering import check_clarifying
from seloste.rights.rules.requests import CLARIFICATION_ASKED, CLARIFIED, is_awaiting

SEND_QUESTION = "rights.clarification"
"""Work of the outbox: send the question to whoever asked."""


@transaction.atomic(durable=True)
def ask(request_id: int, question: str, *, by: Actor, at: datetime) -> None:
    """Ask which data or which processing is meant. The clock stands until an answer comes.

    Without an answer everything is given.

    Raises:
        NothingWritten, NoClarification, AskedAlready: the asking is refused.
        NoSuchRequest, NotOpen, NotAllowed: as their names say.

    Source: GDPR recital 63; EDPB Guidelines 01/2022, 35, 157.
    """
    desk = office(by=by, at=at)
    if not question.strip():
        raise NothingWritten
    take_turn()
    row = open_row(request_id)
    check_clarifying(queries.request(request_id, at=at))
    if _is_awaited(request_id):
        raise AskedAlready
    written = {"question": question.strip()}
    event = note(row, CLARIFICATION_ASKED, office=desk, written=written)
    post(SEND_QUESTION, event, due_at=at)
    settle(row)


@transaction.atomic(durable=True)
def answered(request_id: int, answer: str, *, by: Actor, at: datetime) -> None:
    """Write down what the person meant; the clock runs on.

    Raises:
        NothingWritten, NotAsked, NoSuchRequest, NotOpen, NotAllowed: as their names say.
    """
    desk = office(by=by, at=at)
    if not answer.strip():
        raise NothingWritten
    take_turn()
    row = open_row(request_id)
    if not _is_awaited(request_id):
        raise NotAsked
    note(row, CLARIFIED, office=desk, written={"answer": answer.strip()})
    settle(row)


def _is_awaited(request_id: int) -> bool:
    codes = (event.code for event in queries.events_of(request_id))
    return is_awaiting(code for code in codes if code in {CLARIFICATION_ASKED, CLARIFIED})
