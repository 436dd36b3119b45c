"""The services on offer."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from seloste import wording
from seloste.console.forms import ServiceForm
from seloste.console.requests import ConsoleRequest, language
from seloste.contracts import operations, queries
from seloste.contracts.errors import NoSuchService, ServiceExists
from seloste.kernel.languages import in_language
from seloste.staff.rules import check_administers


@require_http_methods(["GET", "POST"])
def services(request: ConsoleRequest) -> HttpResponse:
    desk = request.desk
    check_administers(desk.by, desk.notice)
    form = ServiceForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (found := form.service()):
        try:
            operations.offer(found[0], title=found[1], by=desk.by, at=desk.at)
        except ServiceExists as refusal:
            form.add_error("code", wording.of(refusal))
        else:
            messages.success(request, gettext("The service is on offer."))
            return redirect("console:services")
    rows = [
        {"service": one, "title": in_language(one.title, language()) or one.code}
        for one in queries.services()
    ]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "console/services.html", {"rows": rows, "form": form}, status=status)


@require_POST
def withdraw(request: ConsoleRequest, service: int) -> HttpResponse:
    desk = request.desk
    check_administers(desk.by, desk.notice)
    code = next((one.code for one in queries.services() if one.id == service), None)
    if code is None:
        raise NoSuchService(service=str(service))
    operations.withdraw(code, on=desk.today, by=desk.by, at=desk.at)
    messages.success(request, gettext("The service is no longer on offer. Contracts go on."))
    return redirect("console:services")
