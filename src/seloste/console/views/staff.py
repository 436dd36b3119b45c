"""Who works with the register: by handle and role. Names stay sealed; nobody is opened here."""

from __future__ import annotations

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from seloste.console.forms import RoleForm
from seloste.console.requests import ConsoleRequest, role_title
from seloste.staff import operations, queries
from seloste.staff.rules import check_administers, roles_for_people


@require_safe
def staff(request: ConsoleRequest) -> HttpResponse:
    return _page(request, _form(request))


@require_POST
def invite(request: ConsoleRequest) -> HttpResponse:
    desk = request.desk
    form = _form(request)
    if not form.is_valid():
        return _page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    token = operations.invite(form.cleaned_data["role"], by=desk.by, at=desk.at)
    return _with_link(request, token)


@require_POST
def renew(request: ConsoleRequest, handle: str) -> HttpResponse:
    return _with_link(request, operations.renew(handle, by=request.desk.by, at=request.desk.at))


@require_POST
def withdraw_invitation(request: ConsoleRequest, invitation: int) -> HttpResponse:
    operations.withdraw_invitation(invitation, by=request.desk.by, at=request.desk.at)
    messages.success(request, gettext("The invitation no longer works."))
    return redirect("console:staff")


@require_POST
def change_role(request: ConsoleRequest, handle: str) -> HttpResponse:
    form = _form(request)
    if not form.is_valid():
        return _page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    chosen = form.cleaned_data["role"]
    operations.change_role(handle, role=chosen, by=request.desk.by, at=request.desk.at)
    messages.success(request, gettext("The role is changed, from the next page on."))
    return redirect("console:staff")


@require_POST
def end(request: ConsoleRequest, handle: str) -> HttpResponse:
    operations.end_access(handle, by=request.desk.by, at=request.desk.at)
    messages.success(request, gettext("The access has ended, and all sessions with it."))
    return redirect("console:staff")


def _with_link(request: ConsoleRequest, token: str) -> HttpResponse:
    # Shown in this answer and kept nowhere: neither in the session nor in a message.
    link = request.build_absolute_uri(reverse("follow_invitation", args=[token]))
    return _page(request, _form(request, is_sent=False), link=link)


def _form(request: ConsoleRequest, *, is_sent: bool = True) -> RoleForm:
    notice = request.desk.notice
    roles = [(key, role_title(notice, key)) for key in roles_for_people(notice)]
    return RoleForm(request.POST if is_sent and request.method == "POST" else None, roles=roles)


def _page(
    request: ConsoleRequest,
    form: forms.Form,
    *,
    link: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    desk = request.desk
    check_administers(desk.by, desk.notice)
    content = {
        "form": form,
        "link": link,
        "rows": [
            {
                "member": one,
                "role": role_title(desk.notice, one.role),
                "is_me": one.handle == desk.by.handle,
            }
            for one in queries.members()
        ],
        "roles": [(key, role_title(desk.notice, key)) for key in roles_for_people(desk.notice)],
        "invitations": [
            {"invitation": one, "role": role_title(desk.notice, one.role)}
            for one in queries.invitations(desk.at)
        ],
    }
    return render(request, "console/staff.html", content, status=status)
