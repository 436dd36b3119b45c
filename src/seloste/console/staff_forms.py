"""What is chosen when staff are invited or leave, and when a program gets a token."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, cast

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from seloste.console import words
from seloste.console.forms import CheckedForm
from seloste.console.requests import Desk, role_title
from seloste.staff.rules import roles_for_people
from seloste.tokens.values import LONGEST_DAYS, SCOPES, NewToken

SCOPE_WORDS: Mapping[str, Promise] = {
    "customers:read": _("Find and open customers"),
    "customers:write": _("Add and change customers"),
    "customers:merge": _("Merge customers"),
    "contracts:read": _("Open contracts"),
    "contracts:write": _("Agree, change and end contracts"),
    "services:write": _("Put services on offer and withdraw them"),
    "readings:read": _("See who has looked at a customer's data"),
    "breaches:read": _("Open the register of breaches, and count how far one reached"),
    "breaches:write": _("Record breaches, decide about them and close them"),
    "recipients:read": _("See what recipients have had and are to be told"),
    "recipients:write": _("Record what recipients are given, and how they answered"),
    "consents:read": _("Open consents, objections and receipts"),
    "consents:write": _("Record consents and objections"),
    "requests:read": _("Open requests of data subjects and their files"),
    "requests:write": _("Receive and work requests of data subjects"),
    "retention:read": _("See what falls due, what would be erased, holds and certificates"),
    "retention:write": _("Erase people's data for good, and hold data back"),
}
_DAYS = (30, 90, 180, LONGEST_DAYS)

Choices = list[tuple[str, str]]


def role_choices(desk: Desk) -> Choices:
    """Return the roles that people may have, as the notice calls them."""
    return [(key, role_title(desk.notice, key)) for key in roles_for_people(desk.notice)]


class RoleForm(CheckedForm):
    """In which role somebody works."""

    role = forms.ChoiceField(
        label=_("Role"),
        error_messages={
            "required": _("The role is missing. Choose one from the list."),
            "invalid_choice": _("The notice has no such role. Choose one from the list."),
        },
    )

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_from(self, "role", [("", "–"), *role_choices(desk)])  # nobody by default


class EndAccessForm(CheckedForm):
    """That somebody means to end an access: the one deliberate act."""

    is_meant = forms.BooleanField(
        label=_("I mean to end this access"),
        error_messages={
            "required": _("Tick this to say that you mean it. Ended access does not come back.")
        },
    )


class TokenForm(CheckedForm):
    """A token for a program, in a role chosen before."""

    label = forms.CharField(
        label=_("Program"),
        help_text=_(
            "A short word for the program that uses the token, such as webshop. Never a person."
        ),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": _("The name of the program is missing. Write a short word."),
            "max_length": _("This is longer than 40 characters. Shorten it."),
        },
    )
    purposes = forms.MultipleChoiceField(
        label=_("What for"),
        help_text=_("The program names one of these with each request."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Nothing is chosen. Choose at least one purpose."),
            "invalid_choice": _("The notice does not have this purpose for the role."),
        },
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Nothing is chosen. Choose at least one thing it may do."),
            "invalid_choice": _("The API does not have this. Choose from the list."),
        },
    )
    days = forms.TypedChoiceField(
        label=_("For how long"),
        coerce=int,
        error_messages={
            "required": _("The time is missing. Choose one from the list."),
            "invalid_choice": _("A token cannot last so long. Choose a time from the list."),
        },
    )

    def __init__(self, *args: Any, desk: Desk, role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._role = role
        purposes = [(key, desk.title_of(key)) for key in desk.notice.purposes_of(role)]
        _choose_from(self, "purposes", purposes)
        _choose_from(self, "scopes", [(key, str(SCOPE_WORDS[key])) for key in SCOPES])
        _choose_from(self, "days", [(str(days), _until(days, desk)) for days in _DAYS])

    def token(self) -> NewToken:
        """Return the token that was asked for."""
        asked = self.cleaned_data
        return NewToken(
            label=asked["label"],
            role=self._role,
            purposes=tuple(asked["purposes"]),
            scopes=tuple(asked["scopes"]),
            days=asked["days"],
        )


def scope_words(scopes: Iterable[str]) -> list[str]:
    """Return what the scopes are called."""
    return [words.word(SCOPE_WORDS, scope) for scope in scopes]


def _until(days: int, desk: Desk) -> str:
    last = words.day(desk.today + timedelta(days=days))
    says = ngettext("%(days)d day, until %(last)s", "%(days)d days, until %(last)s", days)
    return says % {"days": days, "last": last}


def _choose_from(form: forms.Form, name: str, choices: Choices) -> None:
    cast("forms.ChoiceField", form.fields[name]).choices = choices
