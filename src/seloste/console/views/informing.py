"""Telling people that their data came from elsewhere (GDPR Art. 14)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from seloste.console import presenting
from seloste.console.requests import ConsoleRequest
from seloste.console.views.today import mark
from seloste.customers import queries
from seloste.customers.duplicates import customers_behind
from seloste.customers.errors import NoSuchCustomer
from seloste.customers.operations import changing, finding
from seloste.kernel.ids import PersonId


@require_safe
def informing(request: ConsoleRequest) -> HttpResponse:
    desk = request.desk
    duties = queries.open_duties(limit=queries.PAGE + 1)
    page = duties[: queries.PAGE]
    behind = customers_behind([duty.person for duty in page])
    customers = list(dict.fromkeys(behind.values()))
    named = {
        one.id: presenting.name_of(one)
        for one in finding.summaries(customers, purpose=desk.purpose, by=desk.by, at=desk.at)
    }
    rows = [
        {
            "duty": duty,
            "customer": behind[duty.person],
            "name": named[behind[duty.person]],
            "is_contact_person": behind[duty.person] != duty.person,
            "mark": mark(duty.due_on, request),
        }
        for duty in page
        if duty.person in behind
    ]
    content = {"rows": rows, "has_more": len(duties) > queries.PAGE}
    return render(request, "console/informing.html", content)


@require_POST
def informed(request: ConsoleRequest, customer: int) -> HttpResponse:
    return _inform(request, PersonId(customer), customer=customer)


@require_POST
def person_informed(request: ConsoleRequest, customer: int, person: int) -> HttpResponse:
    if person not in queries.contact_persons_of([PersonId(customer)]):
        raise NoSuchCustomer
    return _inform(request, PersonId(person), customer=customer)


def _inform(request: ConsoleRequest, person: PersonId, *, customer: int) -> HttpResponse:
    changing.inform(person, by=request.desk.by, at=request.desk.at)
    messages.success(request, gettext("It is recorded that the person has been told."))
    if request.POST.get("back") == "informing":
        return redirect("console:informing")
    return redirect("console:customer", customer=customer)
