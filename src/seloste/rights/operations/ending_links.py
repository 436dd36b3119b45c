"""Ending links that were sent, when they can no longer be answered for."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from seloste.audit.recording import record
from seloste.kernel.actors import Actor
from seloste.rights.models import Link


@transaction.atomic(durable=True)
def withdraw_links(*, by: Actor, at: datetime) -> int:
    """Withdraw every link that still works, and return how many did.

    After a restore nobody knows which of them were used or withdrawn in between.
    """
    alive = Link.objects.filter(used_at=None, withdrawn_at=None, expires_at__gt=at)
    number = alive.update(withdrawn_at=at)
    if number:
        record("rights.links_withdrawn", by=by, at=at, ref=str(number))
    return number
