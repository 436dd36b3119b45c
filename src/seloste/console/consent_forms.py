"""How a person said yes or no, as somebody of the staff writes it down."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from seloste.consents.sentences import MEANS
from seloste.consents.values import RECORDED_BY_STAFF, Means, Said, SoftOptIn
from seloste.console import words
from seloste.console.forms import CheckedForm
from seloste.customers import rules
from seloste.kernel.languages import Language


class SaidForm(CheckedForm):
    """By what means a person said something, in which language, and where the proof is."""

    means = forms.ChoiceField(
        label=_("How the person said it"),
        error_messages={
            "required": _("Choose how the person said it: without that it proves nothing."),
            "invalid_choice": _("Choose one from the list."),
        },
    )
    language = forms.ChoiceField(label=_("In which language it was put to them"))
    witness = forms.CharField(
        label=_("Who heard it"),
        help_text=_("Needed when it was said aloud."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    said_on = forms.CharField(
        label=_("On which day"),
        help_text=_("Only when it was not today, such as on a paper."),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    proof = forms.CharField(
        label=_("Where the proof is"),
        help_text=_("Such as the binder in which the paper is."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        means = cast("forms.ChoiceField", self.fields["means"])
        means.choices = [("", "–"), *((one, MEANS[one]) for one in RECORDED_BY_STAFF)]
        language = cast("forms.ChoiceField", self.fields["language"])
        language.choices = list(words.LANGUAGES.items())

    def said(self) -> Said | None:
        """Return what was said and how, or None after noting what is missing."""
        means = cast("Means", self.cleaned_data.get("means"))
        witness, proof = self._text("witness"), self._text("proof")
        said_on = cast("date | None", self._checked("said_on", rules.day))
        if means == "oral" and not witness:
            self.add_error("witness", _("Name who heard it: otherwise it proves nothing."))
        if self.errors:
            return None
        language = cast("Language", self.cleaned_data["language"])
        return Said(means, language, witness=witness, said_on=said_on, note=proof)


class SoftOptInForm(CheckedForm):
    """The conditions of marketing to one's own customer without consent."""

    sold_on = forms.CharField(
        label=_("Day of the sale in which the address was got"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    similar_products = forms.BooleanField(
        label=_("Nothing but similar products of our own is marketed"), required=False
    )
    refusal_offered = forms.BooleanField(
        label=_("The customer could say no, easily and free, when giving the address"),
        required=False,
    )
    refusal_in_each = forms.BooleanField(label=_("Each message says how to say no"), required=False)

    def conditions(self) -> SoftOptIn | None:
        """Return the conditions, or None after noting that there is no day."""
        sold_on = cast("date | None", self._checked("sold_on", rules.day))
        if sold_on is None or self.errors:
            return None
        typed = self.cleaned_data
        return SoftOptIn(
            sold_on=sold_on,
            similar_products=typed["similar_products"],
            refusal_offered=typed["refusal_offered"],
            refusal_in_each=typed["refusal_in_each"],
        )
