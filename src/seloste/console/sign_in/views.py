"""Pages of signing in that allauth does not have, and those of its pages that we watch over."""

from __future__ import annotations

from typing import cast

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.contrib.auth import get_user_model, logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.hashers import make_password
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from seloste import wording
from seloste.console.sign_in import standing
from seloste.console.sign_in.forms import JoinForm
from seloste.kernel.errors import Refusal
from seloste.kernel.ids import PersonId
from seloste.staff import operations, queries
from seloste.staff.errors import InvitationNotUsable

_TOKEN = "invitation"  # noqa: S105 - the name of a place in the session


@login_not_required
@never_cache
@require_GET
def follow_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Take the token out of the address, so that no history or referrer keeps it."""
    if request.user.is_authenticated:
        logout(request)
    request.session[_TOKEN] = token
    return redirect("join")


@login_not_required
@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Let an invited person give what is missing, and a password."""
    at = timezone.now()
    token = str(request.session.get(_TOKEN, ""))
    try:
        invitation = queries.open_invitation(token, at=at)
    except InvitationNotUsable as refusal:
        return render(request, "sign_in/not_usable.html", {"why": wording.of(refusal)}, status=410)
    sent = request.method == "POST"
    form = JoinForm(request.POST if sent else None, asks_for_details=invitation.asks_for_details)
    if form.is_valid():
        try:
            handle = operations.accept(
                token,
                encoded_password=make_password(form.cleaned_data["password1"]),
                name=form.cleaned_data.get("name", ""),
                email=form.cleaned_data.get("email", ""),
                way_in="console",
                at=at,
            )
        except Refusal as refusal:
            form.add_error(None, wording.of(refusal))
        else:
            return _begin(request, handle)
    context = {"form": form, "invitation": invitation}
    return render(request, "sign_in/join.html", context, status=422 if sent else 200)


def _begin(request: HttpRequest, handle: str) -> HttpResponse:
    """Sign the new member in with the password just chosen; the second factor comes next."""
    del request.session[_TOKEN]
    member = get_user_model().objects.get(username=handle)
    record_authentication(request, member, method="password", username=handle)
    return cast("HttpResponse", perform_login(request, Login(user=member)))


@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End all sessions of whoever asks, this one too."""
    by = standing.actor(request.user)
    operations.sign_out_everywhere(by.handle, by=by, at=timezone.now())
    logout(request)
    messages.success(request, gettext("You are signed out on all devices."))
    return redirect("account_login")


class AddApp(ActivateTOTPView):
    """Set up an authenticator app. Its first code shows that it is at hand."""

    def form_valid(self, form: Form) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        _factor_changed(self.request, "totp_added")
        standing.strengthen(self.request, at=timezone.now())
        return response


class RemoveApp(DeactivateTOTPView):
    """Remove the authenticator app."""

    def form_valid(self, form: Form) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        _factor_changed(self.request, "totp_removed")
        return response


class AddKey(AddWebAuthnView):
    """Set up a passkey or security key, which answers for the first time while being set up."""

    def form_valid(self, form: Form) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        _factor_changed(self.request, "webauthn_added")
        standing.strengthen(self.request, at=timezone.now())
        return response


class RemoveKey(RemoveWebAuthnView):
    """Remove a passkey or security key, unless it is the last way to show who it is."""

    def form_valid(self, form: Form) -> HttpResponse:
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            messages.error(self.request, str(adapter.error_messages["cannot_delete_authenticator"]))
            return HttpResponseRedirect(reverse("mfa_list_webauthn"))
        response: HttpResponse = super().form_valid(form)
        _factor_changed(self.request, "webauthn_removed")
        return response


def _factor_changed(request: HttpRequest, change: str) -> None:
    operations.second_factor_changed(
        PersonId(request.user.pk or 0), change, by=standing.actor(request.user), at=timezone.now()
    )
