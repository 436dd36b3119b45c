"""What is typed about requests of data subjects. The rules of the register judge it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar, cast
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seloste.console.requests import Desk, language
from seloste.console.words import LANGUAGES
from seloste.customers import rules as typing_rules
from seloste.kernel.actors import Actor
from seloste.kernel.languages import Language
from seloste.notice.fields import FIELDS
from seloste.rights.operations import (
    clarifying,
    extending,
    identity,
    refusing,
    representing,
    taking,
)
from seloste.rights.operations.opening import OpenedRequest
from seloste.rights.rules.answering import REFUSALS
from seloste.rights.rules.identity import FACTS
from seloste.rights.values import KINDS, Channel, Kind, Method, NewRequest, RequestFile
from seloste.rights.words import (
    AUTHORITIES,
    CHANNELS,
    FEES,
    LONGER,
    METHODS,
    WISHES,
)
from seloste.rights.words import KINDS as KIND_TITLES
from seloste.rights.words import REFUSALS as REFUSAL_TITLES

LONGEST = 5000
_ENTERED = ("email", "post", "phone", "in_person", "form", "portal", "other")


def _line(label: Any, *, hint: Any = "", most: int = 200, **attributes: str) -> forms.CharField:
    attrs = {"autocomplete": "off", **attributes}
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=most,
        widget=forms.TextInput(attrs=attrs),
    )


def _text(label: Any, *, hint: Any = "", rows: int = 3, most: int = LONGEST) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=most, widget=widget
    )


def _choice(label: Any, choices: Any, *, hint: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, help_text=hint, choices=choices)


class EntryForm(forms.Form):
    """A request that came by letter, mail, telephone or in person, as staff enter it."""

    use_required_attribute = False

    channel = _choice(_("How it came"), [(key, CHANNELS[key]) for key in _ENTERED])
    received_on = _line(
        _("Day of receipt"),
        hint=_("When it arrived, not when it was read. Such as 22.11.2026."),
        inputmode="numeric",
    )
    received_time = _line(
        _("Hour"), hint=_("Left empty if not known. Such as 14.30."), most=5, inputmode="numeric"
    )
    kinds = forms.MultipleChoiceField(
        label=_("What is asked?"),
        help_text=_("As the person means it; no form and no legal words are needed."),
        choices=[(kind, WISHES[kind]) for kind in KINDS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    words = _text(_("In which words?"), hint=_("What was said or written, in short."), rows=5)
    name = _line(_("Whose data it is about"), hint=_("The name as it was given."))
    email = _line(_("E-mail address"), most=254, inputmode="email")
    phone = _line(_("Telephone number"), most=50)
    address = _text(_("Postal address"), rows=3, most=500)
    known_as = _line(
        _("What helps to find the person"), hint=_("A customer number or a domain name, if given.")
    )
    representative = _line(
        _("Who asks in the person's name"), hint=_("Left empty when the person asks.")
    )
    representative_email = _line(_("The representative's e-mail address"), most=254)
    language = _choice(_("Language of the answer"), list(LANGUAGES.items()))

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._desk = desk

    def clean_received_on(self) -> Any:
        try:
            found = typing_rules.day(self.cleaned_data["received_on"])
        except typing_rules.Unfit:
            found = None
        if found is None:
            raise ValidationError(gettext("Write the day, such as 22.11.2026."))
        return found

    def clean_received_time(self) -> time | None:
        text = self.cleaned_data["received_time"].strip().replace(":", ".")
        if not text:
            return None
        hour, _dot, minute = text.partition(".")
        try:
            return time(int(hour), int(minute or 0))
        except ValueError:
            raise ValidationError(gettext("Write the hour, such as 14.30.")) from None

    def request(self) -> NewRequest:
        """Return the request as typed; the form was checked."""
        found = self.cleaned_data
        return NewRequest(
            kinds=cast("tuple[Kind, ...]", tuple(found["kinds"])),
            channel=cast("Channel", found["channel"]),
            received_at=self._received_at(),
            language=cast("Language", found["language"]),
            file=RequestFile(
                name=found["name"],
                email=found["email"],
                phone=found["phone"],
                address=found["address"],
                words=found["words"],
                representative=found["representative"],
                representative_email=found["representative_email"],
                known_as=found["known_as"],
            ),
        )

    def _received_at(self) -> datetime:
        """Return the moment: now for today, noon for another day, where no hour is given."""
        day, hour = self.cleaned_data["received_on"], self.cleaned_data["received_time"]
        if hour is None and day == self._desk.today:
            return self._desk.at
        zone = ZoneInfo(self._desk.notice.time_zone)
        return datetime.combine(day, hour or time(12), tzinfo=zone)


class StepForm(forms.Form):
    """One step with a request: what is typed, and the operation that it is for."""

    use_required_attribute = False
    title: ClassVar[Any] = ""
    button: ClassVar[Any] = ""
    explains: ClassVar[Any] = ""
    article: ClassVar[str] = ""
    law: ClassVar[Any] = ""
    done: ClassVar[Any] = ""

    def __init__(
        self, *args: Any, opened: OpenedRequest, addresses: Sequence[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.opened = opened
        self.addresses = addresses
        self.fit()

    def fit(self) -> None:
        """Offer only what this request allows."""

    def carry_out(self, *, by: Actor, at: datetime) -> None:
        """Call the operation.

        Raises:
            Refusal: as the operation does.
        """
        raise NotImplementedError

    def _offer(self, name: str, keys: Collection[str], titles: Any) -> None:
        field = cast("forms.ChoiceField", self.fields[name])
        field.choices = [(key, titles[key]) for key in keys]

    def _open_kinds(self) -> list[str]:
        return [part.kind for part in self.opened.view.parts if part.state == "open"]


class TakeForm(StepForm):
    title = _("Take this request")
    button = _("Take the request")
    explains = _(
        "Requests are answered in the order in which they arrived. If an older one waits, write why "
        "this one goes first; the reason is kept."
    )
    article = "GDPR Art. 12(3)"
    law = _("Whoever asks is answered without undue delay, in a month at the latest.")
    done = _("The request is yours.")

    reason = _text(_("Why it goes first"), hint=_("Needed only out of turn."))

    def carry_out(self, *, by: Actor, at: datetime) -> None:
        reason = self.cleaned_data["reason"]
        taking.take(self.opened.view.id, reason=reason, by=by, at=at)


class IdentityForm(StepForm):
    title = _("Ask who asks")
    button = _("Ask the person")
    explains = _(
        "Ask only when you have a reason to doubt that it is the person. Somebody who writes from the "
        "address you know has usually shown enough. The clock stands until the answer is there."
    )
    article = "GDPR Art. 12(6)"
    law = _(
        "Where there are reasonable doubts, and only then, one may ask for what is needed to be sure, and "
        "no more. No copies of identity papers; no personal identity code as the only proof; no signature "
        "and no visit."
    )
    done = _("Asked. The clock stands until the person has shown who they are.")

    doubt = _text(_("Why do you doubt it?"), hint=_("The person is told this too."))
    method = _choice(_("How can they show it?"), ())
    address = _choice(_("Address that we knew before"), (), hint=_("For the link only."))

    def fit(self) -> None:
        self._offer("method", ("known_address", "call_back", "two_facts"), METHODS)
        field = cast("forms.ChoiceField", self.fields["address"])
        field.choices = [("", "–"), *((one, one) for one in self.addresses)]
        field.required = False

    def carry_out(self, *, by: Actor, at: datetime) -> None:
        found = self.cleaned_data
        identity.ask(
            self.opened.view.id,
            found["method"],
            doubt=found["doubt"],
            address=found["address"],
            by=by,
            at=at,
        )


class FactsForm(StepForm):
    title = _("Compare two facts")
    button = _("Compare them")
    explains = _(
        "Type what the person told you. It is compared with what the register holds and then "
        "forgotten; only which facts were compared, and whether they agreed, is kept."
    )
    article = IdentityForm.article
    law = IdentityForm.law
    done = _("Compared. What came of it stands in the request.")

    first = _choice(_("First fact"), ())
    first_said = _line(_("What the person said"))
    second = _choice(_("Second fact"), ())
    second_said = _line(_("What the person said"))

    def fit(self) -> None:
        titles = {name: FIELDS[name].title[language()] for name in FACTS}
        self._offer("first", FACTS, titles)
        self._offer("second", FACTS, titles)

    def carry_out(self, *, by: Actor, at: datetime) -> None:
        found = self.cleaned_data
        said = {
            found["first"]: found["first_said"],
            found["second"]: found["second_said"],
        }
        identity.compare_facts(self.opened.view.id, said, by=by, at=at)


class ShownForm(StepForm):
    title = _("The person has shown who they are")
    button = _("Write it down")
    explains = _("What is kept is how, when and by whom it was checked. Keep no copy of any proof.")
    article = IdentityForm.article
    law = IdentityForm.law
    done = _("Written down. The clock runs on.")

    method = _choice(_("How?"), ())

    def fit(self) -> None:
        self._offer("method", ("call_back", "known_address"), METHODS)

    def carry_out(self, *, by: Actor, at: datetime) -> None:
        method = cast("Method", self.cleaned_data["method"])
        identity.confirm(self.opened.view.id, method, by=by, at=at)


class ClarifyForm(StepForm):
    title = _("Ask what is meant")
    button = _("Ask the person")
    explains = _(
        "Only where you hold much about the person and cannot tell what they want to see. The clock stands "
        "until the answer is there; without one, give everything."
    )
    article = "GDPR recital 63"
    law = _(
        "Whoever processes much about a person may ask which data or which processing is meant, before "
        "giving the copy."
    )
    done = _("Asked. The clock stands until the answer is there.")

    question = _text(_("The question"), hint=_("It goes into the letter as it stands."))

    def carry_out(self, *, by: Actor, at: datetime) -> None:
        clarifying.ask(self.opened.view.id, self.cleaned_data["question"], by=by, at=at)


class ClarifiedForm(StepForm):
    title = _("The answer came")
    button = _("Write it down")
    explains = _("The clock runs on from today.")
    article = ClarifyForm.article
    law = ClarifyForm.law
    done = _("Written down. The clock runs on.")

    answer = _text(_("What the person meant"))

    def carry_out(self, *, by: Actor, at: datetime) -> None:
        clarifying.answered(self.opened.view.id, self.cleaned_data["answer"], by=by, at=at)


class ExtendForm(StepForm):
    title = _("Extend the time")
    button = _("Tell the person")
    explains = _(
        "Possible once, in the first month, and only because the request is complex or the person has "
        "made many. Holidays and a lack of staff are no reasons. The time is longer once the person was "
        "told why; without that letter there is no extension."
    )
    article = "GDPR Art. 12(3)"
    law = _(
        "The month may be extended by two further months, so to three from receipt, where necessary for the "
        "complexity and number of the requests. The person is told within the first month, with the reasons."
    )
    done = _("The letter is on its way. The time is longer when it has gone out.")

    ground = _choice(_("Why?"), list(LONGER.items()))
    reasons = _text(_("The reasons, for the person"), hint=_("Concrete: what takes the time."))

    def carry_out(self, *, by: Actor, at: datetime) -> None:
        found = self.cleaned_data
        extending.announce(
            self.opened.view.id, found["ground"], reasons=found["reasons"], by=by, at=at
        )


class RefuseForm(StepForm):
    title = _("Refuse a part")
    button = _("Refuse")
    explains = _(
        "The answer will say which part is refused, on which ground and why, and name the authority and "
        "the court. You have to be able to prove it. An extension gives no more time for a refusal."
    )
    article = "GDPR Art. 12(4), 12(5)"
    law = _(
        "Whoever does not act on a request says so without delay, within a month at the latest, with the "
        "reasons, and tells of the complaint to the authority and of the court. A number of requests alone is "
        "no abuse (C-416/23); a first request can be one, if the intention is proved (C-526/24)."
    )
    done = _("The part is refused. The answer will tell the person why.")

    kind = _choice(_("Which right?"), ())
    ground = _choice(_("On which ground?"), ())
    reasons = _text(_("The reasons, and what proves them"), hint=_("The person is told these."))

    def fit(self) -> None:
        kinds = self._open_kinds()
        self._offer("kind", kinds, KIND_TITLES)
        fitting = [key for key, ground in REFUSALS.items() if ground.kinds & set(kinds)]
        self._offer("ground", fitting, REFUSAL_TITLES)

    def carry_out(self, *, by: Actor, at: datetime) -> None:
        found = self.cleaned_data
        refusing.refuse(
            self.opened.view.id,
            found["kind"],
            found["ground"],
            reasons=found["reasons"],
            by=by,
            at=at,
        )


class FeeForm(StepForm):
    title = _("Announce a fee")
    button = _("Tell the person")
    explains = _(
        "A first copy is free, and so is every right. A fee is possible for a further copy, or for what is "
        "manifestly unfounded or excessive; it covers your costs and no more. The person is told before, so "
        "that they can take the request back."
    )
    article = "GDPR Art. 12(5), 15(3)"
    law = _(
        "Information and action are free. A reasonable fee on administrative cost is possible for further "
        "copies, and for manifestly unfounded or excessive requests, which the controller has to prove."
    )
    done = _("The letter is on its way. Charge nothing before the person has agreed.")

    ground = _choice(_("On which ground?"), list(FEES.items()))
    amount = _line(_("Euros"), hint=_("Such as 12.50."), most=12, inputmode="decimal")
    reasons = _text(_("How it was reckoned"), hint=_("The person is told this."))

    def clean_amount(self) -> Decimal:
        try:
            return Decimal(self.cleaned_data["amount"].strip().replace(",", "."))
        except InvalidOperation:
            raise ValidationError(gettext("Write an amount, such as 12.50.")) from None

    def carry_out(self, *, by: Actor, at: datetime) -> None:
        found = self.cleaned_data
        refusing.announce_fee(
            self.opened.view.id,
            found["ground"],
            amount=found["amount"],
            reasons=found["reasons"],
            by=by,
            at=at,
        )


class AuthorityForm(StepForm):
    title = _("The authority was shown")
    button = _("Write it down")
    explains = _("What is kept is how it was shown, when and to whom. Keep no copy of the paper.")
    article = "GDPR Art. 12(2)"
    law = _(
        "Anyone may ask through a representative. Ask them to show that they may act; this does not stop "
        "the clock."
    )
    done = _("Written down.")

    how = _choice(_("How?"), list(AUTHORITIES.items()))

    def carry_out(self, *, by: Actor, at: datetime) -> None:
        representing.authority_shown(self.opened.view.id, self.cleaned_data["how"], by=by, at=at)


STEPS: dict[str, type[StepForm]] = {
    "take": TakeForm,
    "identity": IdentityForm,
    "facts": FactsForm,
    "shown": ShownForm,
    "clarify": ClarifyForm,
    "clarified": ClarifiedForm,
    "extend": ExtendForm,
    "refuse": RefuseForm,
    "fee": FeeForm,
    "authority": AuthorityForm,
}
