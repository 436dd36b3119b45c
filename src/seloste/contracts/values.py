"""What crosses the border of contracts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from seloste.kernel.languages import Text


@dataclass(frozen=True, slots=True)
class Service:
    """Something that is sold."""

    id: int
    code: str
    title: Text
    withdrawn_on: date | None


@dataclass(frozen=True, slots=True)
class Validity:
    """The days of one contract: all that the end of a relationship depends on.

    Attributes:
        starts_on: first day.
        ends_on: last day, or None while it runs until further notice.
        renews_by: ISO 8601 period by which it renews itself at its end; "" when it does not.
    """

    starts_on: date
    ends_on: date | None
    renews_by: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class NewContract:
    """What was agreed, not yet in the register.

    Attributes:
        service: code of a service on offer.
        validity: its days.
        identifier: what it is about, such as a domain name.
        details: what else was agreed.
    """

    service: str
    validity: Validity
    identifier: str = ""
    details: str = ""


@dataclass(frozen=True, slots=True)
class ContractDays:
    """A contract by its id, the code of its service and its days: nothing of it is opened."""

    id: int
    service: str
    validity: Validity


@dataclass(frozen=True, slots=True, repr=False)
class ContractView:
    """A contract as far as a role may see it for a purpose."""

    id: int
    service: Service
    validity: Validity
    state: str  # coming, running, ended
    current_end: date | None
    values: Mapping[str, object]
    closed: frozenset[str]
