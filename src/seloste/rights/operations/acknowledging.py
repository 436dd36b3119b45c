"""Telling whoever asked that the request arrived, and by when they will be answered."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from django.db import transaction

from seloste.audit.turns import take_turn
from seloste.kernel.actors import Actor
from seloste.outbox.operations import take_back
from seloste.rights.filing import note, office, row_of
from seloste.rights.operations.receiving import ACKNOWLEDGE

How = Literal["email", "paper", "told", "page"]


@transaction.atomic(durable=True)
def acknowledged(request_id: int, how: How, *, by: Actor, at: datetime) -> bool:
    """Write down that the person was told of the receipt; False when that was known already.

    Args:
        request_id: which request.
        how: by e-mail, on paper, by word of mouth, or on the page after the form.
        by: who told them.
        at: now, UTC.

    Raises:
        NoSuchRequest, NotAllowed: as their names say.
    """
    desk = office(by=by, at=at)
    take_turn()
    row = row_of(request_id)
    if row.acknowledged_at is not None:
        return False
    row.acknowledged_at = at
    row.save(update_fields=["acknowledged_at"])
    if how != "email":  # otherwise the worker holds it, and ends it itself
        take_back(ACKNOWLEDGE, row.id)
    note(row, "acknowledged", office=desk, detail=how)
    return True


@transaction.atomic(durable=True)
def to_be_printed(request_id: int, what: str, *, by: Actor, at: datetime) -> None:
    """Write down that a letter waits to be printed: there is no address to send it to.

    Args:
        request_id: which request.
        what: code of the letter.
        by: the worker.
        at: now, UTC.

    Raises:
        NoSuchRequest, NotAllowed: as their names say.
    """
    desk = office(by=by, at=at)
    note(row_of(request_id), "to_print", office=desk, detail=what)
