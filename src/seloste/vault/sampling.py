"""Choosing persons to look at, without opening anything."""

from __future__ import annotations

import random

from django.db.models import Max, Min

from seloste.kernel.ids import PersonId
from seloste.vault.models import Sealed


def some_persons(*, each: int, seed: int) -> list[PersonId]:
    """Return persons of whom something is kept: the newest, the oldest, and others by chance.

    Args:
        each: how many of each of the three.
        seed: decides the chance, so that a choice can be repeated.
    """
    rows = Sealed.objects.order_by()
    bounds = rows.aggregate(first=Min("person"), last=Max("person"))
    if bounds["first"] is None:
        return []
    known = rows.values_list("person", flat=True).distinct()
    chosen = {*known.order_by("person")[:each], *known.order_by("-person")[:each]}
    chance = random.Random(seed)  # noqa: S311 - a sample, not a secret
    for _ in range(each):
        start = chance.randint(bounds["first"], bounds["last"])
        chosen.update(
            rows.filter(person__gte=start).order_by("person").values_list("person", flat=True)[:1]
        )
    return [PersonId(person) for person in sorted(chosen)]
