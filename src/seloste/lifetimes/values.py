"""The days that count for a record, and the day on which it ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from seloste.kernel.ids import PersonId
from seloste.notice.values import StoragePeriod

Triggers = Mapping[str, date | None]
"""Trigger of the notice → its day; None when it will come and has not; left out when it may never."""


@dataclass(frozen=True, slots=True)
class EraseAfter:
    """How long a category of a record is kept.

    Attributes:
        last_day: the last day on which it may be kept; it is erased on the day after.
        period: the storage period of the notice that ends last.
        by_fallback: the period's first trigger never came, and its second one counts.
    """

    last_day: date
    period: StoragePeriod
    by_fallback: bool


class Lifetime(NamedTuple):
    """One record and the days that count for it.

    Attributes:
        due_on: the next day on which something of it is to go; None while that is open.
    """

    person: PersonId
    kind: str
    record: int
    triggers: Triggers
    due_on: date | None
