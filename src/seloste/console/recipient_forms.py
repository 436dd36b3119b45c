"""What is typed about recipients: what they were given, and how a duty ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from seloste.console import duty_words
from seloste.console.forms import CheckedForm
from seloste.customers import rules
from seloste.customers.values import Fault
from seloste.disclosures.values import GIVEN_BY_HAND, Reason

_DAY_HINT = _("As in 22.11.2026.")


@dataclass(frozen=True, slots=True, repr=False)
class Outcome:
    """How a duty ended, as somebody says."""

    state: str
    on: date | None
    reason: Reason | None
    note: str


class OutcomeForm(CheckedForm):
    """How a duty ended: the one deliberate act."""

    state = forms.ChoiceField(
        label=_("How it ended"),
        choices=list(duty_words.OUTCOMES.items()),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Nothing was chosen. Say how it ended."),
            "invalid_choice": _("Choose one from the list."),
        },
    )
    answered_on = forms.CharField(
        label=_("Day of the answer"),
        help_text=_DAY_HINT,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    reason = forms.ChoiceField(
        label=_("Why it cannot be told"),
        choices=[("", "–"), *((key, duty_words.REASONS[key]) for key in GIVEN_BY_HAND)],
        required=False,
    )
    answer = forms.CharField(
        label=_("What was answered"),
        help_text=_("Sealed with the files of requests. Write no more names than needed."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )

    def outcome(self) -> Outcome | None:
        """Return what was said, or None after noting what is wrong with it."""
        state = str(self.cleaned_data.get("state") or "")
        on = self._checked("answered_on", rules.day)
        reason = str(self.cleaned_data.get("reason") or "")
        if state == "impossible" and not reason and not self.errors:
            self.add_error("reason", forms.ValidationError(_("Choose why it cannot be told.")))
        note = self._text("answer", most=2000)
        if self.errors:
            return None
        return Outcome(state, on, cast("Reason | None", reason or None), note)


class GivingForm(CheckedForm):
    """What a recipient is given by hand."""

    categories = forms.MultipleChoiceField(
        label=_("What is given"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Nothing was chosen. Choose at least one.")},
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.MultipleChoiceField", self.fields["categories"]).choices = choices


def too_soon() -> Fault:
    """Return the fault of an answer that cannot have come on the stated day."""
    return Fault("answered_on", "answered_too_soon")
