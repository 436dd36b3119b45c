"""Forms by which what was asked is decided. What is written here goes into the letter or its proof."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from seloste.console.forms import CheckedForm
from seloste.console.requests import Desk, language
from seloste.customers import rules
from seloste.customers.values import Fault
from seloste.notice.rendering.writer import Writer
from seloste.rights.operations.objection import Balancing
from seloste.usability.values import GROUNDS, Ground

_GROUNDS = {
    "accuracy_contested": _("The person holds the data to be wrong, and it is being examined"),
    "unlawful": _("The use was unlawful, and the person does not want the data erased"),
    "needed_by_person": _("We need the data no more, but the person needs them for a claim"),
    "objection_pending": _("The person objected, and it is being weighed"),
}
_REASONS = _("The person reads this in the letter. Write it in the language of the request.")


def _text(label: Any, *, hint: Any = "", rows: int = 3) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=4000, widget=widget
    )


def _many(label: Any, *, hint: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, help_text=hint, required=False, widget=forms.CheckboxSelectMultiple
    )


def _tick(label: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


class DecideForm(CheckedForm):
    """A form for one part of a request."""

    def __init__(self, data: Any = None, *, desk: Desk, **more: Any) -> None:
        super().__init__(data, **more)
        self.desk = desk

    def said(self, name: str) -> str:
        return str(self.cleaned_data.get(name) or "").strip()

    def chosen(self, name: str) -> list[str]:
        return cast("list[str]", self.cleaned_data.get(name) or [])

    def offer(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        cast("forms.MultipleChoiceField", self.fields[name]).choices = list(choices)


class CopyForm(DecideForm):
    """Making the copy."""

    on_paper = _tick(_("The person asked for it on paper"))


class PassageForm(DecideForm):
    """Words about somebody else, to be left out of the copy."""

    record = forms.CharField(widget=forms.HiddenInput)
    field = forms.CharField(widget=forms.HiddenInput)
    words = _text(
        _("Words to leave out"), hint=_("Copy them from the text above, letter for letter."), rows=2
    )


class StatementForm(DecideForm):
    """A correction that is declined."""

    reasons = _text(_("Why the data stay as they are"), hint=_REASONS)
    statement = _text(
        _("Statement of the person"),
        hint=_("What they want kept with the data, in their own words. Leave empty if nothing."),
    )


class EraseForm(DecideForm):
    """What is to be erased, and one deliberate act."""

    categories = _many(_("What is to be erased"), hint=_("Everything, when nothing is chosen."))
    sure = _tick(_("I have read what goes and what stays"))

    def __init__(self, *args: Any, held: Sequence[str] = (), desk: Desk, **more: Any) -> None:
        super().__init__(*args, desk=desk, **more)
        names = Writer(desk.notice, language())
        self.offer("categories", [(key, names.category(key)) for key in held])

    def clean_sure(self) -> bool:
        if not self.cleaned_data["sure"]:
            raise forms.ValidationError(
                _("Nothing was erased. Read what goes and what stays, then tick the box.")
            )
        return True


class RestrictForm(DecideForm):
    """On which ground the data are restricted."""

    ground = forms.ChoiceField(
        label=_("Ground"),
        choices=[(ground, _GROUNDS[ground]) for ground in GROUNDS if ground != "objection_pending"],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a ground.")},
    )

    def ground_chosen(self) -> Ground:
        return cast("Ground", self.cleaned_data["ground"])


class MarketingForm(DecideForm):
    """The end of direct marketing."""

    more = _tick(_("The person objects to something else too"))


class WeighForm(DecideForm):
    """An objection that is weighed: upheld, or rejected with reasons and a balancing."""

    purposes = _many(_("Purposes that the person objects to"))
    reasons = _text(_("Reasons"), hint=_REASONS)
    interest = _text(_("Our interest: which compelling ground, or which claim"), rows=2)
    necessity = _text(_("Why nothing milder does"), rows=2)
    weighing = _text(_("The person's situation against it"), rows=2)

    def __init__(self, *args: Any, purposes: Sequence[str] = (), desk: Desk, **more: Any) -> None:
        super().__init__(*args, desk=desk, **more)
        self.offer("purposes", [(key, desk.title_of(key)) for key in purposes])

    def balancing(self) -> Balancing:
        return Balancing(self.said("interest"), self.said("necessity"), self.said("weighing"))


class WithdrawForm(DecideForm):
    """Which consents the person takes back."""

    purposes = _many(_("Consents that the person takes back"))

    def __init__(self, *args: Any, purposes: Sequence[str] = (), desk: Desk, **more: Any) -> None:
        super().__init__(*args, desk=desk, **more)
        self.offer("purposes", [(key, desk.title_of(key)) for key in purposes])


class SendForm(DecideForm):
    """How the answer goes out."""

    delivery = forms.ChoiceField(
        label=_("How the answer goes"),
        choices=(
            ("link", _("By a one-time link: the e-mail holds nothing about the person")),
            ("paper", _("On paper: you print it and post it")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the answer goes.")},
    )


class LiftForm(DecideForm):
    """The end of a restriction, which the person is told before it comes."""

    on = forms.CharField(
        label=_("The day on which it ends"),
        help_text=_("In the form 22.11.2026."),
        required=False,
        max_length=20,
    )
    reasons = _text(_("Why it ends"), hint=_REASONS)

    def day(self) -> date | None:
        """Return the day as typed, or None after noting what is wrong with it."""
        found = self._checked("on", rules.day)
        if found is None and not self.errors:
            self.note([Fault("on", "date_missing")])
        return cast("date | None", found)
