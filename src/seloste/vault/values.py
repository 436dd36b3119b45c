"""What crosses the vault's border."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from seloste.kernel.ids import PersonId

SOURCES = "sources"
"""Key of a content under which the sources of its fields stand, where not the person gave them."""


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that is kept: a customer, a contract, a change. `kind` says which."""

    kind: str
    id: int


@dataclass(frozen=True, slots=True, repr=False)
class Plain:
    """The content of one record in one category, in clear. Never shown by `repr`."""

    person: PersonId
    record: Record
    category: str
    content: Mapping[str, object]


@dataclass(frozen=True, slots=True, repr=False)
class Term:
    """A word or value under which a person can be found.

    Attributes:
        field: field of the notice, such as `customer.emails`.
        value: the value as it is compared: folded, E.164, without spaces.
        prefix: True when every beginning of the value finds the person too.
    """

    field: str
    value: str
    prefix: bool = False
