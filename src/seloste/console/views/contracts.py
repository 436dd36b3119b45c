"""What was agreed with a customer."""

from __future__ import annotations

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from seloste.console import words
from seloste.console.forms import AgreedForm, ContractForm, DaysForm, LastDayForm
from seloste.console.requests import ConsoleRequest
from seloste.console.views.customer import header, named, shown_contract
from seloste.contracts import operations, queries
from seloste.contracts.errors import NoSuchContract
from seloste.contracts.values import ContractView, Validity
from seloste.kernel.ids import PersonId


@require_safe
def contracts(request: ConsoleRequest, customer: int) -> HttpResponse:
    desk = request.desk
    view = named(request, PersonId(customer))
    agreed = operations.open_contracts(view.id, purpose=desk.purpose, by=desk.by, at=desk.at)
    content = {
        **header(request, view),
        "tab": "contracts",
        "contracts": [shown_contract(one) for one in agreed],
        "may_agree": desk.opens_field("contract.identifier"),
    }
    return render(request, "console/contracts/list.html", content)


@require_http_methods(["GET", "POST"])
def agree(request: ConsoleRequest, customer: int) -> HttpResponse:
    desk = request.desk
    view = named(request, PersonId(customer))
    offered = queries.services(offered_on=desk.today)
    form = ContractForm(
        request.POST if request.method == "POST" else None,
        services=offered,
        initial={"starts_on": words.typed_day(desk.today)},
    )
    if form.is_valid() and (contract := form.contract()):
        operations.agree(view.id, contract, purpose=desk.purpose, by=desk.by, at=desk.at)
        messages.success(request, gettext("The contract is in the register."))
        return redirect("console:contracts", customer=customer)
    content = {**header(request, view), "form": form, "has_services": bool(offered)}
    return render(request, "console/contracts/new.html", content, status=_status(form))


@require_http_methods(["GET", "POST"])
def edit(request: ConsoleRequest, customer: int, contract: int) -> HttpResponse:
    desk = request.desk
    agreed = _opened(request, PersonId(customer), contract)
    view = named(request, PersonId(customer))
    part = request.POST.get("part", "")
    days = _days_form(request, agreed, is_sent=part == "days")
    if days.is_valid() and (validity := days.validity()):
        operations.change_validity(agreed.id, validity, by=desk.by, at=desk.at)
        messages.success(request, gettext("The changes are saved."))
        return redirect("console:contracts", customer=customer)
    details = _agreed_form(request, agreed, is_sent=part == "agreed")
    if details.is_valid() and (found := details.agreed()):
        operations.change_details(
            agreed.id,
            identifier=found[0],
            details=found[1],
            purpose=desk.purpose,
            by=desk.by,
            at=desk.at,
        )
        messages.success(request, gettext("The changes are saved."))
        return redirect("console:contracts", customer=customer)
    content = {
        **header(request, view),
        **shown_contract(agreed),
        "days": days,
        "agreed": details,
        "may_write": not agreed.closed,
    }
    status = _status(details) if details.is_bound else _status(days)
    return render(request, "console/contracts/edit.html", content, status=status)


@require_http_methods(["GET", "POST"])
def end(request: ConsoleRequest, customer: int, contract: int) -> HttpResponse:
    desk = request.desk
    agreed = _opened(request, PersonId(customer), contract)
    view = named(request, PersonId(customer))
    last = agreed.current_end or desk.today
    form = LastDayForm(
        request.POST if request.method == "POST" else None,
        initial={"ends_on": words.typed_day(last)},
    )
    if form.is_valid() and (on := form.day(not_before=agreed.validity.starts_on)):
        ended = Validity(agreed.validity.starts_on, on)
        operations.change_validity(agreed.id, ended, by=desk.by, at=desk.at)
        messages.success(request, gettext("The contract has a last day."))
        return redirect("console:contracts", customer=customer)
    content = {**header(request, view), **shown_contract(agreed), "form": form}
    return render(request, "console/contracts/end.html", content, status=_status(form))


def _opened(request: ConsoleRequest, customer: PersonId, contract: int) -> ContractView:
    desk = request.desk
    if queries.customer_of(contract) != customer:
        raise NoSuchContract
    found = operations.open_contracts(customer, purpose=desk.purpose, by=desk.by, at=desk.at)
    return next(one for one in found if one.id == contract)


def _days_form(request: ConsoleRequest, agreed: ContractView, *, is_sent: bool) -> DaysForm:
    validity = agreed.validity
    return DaysForm(
        request.POST if is_sent else None,
        renews_by=validity.renews_by,
        initial={
            "starts_on": words.typed_day(validity.starts_on),
            "ends_on": words.typed_day(validity.ends_on) if validity.ends_on else "",
            "renews_by": validity.renews_by,
        },
    )


def _agreed_form(request: ConsoleRequest, agreed: ContractView, *, is_sent: bool) -> AgreedForm:
    return AgreedForm(
        request.POST if is_sent else None,
        initial={
            "identifier": agreed.values.get("contract.identifier", ""),
            "details": agreed.values.get("contract.details", ""),
        },
    )


def _status(form: forms.Form) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
