"""Reminding the controller of requests: some working days ahead, and every day once overdue."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from seloste.audit.turns import take_turn
from seloste.kernel.actors import Actor
from seloste.kernel.ids import new_id
from seloste.outbox.operations import post
from seloste.rights import queries
from seloste.rights.filing import note, office, row_of
from seloste.rights.models import Reminder
from seloste.rights.rules.queue import reminder_due

SEND_REMINDER = "rights.reminder"
"""Work of the outbox: remind the controller by e-mail. Nothing of the person stands in it."""


@transaction.atomic(durable=True)
def remind(*, by: Actor, at: datetime) -> int:
    """Owe a reminder of each request whose day for it has come; return how many.

    Safe to run at any time and as often as one likes: one reminder of a request in a day.

    Raises:
        NoPlaceForRequests, NotAllowed: the program may not handle requests.
    """
    desk = office(by=by, at=at)
    take_turn()
    queue = queries.queue(at=at)
    last = _last_by_request([view.id for view in queue])
    made = 0
    for view in queue:
        ahead = reminder_due(
            view.due.safe, today=desk.today, last=last.get(view.id), is_holiday=desk.is_holiday
        )
        if ahead is None:
            continue
        reminder = Reminder.objects.create(
            id=new_id(), request_id=view.id, on=desk.today, ahead=ahead
        )
        note(row_of(view.id), "reminded", office=desk, detail=str(ahead))
        post(SEND_REMINDER, reminder.id, due_at=at)
        made += 1
    return made


@transaction.atomic(durable=True)
def sent(reminder_id: int, *, at: datetime) -> None:
    """Write down that a reminder went out."""
    Reminder.objects.filter(id=reminder_id).update(sent_at=at)


def request_of(reminder_id: int) -> int | None:
    """Return the request of a reminder that has not gone out yet; None when there is none."""
    rows = Reminder.objects.filter(id=reminder_id, sent_at=None)
    return rows.values_list("request_id", flat=True).first()


def _last_by_request(requests: list[int]) -> dict[int, date]:
    rows = Reminder.objects.filter(request_id__in=requests).values_list("request_id")
    return dict(rows.annotate(last=Max("on")).order_by())
