"""What a customer, and those who act for them, consented and objected to."""

from __future__ import annotations

import json
from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from seloste.consents import queries
from seloste.consents.errors import NoSuchPerson, NoSuchReceipt
from seloste.consents.operations import giving, reading, refusing, sending
from seloste.consents.values import Said
from seloste.console import presenting, showing_consents
from seloste.console.consent_forms import SaidForm, SoftOptInForm
from seloste.console.requests import ConsoleRequest, language
from seloste.console.views.customer import header
from seloste.customers.operations import finding
from seloste.customers.operations.creating import check_exists
from seloste.customers.values import CustomerView
from seloste.kernel.ids import PersonId


@require_safe
def consents(request: ConsoleRequest, customer: int) -> HttpResponse:
    view = _customer(request, customer)
    people = [
        {
            "id": person,
            "name": name,
            "purposes": showing_consents.purposes(request.desk, person, group),
            "is_banned": queries.has_banned_all_marketing(person),
        }
        for person, name, group in _people(view)
    ]
    content = {**header(request, view), "tab": "consents", "people": people}
    return render(request, "console/consents/list.html", content)


@require_http_methods(["GET", "POST"])
def purpose(request: ConsoleRequest, customer: int, person: int, purpose: str) -> HttpResponse:
    """Show the history of one purpose, and take a yes or a no."""
    desk, view = request.desk, _customer(request, customer)
    about = _one_of(view, person)
    purpose = showing_consents.key_of(purpose)
    if not showing_consents.is_known(request.desk, about, purpose):
        raise Http404
    act = request.POST.get("act", "")
    said_form = SaidForm(request.POST if act in _ACTS else None, initial={"language": language()})
    if said_form.is_valid() and (said := said_form.said()):
        _ACTS[act](request, about, purpose, said)
        return _back(request, customer, about, purpose)
    soft_form = SoftOptInForm(request.POST if act == "soft_opt_in" else None)
    if soft_form.is_valid() and (conditions := soft_form.conditions()):
        giving.rely_on_soft_opt_in(about, purpose, conditions=conditions, by=desk.by, at=desk.at)
        return _back(request, customer, about, purpose)
    opened = reading.open_consents(about, purpose=desk.purpose, by=desk.by, at=desk.at)
    content = {
        **header(request, view),
        "about": about,
        "about_name": _name_of(view, about),
        "soft_form": soft_form,
        "form": soft_form if soft_form.is_bound else said_form,
        "said_form": said_form,
        **showing_consents.one_purpose(desk, about, purpose, opened),
    }
    status = _status(said_form) if said_form.is_bound else _status(soft_form)
    return render(request, "console/consents/purpose.html", content, status=status)


@require_http_methods(["GET", "POST"])
def ban(request: ConsoleRequest, customer: int, person: int) -> HttpResponse:
    """Take a no to all direct marketing: it counts at once, and outlives the person's data."""
    view = _customer(request, customer)
    about = _one_of(view, person)
    form = SaidForm(
        request.POST if request.method == "POST" else None, initial={"language": language()}
    )
    if form.is_valid() and (said := form.said()):
        refusing.ban(about, said=said, by=request.desk.by, at=request.desk.at)
        messages.success(request, gettext("All direct marketing to this person has ended."))
        return redirect("console:consents", customer=customer)
    content = {**header(request, view), "about_name": _name_of(view, about), "form": form}
    return render(request, "console/consents/ban.html", content, status=_status(form))


@require_http_methods(["GET", "POST"])
def receipt(request: ConsoleRequest, customer: int, event: int) -> HttpResponse:
    """Show a receipt for printing, and note that the person has got it."""
    view = _customer(request, customer)
    _check_event(view, event)
    if request.method == "POST":
        sending.receipt_printed(event, by=request.desk.by, at=request.desk.at)
        messages.success(request, gettext("It is noted that the person has the receipt."))
        return redirect("console:consents", customer=customer)
    found = queries.event(event)
    shown_in = (found.language if found else "") or language()
    content = {
        **header(request, view),
        "receipt": sending.receipt_of(event, language=shown_in),
        "receipt_language": shown_in,
        "event": found,
    }
    return render(request, "console/consents/receipt.html", content)


@require_safe
def receipt_json(request: ConsoleRequest, customer: int, event: int) -> HttpResponse:
    """Give a receipt for machines."""
    _check_event(_customer(request, customer), event)
    record = sending.receipt_of(event, language=language()).record
    response = HttpResponse(
        json.dumps(record, ensure_ascii=False, indent=2), content_type="application/json"
    )
    response["Content-Disposition"] = f'attachment; filename="receipt-{event}.json"'
    return response


def _give(request: ConsoleRequest, person: PersonId, purpose: str, said: Said) -> None:
    desk, wording = request.desk, request.POST.get(f"wording_{said.language}", "")
    giving.give(person, purpose, said=said, wording=wording, by=desk.by, at=desk.at)
    messages.success(request, gettext("The consent is on record and counts from now on."))


def _ask(request: ConsoleRequest, person: PersonId, purpose: str, said: Said) -> None:
    desk, wording = request.desk, request.POST.get(f"wording_{said.language}", "")
    giving.ask(person, purpose, said=said, wording=wording, by=desk.by, at=desk.at)
    messages.success(request, gettext("A link to confirm by goes to the person's e-mail address."))


def _withdraw(request: ConsoleRequest, person: PersonId, purpose: str, said: Said) -> None:
    refusing.withdraw(person, purpose, said=said, by=request.desk.by, at=request.desk.at)
    messages.success(request, gettext("There is no consent any more; it counts at once."))


def _object(request: ConsoleRequest, person: PersonId, purpose: str, said: Said) -> None:
    refusing.object_to(person, purpose, said=said, by=request.desk.by, at=request.desk.at)
    messages.success(request, gettext("The objection is on record and counts at once."))


def _take_back(request: ConsoleRequest, person: PersonId, purpose: str, said: Said) -> None:
    desk = request.desk
    refusing.take_back_objection(person, purpose, said=said, by=desk.by, at=desk.at)
    messages.success(request, gettext("The objection is taken back."))


_ACTS = {
    "give": _give,
    "ask": _ask,
    "withdraw": _withdraw,
    "object": _object,
    "take_back": _take_back,
}


def _customer(request: ConsoleRequest, customer: int) -> CustomerView:
    desk, person = request.desk, PersonId(customer)
    check_exists(person)
    return finding.open_customer(person, purpose=desk.purpose, by=desk.by, at=desk.at)


def _people(view: CustomerView) -> list[tuple[PersonId, str, str]]:
    """Return the customer and those who act for them, with names and groups of the notice."""
    others = [presenting.contact_person(one) for one in view.contact_persons]
    return [
        (view.id, presenting.name_of(view), "customers"),
        *((one.person.id, one.name, "contact_persons") for one in others),
    ]


def _one_of(view: CustomerView, person: int) -> PersonId:
    if person not in {one for one, _, _ in _people(view)}:
        raise NoSuchPerson
    return PersonId(person)


def _name_of(view: CustomerView, person: PersonId) -> str:
    return next(name for one, name, _ in _people(view) if one == person)


def _check_event(view: CustomerView, event: int) -> None:
    found = queries.event(event)
    if found is None or found.person not in {one for one, _, _ in _people(view)}:
        raise NoSuchReceipt


def _back(request: ConsoleRequest, customer: int, person: PersonId, purpose: str) -> HttpResponse:
    slug = showing_consents.slug_of(purpose)
    return redirect("console:consent", customer=customer, person=person, purpose=slug)


def _status(form: forms.Form) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
