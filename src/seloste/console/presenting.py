"""Customers and what is kept of them, as a page shows it: by category, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import phonenumbers
from babel import Locale
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext

from seloste.console import words
from seloste.console.requests import Desk, language
from seloste.customers.values import ContactPersonView, CustomerKind, CustomerView, Summary
from seloste.kernel.languages import in_language
from seloste.notice.fields import FIELDS
from seloste.usability.values import Bar


@dataclass(frozen=True, slots=True, repr=False)
class ShownField:
    """One field: its title, its value in lines, and where it came from if not from the person."""

    title: str
    lines: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True, repr=False)
class ShownCategory:
    """One category. A closed one has no fields, but the purposes for which it would open.

    Attributes:
        source: where all of its fields came from, if that is one place and not the person.
    """

    key: str
    title: str
    is_closed: bool
    fields: tuple[ShownField, ...] = ()
    source: str = ""
    opens_for: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class ShownPerson:
    """A contact person as a card."""

    person: ContactPersonView
    name: str
    fields: tuple[ShownField, ...]
    source: str
    is_closed: bool


def kind(key: str) -> str:
    """Return what a kind of customer is called."""
    return words.word(cast("Any", words.KINDS), key)


def name_of(customer: CustomerView | Summary) -> str:
    """Return the name a customer goes by, or that it is closed, and why."""
    if customer.bar is not None:
        return barred_name(customer.kind, customer.bar)
    if isinstance(customer, Summary):
        without = erased_name if customer.is_erased else closed_name
        return customer.name or without(customer.kind)
    if not customer.values and not customer.closed:
        return erased_name(customer.kind)
    found = customer.values.get("customer.company") or customer.values.get("customer.name")
    return str(found or closed_name(customer.kind))


def barred_name(kind_key: str, bar: Bar) -> str:
    """Return what stands in place of the name of somebody whose data may not be used now."""
    return f"{kind(kind_key)} ({lower_first(words.word(words.BARS, bar))})"


def lower_first(text: str) -> str:
    """Return a text as it stands within a sentence."""
    return text[:1].lower() + text[1:]


def closed_name(kind_key: str) -> str:
    """Return what stands in place of a name that this role may not see for the purpose."""
    return gettext("%(kind)s (name closed)") % {"kind": kind(kind_key)}


def erased_name(kind_key: str) -> str:
    """Return what stands in place of a name that was erased."""
    return gettext("%(kind)s (erased)") % {"kind": kind(kind_key)}


def categories(view: CustomerView, desk: Desk) -> list[ShownCategory]:
    """Return the categories in which something of the customer is kept, in the notice's order."""
    shown = []
    for key, category in desk.notice.categories.items():
        title = in_language(category.title, language()) or key
        if key in view.closed:
            opens_for = tuple(desk.purposes_opening(key))
            shown.append(ShownCategory(key, title, is_closed=True, opens_for=opens_for))
        elif fields := shown_fields(category.fields, view.values, view.sources):
            shown.append(_open_category(key, title, fields))
    return shown


def _open_category(key: str, title: str, fields: tuple[ShownField, ...]) -> ShownCategory:
    """Return an open category; a source that all of its fields share is said once."""
    sources = {field.source for field in fields}
    if len(sources) > 1:
        return ShownCategory(key, title, is_closed=False, fields=fields)
    plain = tuple(ShownField(field.title, field.lines, "") for field in fields)
    return ShownCategory(key, title, is_closed=False, fields=plain, source=sources.pop())


def shown_fields(
    fields: Sequence[str], values: Mapping[str, object], sources: Mapping[str, str]
) -> tuple[ShownField, ...]:
    """Return those of the fields that have a value."""
    return tuple(
        ShownField(title(field), lines(field, values[field]), sources.get(field, ""))
        for field in fields
        if values.get(field)
    )


def contact_person(person: ContactPersonView) -> ShownPerson:
    """Return a contact person as a card shows them."""
    name = str(person.values.get("contact_person.name") or "")
    sources = set(person.sources.values())
    return ShownPerson(
        person=person,
        name=name,
        fields=tuple(
            ShownField(short_title(field), lines(field, person.values[field]), "")
            for field in ("contact_person.role", "contact_person.emails", "contact_person.phones")
            if person.values.get(field)
        ),
        source=sources.pop() if len(sources) == 1 else "",
        is_closed=bool(person.closed) and not person.values,
    )


def title(field: str) -> str:
    """Return what the notice calls a field, to begin a line."""
    known = FIELDS.get(field)
    return capfirst(known.title[language()]) if known else field


def short_title(field: str) -> str:
    """Return a field's title where it is plain whose it is."""
    titles = {
        "contact_person.name": pgettext("of a person", "Name"),
        "contact_person.role": gettext("Role"),
        "contact_person.emails": gettext("E-mail"),
        "contact_person.phones": gettext("Telephone"),
    }
    return titles.get(field) or title(field)


def lines(field: str, value: object) -> tuple[str, ...]:
    """Return a value in the lines in which people write it."""
    name = field.partition(".")[2]
    if shape := _SHAPES.get(name):
        return shape(cast("Any", value))
    if isinstance(value, list | tuple):
        return tuple(str(one) for one in value)
    return tuple(str(value).splitlines())


def phone(e164: str) -> str:
    """Return a telephone number as people read it, with its country code."""
    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def address(value: Mapping[str, Any]) -> tuple[str, ...]:
    """Return an address on paper in its lines; the country only when it is not Finland."""
    place = f"{value.get('postal_code', '')} {value.get('city', '')}".strip()
    country = str(value.get("country") or "")
    there = country_name(country) if country not in {"", "FI"} else ""
    return tuple(filter(None, (*value.get("street", ()), place, there)))


def country_name(code: str) -> str:
    """Return a country's name in the language in use."""
    return str(Locale.parse(language()).territories.get(code, code))


def _billing(value: Mapping[str, Any]) -> tuple[str, ...]:
    method = str(value.get("method") or "")
    on_paper = value.get("address")
    return tuple(
        filter(
            None,
            (
                words.word(words.BILLING_METHODS, method) if method else "",
                str(value.get("name") or ""),
                str(value.get("email") or ""),
                *(address(on_paper) if on_paper else ()),
            ),
        )
    )


def kinds() -> list[tuple[CustomerKind, str, str]]:
    """Return the kinds of customers with their names and what each means."""
    return [(key, str(words.KINDS[key]), str(words.KIND_HINTS[key])) for key in words.KINDS]


def _phones(value: list[str]) -> tuple[str, ...]:
    return tuple(phone(one) for one in value)


def _einvoice(value: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(filter(None, (value.get("address", ""), value.get("operator", ""))))


def _language(value: str) -> tuple[str, ...]:
    return (words.word(words.LANGUAGES, value),)


_SHAPES: Mapping[str, Callable[[Any], tuple[str, ...]]] = {
    "phones": _phones,
    "postal_address": address,
    "billing_address": _billing,
    "einvoice_address": _einvoice,
    "language": _language,
}
