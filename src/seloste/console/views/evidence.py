"""Does the notice hold? The last report, earlier ones, and having it examined now."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from seloste.console.requests import ConsoleRequest
from seloste.evidence import queries
from seloste.evidence.operations import examine
from seloste.evidence.rendering import Told
from seloste.evidence.values import Report
from seloste.staff.rules import check_administers

_MARKS = {"holds": "in-order", "does_not_hold": "overdue", "not_attested": "due-soon"}


@dataclass(frozen=True, slots=True)
class Row:
    """A clause as the page shows it: its state as a word and a mark, its evidence in sentences."""

    id: str
    title: str
    rule: str
    state: str
    mark: str
    evidence: tuple[str, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: ConsoleRequest) -> HttpResponse:
    desk = request.desk
    if request.method == "POST":
        check_administers(desk.by, desk.notice)
        examine(by=desk.by, at=desk.at)
        messages.success(request, gettext("The notice was examined."))
        return redirect("console:evidence")
    report = queries.last_report()
    told = Told(report) if report else None
    content = {
        "report": report,
        "told": told,
        "rows": _rows(report, told) if report and told else [],
        "history": queries.history(),
    }
    return render(request, "console/evidence.html", content)


def _rows(report: Report, told: Told) -> list[Row]:
    return [
        Row(
            id=clause.id,
            title=told.title(clause),
            rule=clause.rule,
            state=told.state(clause),
            mark=_MARKS[clause.state],
            evidence=tuple(told.says(each) for each in clause.evidence),
        )
        for clause in report.clauses
    ]
