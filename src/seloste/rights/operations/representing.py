"""Asking whoever asks in the name of another to show that they may."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from seloste.audit.turns import take_turn
from seloste.kernel.actors import Actor
from seloste.rights.errors import AskedAlready, NotAsked, NotRepresented
from seloste.rights.filing import note, office, open_row


@transaction.atomic(durable=True)
def ask_authority(request_id: int, *, by: Actor, at: datetime) -> None:
    """Ask a representative for the authority to act. This does not stop the clock.

    Raises:
        NotRepresented, AskedAlready, NoSuchRequest, NotOpen, NotAllowed: as their names say.

    Source: GDPR Art. 12(2); Act 1050/2018; 9707/152/19; TSV/91/2020.
    """
    desk = office(by=by, at=at)
    take_turn()
    row = open_row(request_id)
    if not row.represented:
        raise NotRepresented
    if row.authority:
        raise AskedAlready
    row.authority = "asked"
    row.save(update_fields=["authority"])
    note(row, "authority_asked", office=desk)


@transaction.atomic(durable=True)
def authority_shown(request_id: int, how: str, *, by: Actor, at: datetime) -> None:
    """Write down that the authority was shown, and how; the paper itself is not kept.

    Args:
        request_id: which request.
        how: `written`, `guardian` or `lawyer`.
        by: who looked at it.
        at: now, UTC.

    Raises:
        NotRepresented, NotAsked, NoSuchRequest, NotOpen, NotAllowed: as their names say.
    """
    desk = office(by=by, at=at)
    take_turn()
    row = open_row(request_id)
    if not row.represented:
        raise NotRepresented
    if how not in AUTHORITIES:
        raise NotAsked
    row.authority = "shown"
    row.save(update_fields=["authority"])
    note(row, "authority_shown", office=desk, detail=how)


AUTHORITIES = ("written", "guardian", "lawyer")
