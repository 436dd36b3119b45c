"""Who works with the register. Each look at the names is recorded like any other reading."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seloste.console.requests import ConsoleRequest, role_title
from seloste.console.staff_forms import EndAccessForm, RoleForm, role_choices
from seloste.console.views import tokens
from seloste.staff import naming, operations, queries
from seloste.staff.errors import NoSuchMember
from seloste.staff.rules import administering_roles, check_administers
from seloste.staff.values import MemberLine


@require_safe
def staff(request: ConsoleRequest) -> HttpResponse:
    return _page(request, RoleForm(desk=request.desk))


@require_POST
def invite(request: ConsoleRequest) -> HttpResponse:
    desk = request.desk
    form = RoleForm(request.POST, desk=desk)
    if not form.is_valid():
        return _page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    token = operations.invite(form.cleaned_data["role"], by=desk.by, at=desk.at)
    return _link(request, token, handle="")


@require_POST
def renew(request: ConsoleRequest, handle: str) -> HttpResponse:
    token = operations.renew(handle, by=request.desk.by, at=request.desk.at)
    return _link(request, token, handle=handle)


@require_POST
def withdraw_invitation(request: ConsoleRequest, invitation: int) -> HttpResponse:
    operations.withdraw_invitation(invitation, by=request.desk.by, at=request.desk.at)
    messages.success(request, gettext("The invitation no longer works."))
    return redirect("console:staff")


@require_POST
def change_role(request: ConsoleRequest, handle: str) -> HttpResponse:
    desk = request.desk
    form = RoleForm(request.POST, desk=desk)
    if not form.is_valid():
        return _page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    chosen = form.cleaned_data["role"]
    operations.change_role(handle, role=chosen, by=desk.by, at=desk.at)
    messages.success(request, gettext("The role is changed, from the next page on."))
    if handle == desk.by.handle and chosen not in administering_roles(desk.notice):
        return redirect("console:today")
    return redirect("console:staff")


@require_http_methods(["GET", "POST"])
def end(request: ConsoleRequest, handle: str) -> HttpResponse:
    desk = request.desk
    check_administers(desk.by, desk.notice)
    member = queries.member(handle)
    if member.ended_at:
        raise NoSuchMember(handle=handle)
    form = EndAccessForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        operations.end_access(handle, by=desk.by, at=desk.at)
        messages.success(request, gettext("The access has ended, and all sessions with it."))
        return redirect("console:staff")
    [row] = _rows(request, [member])
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "console/staff/end.html", {"row": row, "form": form}, status=status)


def _link(request: ConsoleRequest, token: str, *, handle: str) -> HttpResponse:
    # Shown in this answer and kept nowhere: neither in the session nor in a message.
    link = request.build_absolute_uri(reverse("follow_invitation", args=[token]))
    return render(request, "console/staff/link.html", {"link": link, "handle": handle})


def _page(
    request: ConsoleRequest, form: RoleForm, *, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    desk = request.desk
    check_administers(desk.by, desk.notice)
    members = queries.members()
    content = {
        "form": form,
        "rows": _rows(request, [one for one in members if not one.ended_at]),
        "ended": [
            {"member": one, "role": role_title(desk.notice, one.role)}
            for one in members
            if one.ended_at
        ],
        "roles": role_choices(desk),
        "invitations": [
            {"invitation": one, "role": role_title(desk.notice, one.role)}
            for one in queries.invitations(desk.at)
        ],
        "tokens": tokens.rows(desk),
    }
    return render(request, "console/staff/list.html", content, status=status)


def _rows(request: ConsoleRequest, members: Sequence[MemberLine]) -> list[dict[str, object]]:
    """Return the members with their names, which are opened here."""
    desk = request.desk
    names = naming.names([one.person for one in members], by=desk.by, at=desk.at)
    return [
        {
            "member": one,
            "name": names[one.person],
            "role": role_title(desk.notice, one.role),
            "is_me": one.handle == desk.by.handle,
        }
        for one in members
    ]
