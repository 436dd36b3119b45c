"""What crosses the border of `evidence`: a report, its clauses, what each rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

State = Literal["holds", "does_not_hold", "not_attested"]

Fact = str | int | tuple[str, ...]
"""A number, a day as ISO 8601 writes it, or keys of the notice. Never personal data."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that was looked at, and what came of it.

    Attributes:
        code: what was looked at; its sentence stands in `evidence.sentences`.
        facts: what the sentence mentions.
        state: whether the clause holds as far as this goes.
    """

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    state: State = "holds"


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the notice.

    Attributes:
        id: stays the same in all languages and editions.
        rule: the article of law that asks for it.
    """

    id: str
    rule: str
    state: State
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What one examination found.

    Attributes:
        edition: number of the edition in force then.
        seconds: how long it took.
    """

    at: datetime
    edition: int
    clauses: tuple[Clause, ...]
    seconds: float = 0.0

    @property
    def holds(self) -> bool:
        """Return whether nothing was found that does not hold."""
        return all(clause.state != "does_not_hold" for clause in self.clauses)


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report as the history lists it: how many clauses stood how."""

    id: int
    at: datetime
    edition: int
    holds: bool
    held: int
    not_held: int
    not_attested: int
