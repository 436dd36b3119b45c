"""Taking a customer into the register, and changing what is kept."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from seloste.console import presenting, words
from seloste.console.forms import CustomerForm, typed_of
from seloste.console.requests import ConsoleRequest
from seloste.console.views.customer import header
from seloste.customers.errors import DuplicateFound
from seloste.customers.operations import changing, creating, finding
from seloste.customers.values import CustomerKind, CustomerView
from seloste.kernel.ids import PersonId

_CHANGED_MEANWHILE = gettext_lazy(
    "Nothing was saved, because somebody changed this customer meanwhile. What you typed is still "
    "here: compare it with the customer's page, then save again."
)


@require_safe
def choose_kind(request: ConsoleRequest) -> HttpResponse:
    return render(request, "console/customers/choose_kind.html", {"kinds": presenting.kinds()})


@require_http_methods(["GET", "POST"])
def create(request: ConsoleRequest, kind: str) -> HttpResponse:
    if kind not in words.KINDS:
        raise Http404
    sent = request.method == "POST"
    chosen = cast("CustomerKind", kind)
    form = CustomerForm(request.POST if sent else None, kind=chosen, desk=request.desk)
    found: dict[PersonId, str] = {}
    if form.is_valid() and (draft := form.draft()):
        try:
            made = creating.create(
                draft,
                purpose=request.desk.purpose,
                source=form.cleaned_data["source"],
                although_duplicate=_others(request),
                by=request.desk.by,
                at=request.desk.at,
            )
        except DuplicateFound as refusal:
            found = refusal.found
        else:
            messages.success(request, gettext("The customer is in the register."))
            return redirect("console:customer", customer=made)
    content = {"form": form, "kind": presenting.kind(kind), "duplicates": _shown(request, found)}
    return _page(request, "console/customers/new.html", content, sent=sent)


@require_http_methods(["GET", "POST"])
def edit(request: ConsoleRequest, customer: int) -> HttpResponse:
    desk = request.desk
    view = finding.open_customer(PersonId(customer), purpose=desk.purpose, by=desk.by, at=desk.at)
    sent = request.method == "POST"
    form = _edit_form(request, view)
    if form.is_valid() and (draft := form.draft()):
        if form.cleaned_data["seen"] == _seen(view):
            changing.change(
                view.id,
                form.values(draft),
                purpose=desk.purpose,
                source=form.cleaned_data["source"],
                by=desk.by,
                at=desk.at,
            )
            messages.success(request, gettext("The changes are saved."))
            return redirect("console:customer", customer=customer)
        form.add_error(None, str(_CHANGED_MEANWHILE))
        form.take_as_seen(_seen(view))
    return _page(
        request, "console/customers/edit.html", {**header(request, view), "form": form}, sent=sent
    )


def _edit_form(request: ConsoleRequest, view: CustomerView) -> CustomerForm:
    kept: dict[str, Any] = {name: typed for name, typed in typed_of(view.values).items() if typed}
    return CustomerForm(
        request.POST if request.method == "POST" else None,
        kind=cast("CustomerKind", view.kind),
        desk=request.desk,
        initial={**kept, "seen": _seen(view)},
    )


def _seen(view: CustomerView) -> str:
    return view.changed_at.isoformat()


def _others(request: ConsoleRequest) -> list[PersonId]:
    """Return those who were found alike and said to be others."""
    ids = request.POST.getlist("other")
    return [
        PersonId(int(one)) for one in ids if one.isascii() and one.isdecimal() and len(one) < 20
    ]


def _shown(request: ConsoleRequest, found: dict[PersonId, str]) -> list[dict[str, object]]:
    if not found:
        return []
    desk = request.desk
    alike = finding.summaries(list(found)[:25], purpose=desk.purpose, by=desk.by, at=desk.at)
    return [
        {
            "summary": one,
            "name": presenting.name_of(one),
            "kind": presenting.kind(one.kind),
            "reason": words.word(words.DUPLICATE_REASONS, found[one.id]),
        }
        for one in alike
    ]


def _page(
    request: ConsoleRequest, template: str, content: dict[str, object], *, sent: bool
) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if sent else HTTPStatus.OK
    return render(request, template, content, status=status)
