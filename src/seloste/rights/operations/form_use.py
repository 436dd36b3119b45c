"""Counting uses of the public form, by keyed hash of the network address, for an hour."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from seloste.audit.turns import take_turn
from seloste.kernel.ids import new_id
from seloste.rights.models import FormUse
from seloste.rights.rules.form_use import check_use, place_of
from seloste.vault.marks import mark


@transaction.atomic(durable=True)
def count_use(address: str, *, at: datetime) -> None:
    """Count one use of the public form.

    Raises:
        TooManyFromThere: the form was used too often from there in this hour.
    """
    take_turn()
    marked = mark(place_of(address), use="request_form")
    hour = at.replace(minute=0, second=0, microsecond=0)
    row, _ = FormUse.objects.get_or_create(
        mark=marked, hour=hour, defaults={"id": new_id(), "count": 0}
    )
    check_use(row.count)
    FormUse.objects.filter(id=row.id).update(count=F("count") + 1)


@transaction.atomic(durable=True)
def forget_uses(*, at: datetime) -> None:
    """Forget the counts of hours that ended a day ago or longer."""
    FormUse.objects.filter(hour__lt=at - timedelta(days=1)).delete()
