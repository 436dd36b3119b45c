"""Tokens: by which programs come in, in one role, for stated purposes, for a stated time."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from seloste import wording
from seloste.console.requests import ConsoleRequest, Desk, role_title
from seloste.console.staff_forms import TokenForm, role_choices, scope_words
from seloste.staff.rules import check_administers, check_role
from seloste.tokens import operations, queries
from seloste.tokens.errors import LabelUnfit, NoSuchToken


@require_safe
def choose_role(request: ConsoleRequest) -> HttpResponse:
    desk = request.desk
    check_administers(desk.by, desk.notice)
    return render(request, "console/tokens/choose_role.html", {"roles": role_choices(desk)})


@require_http_methods(["GET", "POST"])
def make(request: ConsoleRequest, role: str) -> HttpResponse:
    desk = request.desk
    check_administers(desk.by, desk.notice)
    check_role(role, desk.notice)
    sent = request.POST if request.method == "POST" else None
    form = TokenForm(sent, desk=desk, role=role, initial={"days": 90})
    if form.is_valid():
        try:
            made = operations.make(form.token(), by=desk.by, at=desk.at)
        except LabelUnfit as refusal:
            form.add_error("label", wording.of(refusal))
        else:
            # Shown in this answer and kept nowhere: neither in the session nor in a message.
            content = {"made": made, "label": form.cleaned_data["label"]}
            return render(request, "console/tokens/secret.html", content)
    content = {"form": form, "role": role_title(desk.notice, role)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "console/tokens/new.html", content, status=status)


@require_http_methods(["GET", "POST"])
def end(request: ConsoleRequest, handle: str) -> HttpResponse:
    desk = request.desk
    check_administers(desk.by, desk.notice)
    if request.method == "POST":
        operations.end(handle, by=desk.by, at=desk.at)
        messages.success(request, gettext("The token no longer works."))
        return redirect("console:staff")
    row = next((one for one in rows(desk) if one["handle"] == handle and one["works"]), None)
    if row is None:
        raise NoSuchToken
    return render(request, "console/tokens/end.html", {"row": row})


def rows(desk: Desk) -> list[dict[str, object]]:
    """Return the tokens as a table shows them, those that work first."""
    found: list[dict[str, object]] = [
        {
            "handle": one.handle,
            "label": one.label,
            "role": role_title(desk.notice, one.role),
            "purposes": [desk.title_of(key) for key in one.purposes],
            "scopes": scope_words(one.scopes),
            "works": one.works(desk.at),
            "until": one.ended_at or one.expires_at,
            "last_used_on": one.last_used_on,
        }
        for one in queries.tokens()
    ]
    return sorted(found, key=lambda row: not row["works"])
