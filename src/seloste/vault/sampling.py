"""Choosing persons to look at, without opening anything."""

from __future__ import annotations

import random

from django.db.models import F

from seloste.kernel.ids import PersonId
from seloste.vault.models import Sealed


def some_persons(*, each: int, seed: int) -> list[PersonId]:
    """Return persons of whom something is kept: the newest, the oldest, and others by chance.

    Args:
        each: how many of each of the three.
        seed: decides the chance, so that a choice can be repeated.
    """
    known = Sealed.objects.values_list("person", flat=True).distinct()
    chosen = {*known.order_by("person")[:each], *known.order_by("-person")[:each]}
    # Ids follow time, and many are made at once: by their remainder all have the same chance.
    divisor = max(1, known.order_by().count() // each)
    remainder = random.Random(seed).randrange(divisor)  # noqa: S311 - a sample, not a secret
    by_chance = known.annotate(remainder=F("person") % divisor).filter(remainder=remainder)
    chosen.update(by_chance.order_by("person")[: 2 * each])
    return [PersonId(person) for person in sorted(chosen)]
