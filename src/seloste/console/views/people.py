"""People who act for a customer."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from seloste.console import presenting, words
from seloste.console.forms import ContactPersonForm, LastDayForm, person_values, typed_of_person
from seloste.console.requests import ConsoleRequest
from seloste.console.views.customer import header, named
from seloste.customers.errors import NoSuchCustomer
from seloste.customers.operations import changing, creating, finding
from seloste.customers.values import ContactPersonView, CustomerView
from seloste.kernel.ids import PersonId


@require_http_methods(["GET", "POST"])
def add(request: ConsoleRequest, customer: int) -> HttpResponse:
    desk = request.desk
    view = named(request, PersonId(customer))
    sent = request.method == "POST"
    form = ContactPersonForm(request.POST if sent else None)
    if form.is_valid() and (draft := form.draft()):
        creating.add_contact_person(view.id, draft, purpose=desk.purpose, by=desk.by, at=desk.at)
        messages.success(request, gettext("The contact person is in the register."))
        return redirect("console:customer", customer=customer)
    content = {**header(request, view), "form": form, "is_new": True}
    return render(request, "console/people/form.html", content, status=_status(form))


@require_http_methods(["GET", "POST"])
def edit(request: ConsoleRequest, customer: int, person: int) -> HttpResponse:
    desk = request.desk
    view, acting = _open(request, customer, person)
    sent = request.method == "POST"
    form = ContactPersonForm(request.POST if sent else None, initial=typed_of_person(acting.values))
    if form.is_valid() and (draft := form.draft()):
        changing.change(
            acting.id,
            person_values(draft),
            purpose=desk.purpose,
            source="employer",
            by=desk.by,
            at=desk.at,
        )
        messages.success(request, gettext("The changes are saved."))
        return redirect("console:customer", customer=customer)
    content = {**header(request, view), "form": form, "is_new": False}
    return render(request, "console/people/form.html", content, status=_status(form))


@require_http_methods(["GET", "POST"])
def end(request: ConsoleRequest, customer: int, person: int) -> HttpResponse:
    desk = request.desk
    view, acting = _open(request, customer, person)
    sent = request.method == "POST"
    form = LastDayForm(
        request.POST if sent else None, initial={"ends_on": words.typed_day(desk.today)}
    )
    if form.is_valid() and (on := form.day()):
        changing.end_contact_person(acting.id, on=on, by=desk.by, at=desk.at)
        messages.success(request, gettext("The contact person no longer acts for the customer."))
        return redirect("console:customer", customer=customer)
    shown = presenting.contact_person(acting)
    content = {**header(request, view), "form": form, "person_name": shown.name}
    return render(request, "console/people/end.html", content, status=_status(form))


def _open(
    request: ConsoleRequest, customer: int, person: int
) -> tuple[CustomerView, ContactPersonView]:
    desk = request.desk
    view = finding.open_customer(PersonId(customer), purpose=desk.purpose, by=desk.by, at=desk.at)
    acting = next((one for one in view.contact_persons if one.id == person), None)
    if acting is None:
        raise NoSuchCustomer
    return view, acting


def _status(form: ContactPersonForm | LastDayForm) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
