"""What needs doing, without opening anybody's data."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from seloste.console.requests import ConsoleRequest
from seloste.console.views.breaches import clocks
from seloste.console.views.notice import state
from seloste.console.views.requests import today as requests_today
from seloste.customers import queries
from seloste.disclosures import queries as disclosures
from seloste.outbox.queries import given_up, waiting
from seloste.retention import queries as retention
from seloste.retention.operations.running import is_night_done

_MOST = 200
_AHEAD = timedelta(days=14)


@require_safe
def today(request: ConsoleRequest) -> HttpResponse:
    duties = queries.open_duties(limit=_MOST)
    by_day = Counter(duty.due_on for duty in duties)
    pairs = queries.possible_duplicates(limit=_MOST)
    content = {
        "days": [(day, number, mark(day, request)) for day, number in sorted(by_day.items())][:7],
        "number_of_duties": len(duties),
        "number_of_pairs": len(pairs),
        "most": _MOST,
        "clocks": clocks(request.desk),
        "requests": requests_today(request),
        "recipients": disclosures.counts(request.desk.at),
        "unsent": sum(one.number for one in waiting(request.desk.at, reason="not_set_up")),
        "given_up": len(given_up()),
        "holds_to_review": len(retention.to_review(by=request.desk.today + _AHEAD)),
        "is_night_done": is_night_done(request.desk.at) or retention.last_night() is None,
        "state": state(request),
        "total": sum(queries.count_by_kind().values()),
    }
    return render(request, "console/today.html", content)


def mark(day: date, request: ConsoleRequest) -> str:
    """Return how urgent a day is: overdue, due-soon (a week), or in-order."""
    days = (day - request.desk.today).days
    return "overdue" if days < 0 else "due-soon" if days <= 7 else "in-order"
