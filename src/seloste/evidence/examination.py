"""What every look has at hand: the moment, the edition in force, who asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from seloste.evidence.rules import clause_of
from seloste.evidence.values import Evidence, Fact
from seloste.kernel.actors import Actor
from seloste.notice.editions import EditionInForce
from seloste.notice.findings import Finding
from seloste.notice.rules.linting import lint
from seloste.notice.values import Notice


@dataclass(frozen=True, slots=True)
class Examination:
    """One examination, before anything was looked at.

    Attributes:
        findings: what the linter says today of the edition in force; only what stops publication.
    """

    edition: EditionInForce
    by: Actor
    at: datetime
    findings: tuple[Finding, ...] = field(default=())

    @property
    def notice(self) -> Notice:
        return self.edition.notice

    @property
    def today(self) -> date:
        """Return the day in the controller's time zone."""
        return self.at.astimezone(ZoneInfo(self.notice.time_zone)).date()

    def linted(self, clause: str) -> Evidence:
        """Return what the linter says today of the parts of the notice that make the clause."""
        found = sorted({f.rule for f in self.findings if clause_of(f.rule, f.path) == clause})
        return broken("linted", rules=tuple(found)) if found else held("linted")


def begun(edition: EditionInForce, *, by: Actor, at: datetime) -> Examination:
    """Return the examination of an edition."""
    day = at.astimezone(ZoneInfo(edition.notice.time_zone)).date()
    errors = (f for f in lint(edition.notice, {}, on=day) if f.severity == "error")
    return Examination(edition, by, at, tuple(errors))


def held(code: str, **facts: Fact) -> Evidence:
    """Return evidence that speaks for the clause."""
    return Evidence(code, facts)


def broken(code: str, **facts: Fact) -> Evidence:
    """Return evidence that the clause does not hold."""
    return Evidence(f"{code}.broken", facts, "does_not_hold")


def unseen(code: str, **facts: Fact) -> Evidence:
    """Return that something could not be looked at, or that nothing can attest it."""
    return Evidence(f"{code}.unseen", facts, "not_attested")


def judged(code: str, faults: int, **facts: Fact) -> Evidence:
    """Return evidence that holds when nothing is at fault."""
    if faults:
        return broken(code, number=faults, **facts)
    return held(code, **facts)
