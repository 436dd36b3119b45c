"""The list of customers, and finding some of them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from seloste.console import presenting
from seloste.console.requests import ConsoleRequest
from seloste.customers import queries
from seloste.customers.operations import finding
from seloste.customers.values import Summary
from seloste.kernel.ids import PersonId

_LONGEST_ID = 2**63


@require_safe
def customers(request: ConsoleRequest) -> HttpResponse:
    desk = request.desk
    before = request.GET.get("before", "")
    last = int(before) if before.isascii() and before.isdecimal() else 0
    ids = queries.newest(
        before=PersonId(last) if 0 < last < _LONGEST_ID else None, limit=queries.PAGE + 1
    )
    page = ids[: queries.PAGE]
    shown = finding.summaries(page, purpose=desk.purpose, by=desk.by, at=desk.at)
    counts = queries.count_by_kind()
    content = {
        "rows": [_row(one) for one in shown],
        "older": page[-1] if len(ids) > queries.PAGE else None,
        "is_first": not last,
        "total": sum(counts.values()),
        "has_duplicates": bool(queries.possible_duplicates(limit=1)),
    }
    return render(request, "console/customers/list.html", content)


@require_http_methods(["GET", "POST"])
def find(request: ConsoleRequest) -> HttpResponse:
    # By POST: what is typed is personal data, and addresses stay in histories and logs.
    if request.method == "GET":
        return redirect("console:customers")
    desk = request.desk
    text = request.POST.get("text", "").strip()[:200]
    found = finding.find(text, purpose=desk.purpose, by=desk.by, at=desk.at) if text else []
    content = {
        "rows": [_row(one) for one in found],
        "text": text,
        "is_full": len(found) == finding.SHOWN,
    }
    page = "console/customers/_found.html" if request.htmx else "console/customers/found.html"
    return render(request, page, content)


def _row(summary: Summary) -> dict[str, object]:
    return {
        "summary": summary,
        "name": presenting.name_of(summary),
        "kind": presenting.kind(summary.kind),
    }
