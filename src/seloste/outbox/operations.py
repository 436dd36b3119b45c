"""Owing work in the transaction of its cause, and doing it afterwards, by one worker at a time.

Nothing here is written into the audit trail: whoever posts work, and whoever records what
came of it, does that.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import QuerySet

from seloste.kernel.ids import new_id
from seloste.outbox import rules
from seloste.outbox.models import StoredParcel
from seloste.outbox.values import Parcel
from seloste.vault.rows import insert


def post(kind: str, key: int, *, due_at: datetime) -> None:
    """Owe work, within the transaction of what causes it.

    Args:
        kind: a kind that `worker.handlers` knows.
        key: id of the row that it concerns; never a copy of what it says.
        due_at: not before this moment, UTC.
    """
    StoredParcel.objects.create(id=new_id(), kind=kind, key=key, due_at=due_at, reason="")


def post_all(kind: str, keys: Sequence[int], *, due_at: datetime) -> None:
    """Owe work for each of these keys, in one stroke; otherwise as `post`."""
    moment = connection.ops.adapt_datetimefield_value(due_at)
    rows = [(new_id(), kind, key, moment, 0, "") for key in keys]
    insert(StoredParcel, ("id", "kind", "key", "due_at", "attempts", "reason"), rows)


def take_back(kind: str, key: int) -> int:
    """Owe this work no longer, within the caller's transaction; return how much was taken back."""
    return StoredParcel.objects.filter(kind=kind, key=key).delete()[0]


@transaction.atomic(durable=True)
def claim(*, at: datetime) -> Parcel | None:
    """Take the work that is due longest, or return None when nothing is.

    Nobody else gets it until `rules.LEASE` has passed: whoever took it and was cut off leaves
    it to be taken again, so a handler must be safe to run twice.
    """
    due = StoredParcel.objects.filter(given_up_at=None, due_at__lte=at).order_by("due_at", "id")
    for row in due[:20]:
        mine = StoredParcel.objects.filter(id=row.id, due_at=row.due_at, attempts=row.attempts)
        if mine.update(due_at=at + rules.LEASE, attempts=row.attempts + 1):
            return Parcel(row.id, row.kind, row.key, row.attempts + 1)
    return None


@transaction.atomic(durable=True)
def done(parcel: Parcel) -> None:
    """Note that the work is done: its row goes."""
    _still(parcel).delete()


@transaction.atomic(durable=True)
def try_later(parcel: Parcel, *, reason: str, at: datetime) -> bool:
    """Put the work back for later; return False, and write nothing, after the last attempt.

    Args:
        parcel: as it was claimed.
        reason: a code, such as `no_connection`.
        at: now, UTC.
    """
    wait = rules.wait_after(parcel.attempt)
    if wait is None:
        return False
    _still(parcel).update(due_at=at + wait, reason=reason)
    return True


@transaction.atomic(durable=True)
def keep_waiting(parcel: Parcel, *, reason: str, at: datetime) -> None:
    """Put the work back because there is no service to hand it to; the attempt does not count."""
    _still(parcel).update(due_at=at + rules.LOOK_AGAIN, attempts=parcel.attempt - 1, reason=reason)


@transaction.atomic(durable=True)
def gave_up(parcel: Parcel, *, reason: str, at: datetime) -> None:
    """Note that the work will never be taken. The row stays and says so."""
    _still(parcel).update(given_up_at=at, reason=reason)


@transaction.atomic(durable=True)
def try_again(parcel_id: int, *, at: datetime) -> bool:
    """Let work that was given up be tried once more from the beginning; False when there is none."""
    rows = StoredParcel.objects.filter(id=parcel_id).exclude(given_up_at=None)
    return bool(rows.update(given_up_at=None, due_at=at, attempts=0))


def _still(parcel: Parcel) -> QuerySet[StoredParcel]:
    """Return the row as it was claimed; none when somebody else has taken it since."""
    return StoredParcel.objects.filter(id=parcel.id, attempts=parcel.attempt, given_up_at=None)
