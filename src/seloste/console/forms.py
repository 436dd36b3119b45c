"""What people type, checked by the rules of customers, with each fault beside its field."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, cast

from babel import Locale
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seloste.console import faults, presenting, words
from seloste.console.requests import Desk, language
from seloste.contracts.values import NewContract, Service, Validity
from seloste.customers import contents, rules
from seloste.customers.files import drafts
from seloste.customers.rules import Unfit
from seloste.customers.values import (
    ContactPersonDraft,
    CustomerDraft,
    CustomerKind,
    Fault,
)
from seloste.kernel.languages import Text, in_language

_NEAR = ("FI", "AX", "SE", "EE", "NO", "DK")  # countries that lead the list
_NAMED = frozenset({"person", "sole_trader"})
_ORGANISED = frozenset({"sole_trader", "company", "association"})

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "customer.name": ("name",),
    "customer.company": ("company",),
    "customer.business_id": ("business_id",),
    "customer.number": ("number",),
    "customer.handle": ("handle",),
    "customer.other_identifier": ("other_identifier",),
    "customer.language": ("language",),
    "customer.emails": ("email",),
    "customer.phones": ("phone",),
    "customer.postal_address": ("street", "postal_code", "city", "country"),
    "customer.billing_address": (
        "billing_method", "billing_name", "billing_email", "billing_street", "billing_postal_code",
        "billing_city", "billing_country",
    ),
    "customer.einvoice_address": ("einvoice_address", "einvoice_operator"),
}  # fmt: skip
"""Field of the notice → what is typed for it."""

_GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (
        _("Who it is"),
        ("name", "company", "business_id", "number", "handle", "other_identifier", "language"),
    ),
    (_("How to reach them"), ("email", "phone", "street", "postal_code", "city", "country")),
    (
        _("How to bill them"),
        (
            "billing_method", "billing_name", "billing_email", "einvoice_address",
            "einvoice_operator", "billing_street", "billing_postal_code", "billing_city",
            "billing_country",
        ),
    ),
    (_("Where this came from"), ("source",)),
)  # fmt: skip


class CheckedForm(forms.Form):
    """A form whose faults come from the rules of the register."""

    use_required_attribute = False

    def note(self, found: Iterable[Fault]) -> None:
        """Put each fault beside its field; what concerns no field of the form goes to the top."""
        for fault in found:
            self.add_error(
                fault.column if fault.column in self.fields else None, faults.says(fault)
            )

    @property
    def typed(self) -> dict[str, str]:
        """Return what was typed, without what was left empty."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    def _checked(self, name: str, rule: Any) -> Any:
        """Return a typed value as the rule keeps it; notes the fault and returns None otherwise."""
        value = str(self.cleaned_data.get(name) or "")
        try:
            return rule(value) if value else None
        except Unfit as unfit:
            self.note([Fault(name, unfit.code, unfit.facts)])
            return None

    def _text(self, name: str, *, most: int = 200) -> str:
        value = self._checked(name, lambda typed: rules.text(typed, most=most)) or ""
        if rules.holds_identity_code(value):
            self.note([Fault(name, "identity_code")])
        return value


def _line(label: Any, *, hint: Any = "", **attributes: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", **attributes})
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=1000, widget=widget
    )


def _lines(label: Any, *, hint: Any = "", rows: int = 2, most: int = 1000) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=most, widget=widget
    )


def _choice(label: Any, choices: Any, *, hint: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, help_text=hint, required=False, choices=choices)


def countries() -> list[tuple[str, str]]:
    """Return the countries by name, near ones first."""
    named = {
        str(code): str(name)
        for code, name in Locale.parse(language()).territories.items()
        if re.fullmatch("[A-Z]{2}", str(code)) and code not in _NOT_COUNTRIES
    }
    others = sorted((code for code in named if code not in _NEAR), key=lambda code: named[code])
    return [(code, named[code]) for code in (*_NEAR, *others)]


_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "XA", "XB", "QO", "ZZ"})


class CustomerForm(CheckedForm):
    """A customer of one kind, with those fields that the role may use for the purpose."""

    email = _lines(_("E-mail addresses"), hint=_("Each on a line of its own."))
    phone = _lines(
        _("Telephone numbers"), hint=_("Each on a line of its own, abroad with the country code.")
    )
    name = _line(pgettext_lazy("of a person", "Name"))
    company = _line(_("Name of the organisation"))
    business_id = _line(_("Business id"))
    number = _line(_("Customer number"), hint=_("Left empty, the register gives the next one."))
    handle = _line(_("Internet handle"))
    other_identifier = _line(_("Other identifier"), hint=_("Never a personal identity code."))
    language = _choice(_("Language"), [("", "–"), *words.LANGUAGES.items()])
    street = _lines(_("Street address"))
    postal_code = _line(_("Postal code"))
    city = _line(_("City"))
    country = _choice(_("Country"), countries)
    billing_method = _choice(_("Way of billing"), [("", "–"), *words.BILLING_METHODS.items()])
    billing_name = _line(_("Name on the invoice"), hint=_("If it is not the customer's own."))
    billing_email = _line(_("E-mail address for invoices"))
    einvoice_address = _line(
        _("E-invoice address"), hint=_("An OVT, IBAN or code of the operator.")
    )
    einvoice_operator = _line(_("E-invoice operator"))
    billing_street = _lines(_("Street address for invoices"))
    billing_postal_code = _line(_("Postal code for invoices"))
    billing_city = _line(_("City for invoices"))
    billing_country = _choice(_("Country for invoices"), countries)
    source = _choice(
        _("Who gave these data?"),
        [
            (key, words.SOURCES[key])
            for key in ("data_subject", "public_register", "registrar", "other")
        ],
        hint=_("If it was not the customer, they have to be told within a month."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: CustomerKind, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kind = kind
        for field, columns in _COLUMNS.items():
            if not desk.opens_field(field) or not _suits(field, kind):
                for column in columns:
                    del self.fields[column]
        if kind == "sole_trader" and "company" in self.fields:
            self.fields["company"].label = _("Trade name")
        for column in ("country", "billing_country"):
            if column in self.fields:
                self.fields[column].initial = "FI"

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """Return the fields in their groups; a group without fields is left out."""
        found = [(t, [self[name] for name in names if name in self.fields]) for t, names in _GROUPS]
        return [(title, fields) for title, fields in found if fields]

    @property
    def notice_fields(self) -> list[str]:
        """Return the fields of the notice that the form asks for."""
        return [field for field, columns in _COLUMNS.items() if columns[0] in self.fields]

    def draft(self) -> CustomerDraft | None:
        """Return the customer as typed, or None after noting what keeps it out."""
        typed = {
            name: value for name, value in self.typed.items() if name not in {"source", "seen"}
        }
        country = typed.get("country", "FI")
        for prefix in ("", "billing_"):
            # The list always names a country; without an address it means nothing.
            if not any(typed.get(prefix + part) for part in ("street", "postal_code", "city")):
                typed.pop(prefix + "country", None)
        made = drafts.draft({"kind": self._kind, **typed}, country=country)
        if isinstance(made, CustomerDraft):
            return made
        self.note(made)
        return None

    def take_as_seen(self, seen: str) -> None:
        """Let what was typed be saved over what is kept now: whoever typed it has been told."""
        self.data = {**{name: self.data.get(name) for name in self.data}, "seen": seen}

    def values(self, draft: CustomerDraft) -> dict[str, object]:
        """Return what each field of the form is to be, in the form in which it is kept."""
        values = contents.customer_values(draft)
        new: dict[str, object] = {field: values.get(field, "") for field in self.notice_fields}
        if not new.get("customer.number"):
            new.pop("customer.number", None)  # a number once given is not taken away
        return cast("dict[str, object]", json.loads(json.dumps(new)))


def _suits(field: str, kind: CustomerKind) -> bool:
    if field == "customer.name":
        return kind in _NAMED
    if field in {"customer.company", "customer.business_id"}:
        return kind in _ORGANISED
    return True


def typed_of(values: Mapping[str, object]) -> dict[str, str]:
    """Return what would have been typed for a customer as kept."""
    typed: dict[str, str] = {
        column: str(values.get(f"customer.{column}") or "")
        for column in (
            "name",
            "company",
            "business_id",
            "number",
            "handle",
            "other_identifier",
            "language",
        )
    }
    typed["email"] = "\n".join(cast("list[str]", values.get("customer.emails") or []))
    typed["phone"] = "\n".join(
        presenting.phone(one) for one in cast("list[str]", values.get("customer.phones") or [])
    )
    typed |= _typed_address("", values.get("customer.postal_address"))
    billing = cast("Mapping[str, Any]", values.get("customer.billing_address") or {})
    typed |= _typed_address("billing_", billing.get("address"))
    typed |= {
        f"billing_{part}": str(billing.get(part) or "") for part in ("method", "name", "email")
    }
    einvoice = cast("Mapping[str, str]", values.get("customer.einvoice_address") or {})
    typed["einvoice_address"] = einvoice.get("address", "")
    typed["einvoice_operator"] = einvoice.get("operator", "")
    return typed


def _typed_address(prefix: str, value: Any) -> dict[str, str]:
    if not value:
        return {}
    return {
        f"{prefix}street": "\n".join(value.get("street", ())),
        f"{prefix}postal_code": str(value.get("postal_code", "")),
        f"{prefix}city": str(value.get("city", "")),
        f"{prefix}country": str(value.get("country", "")),
    }


class ContactPersonForm(CheckedForm):
    """Someone who acts for a customer."""

    contact_name = _line(pgettext_lazy("of a person", "Name"))
    contact_role = _line(_("Role"), hint=_("What they do for the customer, such as bookkeeping."))
    contact_email = _lines(_("E-mail addresses"), hint=_("Each on a line of its own."))
    contact_phone = _lines(
        _("Telephone numbers"), hint=_("Each on a line of its own, abroad with the country code.")
    )

    def draft(self) -> ContactPersonDraft | None:
        """Return the person as typed, or None after noting what keeps them out."""
        if not self.cleaned_data.get("contact_name"):
            self.note([Fault("contact_name", "name_missing")])
            return None
        # They are read as in a row of a file, where an organisation goes with them.
        made = drafts.draft({"kind": "company", "company": "-", **self.typed})
        if isinstance(made, CustomerDraft):
            return made.contact_persons[0]
        self.note(made)
        return None


def typed_of_person(values: Mapping[str, object]) -> dict[str, str]:
    """Return what would have been typed for a contact person as kept."""
    return {
        "contact_name": str(values.get("contact_person.name") or ""),
        "contact_role": str(values.get("contact_person.role") or ""),
        "contact_email": "\n".join(cast("list[str]", values.get("contact_person.emails") or [])),
        "contact_phone": "\n".join(
            presenting.phone(one)
            for one in cast("list[str]", values.get("contact_person.phones") or [])
        ),
    }


def person_values(draft: ContactPersonDraft) -> dict[str, object]:
    """Return what each field of a contact person is to be; empty ones are removed."""
    fields = ("name", "emails", "phones", "role")
    return {f"contact_person.{name}": "" for name in fields} | contents.contact_person_values(draft)


_RENEWALS: tuple[tuple[str, Any], ...] = (
    ("", _("Does not renew itself")),
    ("P1M", _("By a month at a time")),
    ("P3M", _("By three months at a time")),
    ("P6M", _("By six months at a time")),
    ("P1Y", _("By a year at a time")),
    ("P2Y", _("By two years at a time")),
    ("P3Y", _("By three years at a time")),
)
_DAY_HINT = _("In the form 22.11.2026.")


class DaysForm(CheckedForm):
    """The days of a contract."""

    starts_on = _line(_("First day"), hint=_DAY_HINT, inputmode="numeric")
    ends_on = _line(
        _("Last day"),
        hint=_("Left empty, the contract runs until further notice."),
        inputmode="numeric",
    )
    renews_by = _choice(_("Renewal"), _RENEWALS, hint=_("What happens after the last day."))

    def __init__(self, *args: Any, renews_by: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if renews_by and renews_by not in dict(_RENEWALS):
            choices = cast("forms.ChoiceField", self.fields["renews_by"])
            choices.choices = [*_RENEWALS, (renews_by, renews_by)]

    def validity(self) -> Validity | None:
        """Return the days as typed, or None after noting what is wrong with them."""
        starts, ends = self._checked("starts_on", rules.day), self._checked("ends_on", rules.day)
        if starts is None and "starts_on" not in self.errors:
            self.note([Fault("starts_on", "date_missing")])
        if self.errors or starts is None:
            return None
        if ends and ends < starts:
            self.note([Fault("ends_on", "ends_before_start")])
            return None
        return Validity(starts, ends, self.cleaned_data["renews_by"] if ends else "")


class AgreedForm(CheckedForm):
    """What a contract is about."""

    identifier = _line(
        _("What it is about"), hint=_("Such as a domain name or the name of a server.")
    )
    details = _lines(_("What else was agreed"), rows=4, most=4000)

    def agreed(self) -> tuple[str, str] | None:
        """Return what it is about and what was agreed, or None after noting what is wrong."""
        found = self._text("identifier"), self._text("details", most=2000)
        return None if self.errors else found


class ContractForm(AgreedForm, DaysForm):
    """A new contract."""

    service = _choice(_("Service"), [])
    field_order = ("service", "identifier", "starts_on", "ends_on", "renews_by", "details")

    def __init__(self, *args: Any, services: Sequence[Service], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = cast("forms.ChoiceField", self.fields["service"])
        choices.choices = [
            ("", "–"),
            *((one.code, in_language(one.title, language()) or one.code) for one in services),
        ]

    def contract(self) -> NewContract | None:
        """Return the contract as typed, or None after noting what is wrong with it."""
        if not self.cleaned_data.get("service"):
            self.note([Fault("service", "service_missing")])
        validity, agreed = self.validity(), self.agreed()
        if self.errors or validity is None or agreed is None:
            return None
        return NewContract(self.cleaned_data["service"], validity, *agreed)


class LastDayForm(CheckedForm):
    """On which day something ends."""

    ends_on = _line(_("Last day"), hint=_DAY_HINT, inputmode="numeric")

    def day(self, *, not_before: date | None = None) -> date | None:
        """Return the day as typed, or None after noting what is wrong with it."""
        found = self._checked("ends_on", rules.day)
        if found is None and not self.errors:
            self.note([Fault("ends_on", "date_missing")])
        if found and not_before and found < not_before:
            self.note([Fault("ends_on", "ends_before_start")])
            return None
        return cast("date | None", found)


_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class ServiceForm(CheckedForm):
    """A service to put on offer."""

    code = _line(_("Code"), hint=_("Short and lasting, as in web-hosting."))
    title_fi = _line(_("Name in Finnish"))
    title_sv = _line(_("Name in Swedish"))
    title_en = _line(_("Name in English"))

    def service(self) -> tuple[str, Text] | None:
        """Return code and title, or None after noting what is wrong with them."""
        code = str(self.cleaned_data.get("code") or "").strip()
        if not _CODE.fullmatch(code) or len(code) > 64:
            self.note([Fault("code", "code_unfit")])
        titles = {key: self._text(f"title_{key}") for key in ("fi", "sv", "en")}
        if not any(titles.values()):
            self.note([Fault("title_fi", "title_missing")])
        found = {key: title for key, title in titles.items() if title}
        return None if self.errors else (code, cast("Text", found))
