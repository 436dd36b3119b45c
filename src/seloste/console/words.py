"""What kinds, states, sources and reasons are called, and days and times as each language writes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from seloste.console.requests import language
from seloste.customers.values import CustomerKind
from seloste.notice.rendering import words as rendering

KINDS: Mapping[CustomerKind, Promise] = {
    "person": _("Person"),
    "sole_trader": _("Sole trader"),
    "company": _("Company"),
    "association": _("Association"),
}
KIND_HINTS: Mapping[CustomerKind, Promise] = {
    "person": _("A consumer, under their own name."),
    "sole_trader": _("Someone in business under their own name or a trade name."),
    "company": _("A limited company, partnership or co-operative."),
    "association": _("An association, foundation or housing company."),
}
LANGUAGES: Mapping[str, Promise] = {
    "fi": _("Finnish"),
    "sv": _("Swedish"),
    "en": _("English"),
}
BILLING_METHODS: Mapping[str, Promise] = {
    "email": _("By e-mail"),
    "einvoice": _("As an e-invoice"),
    "paper": _("On paper"),
}
SOURCES: Mapping[str, Promise] = {
    "data_subject": _("The customer themselves"),
    "employer": _("The organisation the person acts for"),
    "public_register": _("A public register"),
    "registrar": _("A domain registrar"),
    "generated": _("Made here"),
    "other": _("Somewhere else"),
}
DUPLICATE_REASONS: Mapping[str, Promise] = {
    "number": _("the same customer number"),
    "business_id": _("the same business id"),
    "emails": _("the same e-mail address"),
    "phones": _("the same telephone number"),
    "near_name": _("a name much alike, and the same postal code"),
}
CONTRACT_STATES: Mapping[str, Promise] = {
    "coming": _("To come"),
    "running": _("Runs"),
    "ended": pgettext_lazy("of a contract", "Ended"),
}
CHANGE_CLASSES: Mapping[str, Promise] = {
    "first": _("The first edition"),
    "editorial": _("Wording only"),
    "material": _("A material change"),
    "new_purpose": _("A new purpose"),
    "new_recipient": _("A new recipient"),
}
BARS: Mapping[str, Promise] = {
    "restricted": _("Processing restricted"),
    "objected": _("Objects to this purpose"),
    "no_consent": _("No consent to this purpose"),
}
BAR_REASONS: Mapping[str, Promise] = {
    "restricted": _(
        "The processing is restricted (Art. 18): the data are kept and nothing else. Only answering "
        "requests and legal claims may use them."
    ),
    "objected": _(
        "The person objects to this purpose (Art. 21), so their data are not used for it. For other "
        "purposes they open as before."
    ),
    "no_consent": _(
        "This purpose rests on consent (Art. 7), and the person has given none, or has withdrawn it."
    ),
}
RECEIPTS: Mapping[str, Promise] = {
    "owed": _("on its way"),
    "sent": _("sent by e-mail"),
    "to_print": _("to be printed and given"),
    "printed": _("given on paper"),
}
WAYS_IN: Mapping[str, Promise] = {
    "console": _("in the console"),
    "portal": _("in the portal"),
    "public": _("on the public pages"),
    "api": _("through the API"),
    "cli": _("on the command line"),
    "worker": _("by the program itself"),
}


def word(words: Mapping[str, Promise], key: str) -> str:
    """Return what a key is called; the key itself when nobody has named it."""
    return str(words.get(key, key))


def day(on: date) -> str:
    """Return a day: 22.11.2026, or 22 November 2026 in English."""
    return rendering.day(on, language())


def moment(at: datetime, time_zone: str) -> str:
    """Return day and time of day in the controller's time zone."""
    there = at.astimezone(ZoneInfo(time_zone))
    if language() == "fi":
        return f"{day(there.date())} klo {there.hour}.{there.minute:02}"
    if language() == "sv":
        return f"{day(there.date())} kl. {there.hour}.{there.minute:02}"
    return f"{day(there.date())}, {there.hour}:{there.minute:02}"


def distance(on: date, *, today: date) -> str:
    """Return how far a day is: "in 11 days", "today", "3 days ago"."""
    days = (on - today).days
    if days == 0:
        return str(_("today"))
    if days > 0:
        return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}
    return ngettext("%(days)d day ago", "%(days)d days ago", -days) % {"days": -days}


def typed_day(on: date) -> str:
    """Return a day as forms ask for it."""
    return f"{on.day}.{on.month}.{on.year}"
