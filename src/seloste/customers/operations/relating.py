"""How long a customer relationship lasts: kept up to date by the contracts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from seloste.customers.keeping import note_days
from seloste.customers.models import Customer
from seloste.kernel.ids import PersonId
from seloste.notice import queries as notices


def set_relationship(ends: Mapping[PersonId, date | None], *, at: datetime) -> None:
    """Note when each relationship ends (None while it goes on), in the caller's transaction."""
    by_day: dict[date | None, list[PersonId]] = {}
    for customer, day in ends.items():
        by_day.setdefault(day, []).append(customer)
    for day, customers in by_day.items():
        Customer.objects.filter(id__in=customers).update(
            relationship_ended_on=day, has_contracts=True, changed_at=at
        )
    note_days(ends, notices.in_force(at).notice)
