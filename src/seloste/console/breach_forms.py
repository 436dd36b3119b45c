"""What is typed about breaches. Reasons and moments are judged by the rules of the register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from seloste import wording
from seloste.breaches import rules
from seloste.breaches.errors import NotAMoment
from seloste.breaches.values import BreachView, Description, Exemption, NewBreach, Notification
from seloste.console import breach_words
from seloste.console.requests import Desk, language
from seloste.kernel.languages import in_language
from seloste.staff.queries import members
from seloste.tokens.queries import tokens

_NO_ANSWER = ("", "–")


def _text(label: Any, *, hint: Any = "", rows: int = 3) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=rules.LONGEST, widget=widget
    )


def _moment(label: Any, *, hint: Any = "") -> forms.CharField:
    widget = forms.TextInput(attrs={"type": "datetime-local", "autocomplete": "off"})
    return forms.CharField(label=label, help_text=hint, required=False, widget=widget)


def _several(label: Any, choices: Any, *, hint: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        help_text=hint,
        required=False,
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
    )


def _number(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, help_text=_("About; left empty while it is not known."), required=False,
        min_value=0, max_value=2**53,
    )  # fmt: skip


class MomentForm(forms.Form):
    """A form with moments in the controller's time zone."""

    use_required_attribute = False

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._zone = desk.notice.time_zone

    def moment(self, name: str, *, may_lack: bool = False) -> datetime | None:
        """Return the moment that was typed; notes what is wrong with it and returns None."""
        typed = str(self.cleaned_data.get(name) or "")
        if not typed and may_lack:
            return None
        try:
            return rules.moment(typed, self._zone)
        except NotAMoment as refusal:
            self.add_error(name, wording.of(refusal))
            return None


class DescriptionForm(MomentForm):
    """What is known of a breach."""

    facts = _text(_("What happened?"), rows=5)
    happened_at = _moment(
        _("When did it happen, or begin?"), hint=_("Left empty while it is not known.")
    )
    natures = _several(_("What was lost?"), list(breach_words.NATURES.items()))
    categories = _several(_("Which data are concerned?"), [])
    persons = _number(_("How many persons are concerned?"))
    records = _number(_("How many records are concerned?"))
    effects = _text(_("What followed, or is likely to follow, for the persons?"))
    measures = _text(_("What was done, and what is planned?"))
    advice = _text(
        _("What can the persons do themselves?"), hint=_("Goes into the letter to them.")
    )

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, desk=desk, **kwargs)
        cast("forms.MultipleChoiceField", self.fields["categories"]).choices = [
            (key, in_language(category.title, language()) or key)
            for key, category in desk.notice.categories.items()
        ]

    def description(self) -> Description | None:
        """Return what was typed, or None after noting what is wrong with it."""
        typed = self.cleaned_data
        happened_at = self.moment("happened_at", may_lack=True)
        if self.errors:
            return None
        return Description(
            facts=typed["facts"],
            effects=typed["effects"],
            measures=typed["measures"],
            advice=typed["advice"],
            natures=tuple(typed["natures"]),
            categories=tuple(typed["categories"]),
            persons=typed["persons"],
            records=typed["records"],
            happened_at=happened_at,
        )


class NewBreachForm(DescriptionForm):
    """A breach that is not yet in the register."""

    field_order = ("aware_at", "facts", "happened_at", "processor", "processor_told_at")

    aware_at = _moment(
        _("When did you become aware of it?"),
        hint=_(
            "When it was reasonably certain that personal data were concerned. The 72 hours run from "
            "this moment."
        ),
    )
    processor = forms.ChoiceField(label=_("Did a processor tell you of it?"), required=False)
    processor_told_at = _moment(_("When did the processor tell you?"))

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, desk=desk, **kwargs)
        cast("forms.ChoiceField", self.fields["processor"]).choices = [
            ("", _("No, it was found here")),
            *(
                (key, in_language(recipient.name, language()) or key)
                for key, recipient in desk.notice.recipients.items()
                if recipient.kind == "processor"
            ),
        ]

    def breach(self) -> NewBreach | None:
        """Return what was typed, or None after noting what is wrong with it."""
        aware_at = self.moment("aware_at")
        processor = self.cleaned_data["processor"]
        told_at = self.moment("processor_told_at", may_lack=not processor)
        description = self.description()
        if description is None or aware_at is None:
            return None
        return NewBreach(aware_at, description, processor, told_at if processor else None)


class ReasonsForm(MomentForm):
    """Why something is decided."""

    reasons = _text(_("Why?"), hint=_("A sentence or two; the authority may ask for it."))


class AssessForm(ReasonsForm):
    """How great the risk is."""

    field_order = ("risk", "reasons")

    risk = forms.ChoiceField(
        label=_("How great is the risk for the persons?"),
        choices=list(breach_words.RISKS.items()),
        widget=forms.RadioSelect,
    )


class NotifyForm(ReasonsForm):
    """That the authority was notified."""

    field_order = ("sent_at", "is_complete", "reasons", "late_because", "reference")

    sent_at = _moment(_("When did the notification go?"))
    is_complete = forms.ChoiceField(
        label=_("Does more follow?"),
        choices=[("no", _("Yes, more follows in another phase")), ("yes", _("No, it is complete"))],
        widget=forms.RadioSelect,
        initial="no",
    )
    late_because = _text(_("Why did it go after the 72 hours?"), hint=_("Only if it did."))
    reference = forms.CharField(
        label=_("The authority's reference"), required=False, max_length=200
    )

    def notification(self) -> Notification | None:
        """Return what was typed, or None after noting what is wrong with it."""
        sent_at = self.moment("sent_at")
        if sent_at is None:
            return None
        typed = self.cleaned_data
        return Notification(
            sent_at=sent_at,
            is_complete=typed["is_complete"] == "yes",
            reasons=typed["reasons"],
            late_because=typed["late_because"],
            reference=typed["reference"],
        )


class TellForm(ReasonsForm):
    """That the persons were told."""

    field_order = ("told_at", "reasons")

    told_at = _moment(_("When were they told?"))
    reasons = _text(_("How were they told, and who?"))


class NotTellForm(ReasonsForm):
    """Why the persons are not told one by one."""

    field_order = ("exemption", "reasons")

    exemption = forms.ChoiceField(
        label=_("Which exemption holds?"),
        help_text=_("Needed if the risk is high."),
        required=False,
        choices=[_NO_ANSWER, *breach_words.EXEMPTIONS.items()],
    )

    @property
    def chosen(self) -> Exemption | None:
        return cast("Exemption | None", self.cleaned_data["exemption"] or None)


class ScopeForm(MomentForm):
    """Which account, and from when until when."""

    account = forms.RegexField(
        r"^[\w.-]{1,64}$",
        label=_("Whose account?"),
        help_text=_("By its pseudonym: staff, or a token."),
        widget=forms.TextInput(attrs={"list": "accounts", "autocomplete": "off"}),
    )
    since = _moment(_("From when?"))
    until = _moment(_("Until when?"))

    def window(self) -> tuple[str, datetime, datetime] | None:
        """Return account and window, or None after noting what is wrong with them."""
        since, until = self.moment("since"), self.moment("until")
        if since is None or until is None:
            return None
        return self.cleaned_data["account"], since, until


def accounts() -> Sequence[tuple[str, str]]:
    """Return the accounts with their roles, those that work no longer included."""
    return [
        *((one.handle, f"{one.handle} · {one.role}") for one in members()),
        *((one.handle, f"{one.handle} · {one.label}") for one in tokens()),
    ]


def typed_moment(at: datetime, desk: Desk) -> str:
    """Return a moment as the browser's own field takes it."""
    there = at.astimezone(ZoneInfo(desk.notice.time_zone))
    return there.replace(tzinfo=None).isoformat(timespec="minutes")


def as_typed(view: BreachView, texts: Mapping[str, str], desk: Desk) -> dict[str, object]:
    """Return a description as the form shows it."""
    return {
        **texts,
        "happened_at": typed_moment(view.happened_at, desk) if view.happened_at else "",
        "natures": view.natures,
        "categories": view.categories,
        "persons": view.persons,
        "records": view.records,
    }
