"""Taking requests in their turn."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from seloste.audit.turns import take_turn
from seloste.kernel.actors import Actor
from seloste.rights import queries
from seloste.rights.filing import note, office, open_row, settle
from seloste.rights.rules.queue import check_turn

OUT_OF_TURN = "out_of_turn"


@transaction.atomic(durable=True)
def take(request_id: int, *, reason: str = "", by: Actor, at: datetime) -> None:
    """Take a request: the next one, or another with a reason that is written down.

    Raises:
        NoSuchRequest, NotOpen, NotAllowed: as their names say.
        TakenAlready: somebody has it.
        NotTheNext: another arrived earlier, and no reason was given.
    """
    desk = office(by=by, at=at)
    take_turn()
    row = open_row(request_id)
    wanted = queries.request(request_id, at=at)
    out_of_turn = check_turn(wanted, queries.queue(at=at), reason=reason)
    row.taken_by = by.handle
    row.save(update_fields=["taken_by"])
    note(
        row,
        "taken",
        office=desk,
        detail=OUT_OF_TURN if out_of_turn else "",
        written={"reason": reason.strip()} if out_of_turn else None,
    )
    settle(row)


@transaction.atomic(durable=True)
def leave(request_id: int, *, by: Actor, at: datetime) -> None:
    """Give a request back to the queue; it keeps its place.

    Raises:
        NoSuchRequest, NotOpen, NotAllowed: as their names say.
    """
    desk = office(by=by, at=at)
    take_turn()
    row = open_row(request_id)
    row.taken_by = ""
    row.save(update_fields=["taken_by"])
    note(row, "left", office=desk)
    settle(row)
