"""The public form for requests: as little as an answer needs."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seloste.kernel.languages import Language
from seloste.rights.values import KINDS, Kind, NewRequest, RequestFile
from seloste.rights.words import WISHES

LONGEST_WORDS = 5000


class AskForm(forms.Form):
    """What somebody asks, in their own words, and where the answer goes."""

    kinds = forms.MultipleChoiceField(
        label=_("What do you want?"),
        help_text=_("Choose one or more."),
        choices=[(kind, WISHES[kind]) for kind in KINDS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one."),
            "invalid_choice": _("Choose from the list."),
        },
    )
    words = forms.CharField(
        label=_("In your own words"),
        help_text=_("What it is about, and what would help us find it. You need give no reason."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LONGEST_WORDS,
        required=False,
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name.")},
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("The receipt and the answer come here. Or give a postal address below."),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Write the whole address, such as name@example.com.")},
    )
    address = forms.CharField(
        label=_("Your postal address"),
        help_text=_("Only if you want the answer on paper."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
    )
    on_behalf_of = forms.CharField(
        label=_("For whom do you ask, if not for yourself?"),
        help_text=_("The name of the person. We will ask you to show that you may."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    # Filled in by programs only: people never see it.
    website = forms.CharField(required=False, max_length=200, label="")
    # Sent by the register itself, when it tries whether the form works.
    test = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("website"):
            raise ValidationError(gettext("Leave the field for programs empty."))
        if not self.errors and not (found.get("email") or found.get("address")):
            self.add_error("email", gettext("Give an e-mail address or a postal address."))
        return found

    def request(self, *, language: Language, at: datetime) -> NewRequest:
        """Return the request; the form was checked."""
        found = self.cleaned_data
        person = found["on_behalf_of"] or found["name"]
        asks_for_another = bool(found["on_behalf_of"])
        file = RequestFile(
            name=person,
            email="" if asks_for_another else found["email"],
            address=found["address"],
            words=found["words"],
            representative=found["name"] if asks_for_another else "",
            representative_email=found["email"] if asks_for_another else "",
        )
        return NewRequest(
            kinds=cast("tuple[Kind, ...]", tuple(found["kinds"])),
            channel="form",
            received_at=at,
            language=language,
            file=file,
        )
