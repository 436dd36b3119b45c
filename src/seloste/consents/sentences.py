"""What states and means are called, for every way in and for receipts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import pgettext_lazy

from seloste.consents.values import Kind, Means, State

Promise = Any
"""A text in the language in use when it is shown."""

_STATES: Mapping[tuple[Kind, State], Promise] = {
    ("consent", "requested"): pgettext_lazy("consent", "asked for, not confirmed yet"),
    ("consent", "given"): pgettext_lazy("consent", "consent given"),
    ("consent", "refused"): pgettext_lazy("consent", "consent refused"),
    ("consent", "withdrawn"): pgettext_lazy("consent", "consent withdrawn"),
    ("consent", "expired"): pgettext_lazy("consent", "consent expired"),
    ("consent", "invalidated"): pgettext_lazy("consent", "consent found invalid"),
    ("consent", "revoked"): pgettext_lazy("consent", "consent ended by us"),
    ("consent", "unknown"): pgettext_lazy("consent", "not known whether consent was given"),
    ("soft_opt_in", "met"): pgettext_lazy("consent", "marketing to an own customer is allowed"),
    ("soft_opt_in", "ended"): pgettext_lazy("consent", "marketing to an own customer has ended"),
    ("objection", "objected"): pgettext_lazy("consent", "objected"),
    ("objection", "ended"): pgettext_lazy("consent", "objection ended"),
}

MEANS: Mapping[Means, Promise] = {
    "portal": pgettext_lazy("means", "signed in"),
    "form": pgettext_lazy("means", "in a form"),
    "paper": pgettext_lazy("means", "on paper"),
    "oral": pgettext_lazy("means", "aloud, with a witness"),
    "email": pgettext_lazy("means", "by e-mail"),
    "link": pgettext_lazy("means", "by the link sent to you"),
}


def state(kind: Kind, code: State) -> Promise:
    """Return what a state is called."""
    return _STATES[kind, code]
