"""Deciding one right that was asked: a form for each, with the article at hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from seloste import wording
from seloste.console import answer_forms as forms
from seloste.console import showing_answers as showing
from seloste.console.forms import ContactPersonForm, CustomerForm, person_values
from seloste.console.requests import ConsoleRequest
from seloste.kernel.errors import Refusal
from seloste.kernel.ids import PersonId
from seloste.rights.operations import (
    access,
    erasure,
    objection,
    portability,
    rectification,
    restriction,
    withdrawal,
)
from seloste.rights.operations.opening import OpenedRequest, open_request
from seloste.rights.values import KINDS, Kind

Content = dict[str, Any]
Do = Callable[[], object]
"""What a form decides, ready to be done."""


@require_http_methods(["GET", "POST"])
def decide(request: ConsoleRequest, request_id: int, kind: str) -> HttpResponse:
    """Show what can be decided about one right, and decide it."""
    if kind not in KINDS:
        raise Http404
    desk = request.desk
    opened = open_request(request_id, by=desk.by, at=desk.at)
    content, do = _STEPS[kind](request, opened)
    form = next((f for f in content.values() if getattr(f, "is_bound", False)), None)
    if do is not None:
        try:
            do()
        except Refusal as refusal:
            if form is None:
                raise
            form.add_error(None, wording.of(refusal))
        else:
            messages.success(request, gettext("It is done and kept for the letter."))
            return redirect("console:request", request_id=request_id)
    shown = {**showing.head(opened, desk), **showing.right(kind), **content, "bound": form}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form is not None else HTTPStatus.OK
    return render(request, "console/requests/decide.html", shown, status=status)


def _sent(request: ConsoleRequest, act: str) -> Any:
    """Return what was sent with one of the page's forms, or None for the others."""
    return request.POST if request.POST.get("act") == act else None


def _access(request: ConsoleRequest, opened: OpenedRequest) -> tuple[Content, Do | None]:
    desk, request_id = request.desk, opened.view.id
    form = forms.CopyForm(_sent(request, "copy"), desk=desk)
    do: Do | None = None
    if form.is_valid():
        on_paper = bool(form.cleaned_data["on_paper"])
        do = partial(access.give_copy, request_id, on_paper=on_paper, by=desk.by, at=desk.at)
    elif request.POST.get("act") == "nothing":
        do = partial(access.confirm_nothing_held, request_id, by=desk.by, at=desk.at)
    return {"copy_form": form}, do


def _rectification(request: ConsoleRequest, opened: OpenedRequest) -> tuple[Content, Do | None]:
    desk, request_id = request.desk, opened.view.id
    decline = forms.StatementForm(_sent(request, "decline"), desk=desk)
    if decline.is_valid():
        return {"decline_form": decline}, partial(
            rectification.leave_as_it_is,
            request_id,
            reasons=decline.said("reasons"),
            statement=decline.said("statement"),
            by=desk.by,
            at=desk.at,
        )
    people = showing.correctable(opened, desk, _sent(request, "correct"))
    content: Content = {"decline_form": decline, "people": people}
    for one in people:
        form = one["form"]
        if form.is_valid() and (values := _values(form)) is not None:
            person = cast("PersonId", one["person"])
            if request.POST.get("confirmed"):
                return content, partial(
                    rectification.correct,
                    request_id,
                    person,
                    values,
                    statement=str(request.POST.get("statement", "")),
                    by=desk.by,
                    at=desk.at,
                )
            one["differences"] = showing.differences(
                rectification.compare(request_id, person, values, by=desk.by, at=desk.at), desk
            )
    return content, None


def _values(form: CustomerForm | ContactPersonForm) -> Mapping[str, object] | None:
    """Return what was typed as it is kept, or None after noting what keeps it out."""
    if isinstance(form, CustomerForm):
        customer = form.draft()
        return None if customer is None else form.values(customer)
    person = form.draft()
    return None if person is None else person_values(person)


def _erasure(request: ConsoleRequest, opened: OpenedRequest) -> tuple[Content, Do | None]:
    desk, request_id = request.desk, opened.view.id
    plans = erasure.plans(request_id, by=desk.by, at=desk.at)
    held = sorted({item.category for plan in plans for item in plan.items})
    form = forms.EraseForm(_sent(request, "erase"), held=held, desk=desk)
    content = {"erase_form": form, "plan": showing.plan(plans, desk)}
    if not form.is_valid():
        return content, None
    chosen = form.chosen("categories") or None
    return content, partial(erasure.erase, request_id, chosen, by=desk.by, at=desk.at)


def _restriction(request: ConsoleRequest, opened: OpenedRequest) -> tuple[Content, Do | None]:
    desk, request_id = request.desk, opened.view.id
    form = forms.RestrictForm(_sent(request, "restrict"), desk=desk)
    if not form.is_valid():
        return {"restrict_form": form}, None
    ground = form.ground_chosen()
    return {"restrict_form": form}, partial(
        restriction.restrict, request_id, ground, by=desk.by, at=desk.at
    )


def _portability(request: ConsoleRequest, opened: OpenedRequest) -> tuple[Content, Do | None]:
    desk, request_id = request.desk, opened.view.id
    if request.POST.get("act") != "port":
        return {}, None
    return {}, partial(portability.give_portable, request_id, by=desk.by, at=desk.at)


def _objection(request: ConsoleRequest, opened: OpenedRequest) -> tuple[Content, Do | None]:
    desk, request_id = request.desk, opened.view.id
    marketing = forms.MarketingForm(_sent(request, "marketing"), desk=desk)
    purposes = showing.objectable(desk)
    sent = _sent(request, "uphold") or _sent(request, "reject")
    weigh = forms.WeighForm(sent, purposes=purposes, desk=desk)
    content = {"marketing_form": marketing, "weigh_form": weigh}
    if marketing.is_valid():
        is_all = not marketing.cleaned_data["more"]
        return content, partial(
            objection.end_marketing, request_id, is_all=is_all, by=desk.by, at=desk.at
        )
    if request.POST.get("act") == "rest":
        return content, partial(objection.rest_meanwhile, request_id, by=desk.by, at=desk.at)
    if not weigh.is_valid():
        return content, None
    chosen, reasons = weigh.chosen("purposes"), weigh.said("reasons")
    if request.POST.get("act") == "uphold":
        return content, partial(
            objection.uphold, request_id, chosen, reasons=reasons, by=desk.by, at=desk.at
        )
    return content, partial(
        objection.reject,
        request_id,
        chosen,
        reasons=reasons,
        balancing=weigh.balancing(),
        by=desk.by,
        at=desk.at,
    )


def _withdrawal(request: ConsoleRequest, opened: OpenedRequest) -> tuple[Content, Do | None]:
    desk, request_id = request.desk, opened.view.id
    alive = withdrawal.consents_alive(request_id, by=desk.by, at=desk.at)
    form = forms.WithdrawForm(_sent(request, "withdraw"), purposes=alive, desk=desk)
    content = {"withdraw_form": form, "alive": alive}
    if not form.is_valid():
        return content, None
    chosen = form.chosen("purposes")
    return content, partial(
        withdrawal.withdraw_consents, request_id, chosen, by=desk.by, at=desk.at
    )


_STEPS: Mapping[Kind, Callable[[ConsoleRequest, OpenedRequest], tuple[Content, Do | None]]] = {
    "access": _access,
    "rectification": _rectification,
    "erasure": _erasure,
    "restriction": _restriction,
    "portability": _portability,
    "objection": _objection,
    "withdrawal": _withdrawal,
}
