"""What waits to be done, and what will not be tried again."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Min

from seloste.outbox.models import StoredParcel
from seloste.outbox.values import GivenUp, Waiting


def waiting(at: datetime, *, reason: str | None = None) -> tuple[Waiting, ...]:
    """Return what was due by now and still waits, by kind.

    Args:
        at: now, UTC.
        reason: only what waits for this reason, such as `not_set_up`, whenever it is due.
    """
    rows = StoredParcel.objects.filter(given_up_at=None)
    rows = rows.filter(due_at__lte=at) if reason is None else rows.filter(reason=reason)
    counted = rows.values_list("kind").annotate(number=Count("id"), oldest=Min("due_at"))
    return tuple(Waiting(*row) for row in counted.order_by("kind"))


def given_up() -> tuple[GivenUp, ...]:
    """Return what is not tried any more, newest first."""
    rows = StoredParcel.objects.exclude(given_up_at=None).order_by("-given_up_at", "-id")
    return tuple(GivenUp(*row) for row in rows.values_list(*GivenUp.__slots__))


def is_waiting(kind: str, key: int) -> bool:
    """Tell whether such work waits or is going on."""
    return StoredParcel.objects.filter(kind=kind, key=key, given_up_at=None).exists()
