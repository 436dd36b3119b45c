"""What allauth asks of us: how to find, count, record and seal. It never learns an address."""

from __future__ import annotations

import time
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seloste.console.sign_in import standing
from seloste.kernel.ids import PersonId
from seloste.staff import operations, queries
from seloste.vault.secrets import open_secret, seal_secret

_PLACE = "second factor"
_WAYS = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use an authenticator app or a recovery code"),
    "mfa_reauthenticate:webauthn": _("Use a passkey or security key"),
}


class AccountAdapter(DefaultAccountAdapter):
    """Signing in by handle, with attempts counted in the database and told to the audit."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _(
            "You were not signed in: the address and the password do not belong together. "
            "Check both and try again."
        ),
        "too_many_login_attempts": _(
            "You were not signed in: there were too many failed attempts. "
            "Wait a quarter of an hour and try again."
        ),
        "rate_limited": _("Nothing was done: that came too fast. Wait a minute and try again."),
        "incorrect_password": _("That is not your password. Check it and try again."),
        "enter_current_password": _("That is not your current password."),
        "incorrect_code": _("The code does not fit. Wait for the next one and try again."),
    }

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        super().pre_authenticate(request, **credentials)
        if queries.waits_until(str(credentials.get("username")), at=timezone.now()):
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        name = str(credentials.get("username"))
        operations.sign_in_failed(name, way_in="console", at=timezone.now())

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        found = self.authenticate(context.request, username=user.get_username(), password=password)
        return bool(found is not None and found.pk == user.pk)

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        return HttpResponseRedirect(reverse("account_login"))

    def post_login(
        self, request: HttpRequest, user: AbstractBaseUser, **hooks: Any
    ) -> HttpResponse:
        at = timezone.now()
        records = get_authentication_records(request, user)
        standing.begin(request, at=at)
        if any(record["method"] == "mfa" for record in records):
            standing.strengthen(request, at=at)
        operations.signed_in(
            PersonId(user.pk),
            factors={str(record.get("type", record["method"])) for record in records},
            way_in="console",
            at=at,
        )
        response: HttpResponse = super().post_login(request, user, **hooks)
        return response

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        user.password = make_password(password)
        operations.change_password(
            PersonId(user.pk),
            encoded_password=user.password,
            by=standing.actor(user),
            at=timezone.now(),
        )

    def is_reauthentication_required(self, *, app: str, **_others: Any) -> bool:
        """Tell whether the password must be typed again: not within minutes of signing in."""
        records = get_authentication_records(context.request, context.request.user)
        newest = max((float(record["at"]) for record in records), default=0.0)
        return time.time() - newest > float(REAUTHENTICATION_TIMEOUT)

    def get_reauthentication_methods(self, user: AbstractBaseUser) -> list[dict[str, Any]]:
        """Return the ways to confirm who it is, in our words."""
        ways = super().get_reauthentication_methods(user)
        return [{**way, "description": _WAYS[str(way["id"])]} for way in ways]

    def send_notification_mail(self, *_arguments: Any, **_others: Any) -> None:
        """Send nothing: the audit has it, and there is no address to send to here."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")


class SecondFactorAdapter(DefaultMFAAdapter):
    """Authenticators whose seeds are sealed and which are named after nobody."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The code does not fit. Wait for the next one and try again."),
        "cannot_delete_authenticator": _(
            "It was not removed: it is your only way to show who you are. Add another one first."
        ),
    }

    def get_totp_issuer(self) -> str:
        return "Seloste"

    def encrypt(self, text: str) -> str:
        return seal_secret(text, place=_PLACE)

    def decrypt(self, encrypted_text: str) -> str:
        return open_secret(encrypted_text, place=_PLACE)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        strong = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
        if authenticator.type not in strong:
            return True
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=strong)
        return bool(others.exclude(pk=authenticator.pk).exists())

    def send_notification_mail(self, *_arguments: Any, **_others: Any) -> None:
        """Send nothing: there is no address to send to here."""

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's name
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Key %(number)s") % {"number": number}
