"""What others may ask about the reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from seloste.evidence.models import EvidenceReport
from seloste.evidence.values import Clause, Evidence, Fact, Report, ReportLine, State

PAGE = 30


def last_report() -> Report | None:
    """Return the newest report, or None when nothing was examined yet."""
    row = EvidenceReport.objects.order_by("-at", "-id").first()
    return None if row is None else _report(row)


def history(*, limit: int = PAGE) -> list[ReportLine]:
    """Return the reports, the newest first."""
    return [_line(row) for row in EvidenceReport.objects.order_by("-at", "-id")[:limit]]


def last_held_at(*, edition: int) -> datetime | None:
    """Return when this edition was last found to hold."""
    rows = EvidenceReport.objects.filter(holds=True, edition=edition).order_by("-at")
    return rows.values_list("at", flat=True).first()


def _line(row: EvidenceReport) -> ReportLine:
    states = Counter(each["state"] for each in row.clauses)
    return ReportLine(
        id=row.id,
        at=row.at,
        edition=row.edition,
        holds=row.holds,
        held=states["holds"],
        not_held=states["does_not_hold"],
        not_attested=states["not_attested"],
    )


def _report(row: EvidenceReport) -> Report:
    clauses = tuple(_clause(each) for each in row.clauses)
    return Report(at=row.at, edition=row.edition, clauses=clauses, seconds=row.seconds)


def _clause(kept: Mapping[str, Any]) -> Clause:
    evidence = tuple(
        Evidence(
            code=each["code"],
            facts={name: _fact(value) for name, value in each["facts"].items()},
            state=cast("State", each["state"]),
        )
        for each in kept["evidence"]
    )
    return Clause(kept["id"], kept["rule"], cast("State", kept["state"]), evidence)


def _fact(value: Any) -> Fact:
    return tuple(value) if isinstance(value, list) else cast("Fact", value)
