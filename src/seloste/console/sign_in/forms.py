"""The forms of signing in, in our words and without a place for names."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.adapter import get_adapter as get_second_factor_adapter
from allauth.mfa.base import forms as codes
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_text_html,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from seloste.staff import operations, queries

LONGEST_NAME = 200
LONGEST_ADDRESS = 254


def _password(label: Any, *, autocomplete: str, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        max_length=1024,
        help_text=help_text,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
    )


def _email() -> forms.EmailField:
    return forms.EmailField(
        label=_("E-mail address"),
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )


def _code(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=16,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class SignInForm(account.LoginForm):
    """Address and password. allauth gets the handle only."""

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.fields = {
            "login": _email(),
            "password": _password(_("Password"), autocomplete="current-password"),
        }

    def user_credentials(self) -> dict[str, str]:
        return {
            "username": queries.sign_in_name(self.cleaned_data["login"]),
            "password": self.cleaned_data["password"],
        }


class ConfirmForm(account.ReauthenticateForm):
    """The password once more."""

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.fields = {"password": _password(_("Password"), autocomplete="current-password")}


class ChangePasswordForm(account.ChangePasswordForm):
    """The old password, and the new one twice."""

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.fields = {
            "oldpassword": _password(_("Current password"), autocomplete="current-password"),
            "password1": _password(
                _("New password"),
                autocomplete="new-password",
                help_text=password_validators_help_text_html(),
            ),
            "password2": _password(_("New password again"), autocomplete="new-password"),
        }


class _CountedCode(codes.BaseAuthenticateForm):
    """A code that is guessed wrongly counts like a wrong password."""

    code = _code(_("Code"))

    def clean_code(self) -> str:
        name = self.user.get_username()
        if queries.waits_until(name, at=timezone.now()):
            raise get_adapter().validation_error("too_many_login_attempts")
        try:
            return str(super().clean_code())
        except ValidationError as error:
            if error.code == "incorrect_code":
                operations.sign_in_failed(name, way_in="console", at=timezone.now())
            raise


class SecondFactorForm(_CountedCode, codes.AuthenticateForm):
    """A code of the authenticator app, or a recovery code."""


class ConfirmCodeForm(_CountedCode, codes.ReauthenticateForm):
    """The same, to confirm something."""


class AddAppForm(totp.ActivateTOTPForm):
    """The first code that a new authenticator app shows."""

    code = _code(_("Code that the app shows"))


class AddKeyForm(webauthn.AddWebAuthnForm):
    """A new passkey or security key. It is numbered, not named."""

    name = None
    passwordless = forms.BooleanField(
        label=_("Let me sign in with this key alone (passkey)"),
        required=False,
        initial=True,
        help_text=_("The device then asks for your fingerprint, face or PIN each time."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        cleaned["name"] = get_second_factor_adapter().generate_authenticator_name(
            self.user, Authenticator.Type.WEBAUTHN
        )
        return cleaned


class JoinForm(forms.Form):
    """What an invited person gives: name, address, and a password twice."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = _email()
    password1 = _password(
        _("Password"), autocomplete="new-password", help_text=password_validators_help_text_html
    )
    password2 = _password(_("Password again"), autocomplete="new-password")

    def __init__(self, *arguments: Any, asks_for_details: bool, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        if not asks_for_details:
            del self.fields["name"], self.fields["email"]

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        validate_password(password)
        return password

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two passwords differ. Type the same one twice."))
        return cleaned
