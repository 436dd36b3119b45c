"""Refusing, charging, and taking back. A refusal has reasons, and names what one can do about it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from seloste.audit.turns import take_turn
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId
from seloste.outbox.operations import post
from seloste.rights import queries
from seloste.rights.filing import close, decide, note, office, open_row
from seloste.rights.models import RequestPart
from seloste.rights.rules.answering import check_fee, check_refusing
from seloste.rights.values import Kind

SEND_FEE = "rights.fee"
"""Work of the outbox: tell whoever asked what it would cost, before anything is charged."""

IN_TIME, LATE = "in_time", "late"


@transaction.atomic(durable=True)
def refuse(
    request_id: int, kind: Kind, ground: str, *, reasons: str, by: Actor, at: datetime
) -> None:
    """Refuse one right that was asked. The answer tells the reasons, the complaint, the court.

    An extension does not prolong the time for it: what is decided past the first month is
    written down as late.

    Args:
        request_id: which request.
        kind: which right.
        ground: a code of `rules.answering.REFUSALS`.
        reasons: what the person is told, and what proves it.
        by: who decides.
        at: now, UTC.

    Raises:
        NotAskedFor, DecidedAlready, NotAGround, GroundNotForThis, NothingWritten: it stays open.
        NoSuchRequest, NotOpen, NotAllowed: as their names say.

    Source: GDPR Art. 12(4), 12(5), 77, 79.
    """
    desk = office(by=by, at=at)
    take_turn()
    row = open_row(request_id)
    view = queries.request(request_id, at=at)
    check_refusing(view, kind, ground=ground, reasons=reasons)
    decide(row, kind, "refused", office=desk, reason=ground)
    note(
        row,
        "refused",
        office=desk,
        detail=IN_TIME if desk.today <= view.clock.first_end else LATE,
        written={"kind": kind, "ground": ground, "reasons": reasons.strip()},
    )


@transaction.atomic(durable=True)
def announce_fee(
    request_id: int, ground: str, *, amount: Decimal, reasons: str, by: Actor, at: datetime
) -> None:
    """Tell the person what it would cost, before it is charged, so that they can take it back.

    Args:
        request_id: which request.
        ground: a code of `rules.answering.FEES`.
        amount: of the controller's currency; on administrative cost only.
        reasons: how it was reckoned.
        by: who decides.
        at: now, UTC.

    Raises:
        NotAGround, NotAnAmount, NoFee, NothingWritten: the law lets nothing be charged.
        NoSuchRequest, NotOpen, NotAllowed: as their names say.

    Source: GDPR Art. 12(5)(a), 15(3); C-307/22; EDPB Guidelines 01/2022, 192.
    """
    desk = office(by=by, at=at)
    take_turn()
    row = open_row(request_id)
    view = queries.request(request_id, at=at)
    before = row.about is not None and _had_a_copy(PersonId(row.about), at=at)
    check_fee(view, ground=ground, amount=amount, reasons=reasons, answered_before=before)
    written = {"amount": str(amount), "reasons": reasons.strip()}
    event = note(row, "fee_announced", office=desk, detail=ground, written=written)
    post(SEND_FEE, event, due_at=at)


@transaction.atomic(durable=True)
def withdraw(request_id: int, *, by: Actor, at: datetime) -> None:
    """Write down that the person has taken the request back; nothing more is owed.

    Raises:
        NoSuchRequest, NotOpen, NotAllowed: as their names say.
    """
    desk = office(by=by, at=at)
    take_turn()
    row = open_row(request_id)
    for part in RequestPart.objects.filter(request_id=row.id, state="open"):
        part.state, part.outcome, part.decided_at = "decided", "withdrawn", at
        part.save()
    note(row, "withdrawn", office=desk)
    close(row, "withdrawn", office=desk)


def _had_a_copy(person: PersonId, *, at: datetime) -> bool:
    """Tell whether an earlier request of the person was answered with a copy."""
    return any(
        (part := view.part("access")) is not None
        and part.outcome in {"granted", "partly_granted"}
        and view.answered_at is not None
        for view in queries.of_person(person, at=at)
    )
