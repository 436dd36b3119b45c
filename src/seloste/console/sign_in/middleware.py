"""The guard of the console: nothing opens without a session in which a second factor was shown.

Closed is the rule. Open are the public pages, the API (which has tokens of its own) and views that
say so themselves (`login_not_required`). With half a sign-in, only the pages for the other half.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from seloste.console.sign_in import standing
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId
from seloste.staff import queries

OPEN_NAMESPACES = frozenset({"public", "api"})
SET_UP_PAGES = frozenset({
    "mfa_index", "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn",
    "account_reauthenticate", "account_logout", "set_language",
})  # fmt: skip


class SignedInRequest(HttpRequest):
    """A request as the guard leaves it: when it came, and who asks once that is sure."""

    received_at: datetime  # UTC
    actor: Actor


class StrongSignIn:
    """Lets through who has signed in with two factors or a passkey, and tells views who it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        cast("SignedInRequest", request).received_at = timezone.now()
        return self._get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        _arguments: tuple[Any, ...],
        _keywords: dict[str, Any],
    ) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or OPEN_NAMESPACES.intersection(match.namespaces):
            return None
        is_open = not getattr(view, "login_required", True)
        if not request.user.is_authenticated:
            return None if is_open else _to_sign_in(request)
        at = timezone.now()
        if standing.is_over(request, at=at):
            logout(request)
            messages.info(request, gettext("Your session ended. Sign in again to go on."))
            return None if is_open else _to_sign_in(request)
        standing.note(request, at=at)
        if standing.is_strong(request):
            cast("SignedInRequest", request).actor = standing.actor(request.user)
            return None
        if is_open:
            return None
        return _half_way(request, match.url_name or "")


def _half_way(request: HttpRequest, name: str) -> HttpResponse | None:
    """Send someone who has shown a password only to where the other half is set up."""
    if queries.has_second_factor(PersonId(request.user.pk or 0)):
        # It was set up elsewhere after this session began: show it here too.
        logout(request)
        return _to_sign_in(request)
    return None if name in SET_UP_PAGES else HttpResponseRedirect(reverse("mfa_index"))


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    address = reverse("account_login")
    if request.method == "GET":
        address += "?" + urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(address)
