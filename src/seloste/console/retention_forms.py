"""What is chosen about erasing and holding: nothing is typed, and each is one deliberate act."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from seloste.retention import sentences
from seloste.retention.values import GROUNDS_BY_HAND, REASONS_BY_HAND, HoldGround, HoldReason

_CHOOSE = {
    "required": _("Nothing was chosen. Choose one."),
    "invalid_choice": _("Choose one from the list."),
}


class ErasingForm(forms.Form):
    """What is erased, and that it is meant."""

    categories = forms.MultipleChoiceField(
        label=_("What is erased"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Nothing was chosen. Choose at least one.")},
    )
    is_meant = forms.BooleanField(
        label=_("I have read what goes and what stays. It cannot be undone."),
        error_messages={"required": _("Nothing was erased. Say that you mean it.")},
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.MultipleChoiceField", self.fields["categories"]).choices = choices


class HoldForm(forms.Form):
    """What is held back from erasure, by what right, and what it is about."""

    of = forms.ChoiceField(label=_("What is held back"), error_messages=_CHOOSE)
    ground = forms.ChoiceField(
        label=_("By what right"),
        widget=forms.RadioSelect,
        error_messages=_CHOOSE,
    )
    reason = forms.ChoiceField(
        label=_("What it is about"), widget=forms.RadioSelect, error_messages=_CHOOSE
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("of", choices)
        self._choose("ground", [(key, sentences.of_ground(key)) for key in GROUNDS_BY_HAND])
        self._choose("reason", [(key, sentences.of_reason(key)) for key in REASONS_BY_HAND])

    @property
    def category(self) -> str:
        """Return the category that is held; "" for all."""
        kind, _colon, key = str(self.cleaned_data["of"]).partition(":")
        return key if kind == "category" else ""

    @property
    def contract(self) -> int | None:
        """Return the contract that is held; None for all."""
        kind, _colon, key = str(self.cleaned_data["of"]).partition(":")
        return int(key) if kind == "contract" else None

    @property
    def chosen_ground(self) -> HoldGround:
        return cast("HoldGround", self.cleaned_data["ground"])

    @property
    def chosen_reason(self) -> HoldReason:
        return cast("HoldReason", self.cleaned_data["reason"])

    def _choose(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = choices
