"""Release completes the erasure: what was asked for and had to stay is remembered.

Source: GDPR Art. 17(1), 17(3).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from seloste.kernel.ids import PersonId, new_id
from seloste.retention import rules
from seloste.retention.models import Pending
from seloste.retention.values import ErasurePlan


def remember(plan: ErasurePlan, *, cause: str, at: datetime) -> None:
    """Remember what a person asked to have erased and what had to stay, so that it goes by itself.

    Within the caller's transaction.
    """
    staying = rules.waits(plan)
    if staying:
        shown = {"categories": sorted(staying), "look_on": rules.look_on(plan)}
        Pending.objects.update_or_create(
            person=plan.person,
            cause=cause,
            defaults=shown,
            create_defaults={**shown, "id": new_id(), "since": at},
        )


def forget(persons: Collection[PersonId]) -> None:
    """Wait no longer for persons of whom nothing is left."""
    Pending.objects.filter(person__in=persons).delete()
