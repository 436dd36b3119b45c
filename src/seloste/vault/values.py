"""What crosses the vault's border. Named tuples: an import makes dozens for each customer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from seloste.kernel.ids import PersonId

SOURCES = "sources"
"""Key of a content under which the sources of its fields stand, where not the person gave them."""


class Record(NamedTuple):
    """One thing that is kept: a customer, a contract, a change. `kind` says which."""

    kind: str
    id: int


class Plain(NamedTuple):
    """The content of one record in one category, in clear. Never shown by `repr`."""

    person: PersonId
    record: Record
    category: str
    content: Mapping[str, object]

    def __repr__(self) -> str:
        return f"<Plain {self.category} of {self.record.kind} {self.record.id}>"


class Erasure(NamedTuple):
    """What of a person is to go for good.

    Attributes:
        categories: only these; None means everything that is kept of the person.
        records: of these categories only these records; None means all.
        cause: a short code, such as `request` or `storage_period`.
    """

    person: PersonId
    categories: frozenset[str] | None
    records: frozenset[Record] | None
    cause: str


class LedgerLine(NamedTuple):
    """One line of the erasure ledger: an erasure, when it was, and whether it was finished."""

    id: int
    erasure: Erasure
    erased_at: datetime
    finished_at: datetime | None


class Encoded(NamedTuple):
    """The content of one record in one category as the text that is sealed."""

    person: PersonId
    record: Record
    category: str
    text: bytes

    def __repr__(self) -> str:
        return f"<Encoded {self.category} of {self.record.kind} {self.record.id}>"


class Term(NamedTuple):
    """A word or value under which a person can be found.

    Attributes:
        field: field of the notice, such as `customer.emails`.
        value: the value as it is compared: folded, E.164, without spaces.
        prefix: True when every beginning of the value finds the person too.
    """

    field: str
    value: str
    prefix: bool = False

    def __repr__(self) -> str:
        return f"<Term of {self.field}>"
