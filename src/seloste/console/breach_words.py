"""What states, risks and steps of breaches are called, and what the law says to each step."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

STATES: Mapping[str, Promise] = {
    "open": pgettext_lazy("of a breach", "Open"),
    "assessed": pgettext_lazy("of a breach", "Assessed"),
    "notified": pgettext_lazy("of a breach", "Notified to the authority"),
    "not_notified": pgettext_lazy("of a breach", "Not notified, with reasons"),
    "closed": pgettext_lazy("of a breach", "Closed"),
}
PRESSURES: Mapping[str, Promise] = {
    "running": _("The clock runs"),
    "due_soon": _("Less than a day is left"),
    "overdue": _("The limit has passed"),
    "met": _("Notified in time"),
    "late": _("Notified late, with reasons"),
    "stopped": _("Decided: not notified"),
}
MARKS: Mapping[str, str] = {
    "running": "in-order",
    "due_soon": "due-soon",
    "overdue": "overdue",
    "met": "in-order",
    "late": "stopped",
    "stopped": "stopped",
}
"""How urgent each is, as all pages show it."""

NATURES: Mapping[str, Promise] = {
    "confidentiality": _("Confidentiality: others saw or received the data"),
    "integrity": _("Integrity: the data were changed"),
    "availability": _("Availability: the data were lost or could not be reached"),
}
RISKS: Mapping[str, Promise] = {
    "unlikely": _("Unlikely: hardly any consequence for the persons"),
    "risk": _("A risk: the authority is notified"),
    "high": _("A high risk: the authority is notified and the persons are told"),
}
EXEMPTIONS: Mapping[str, Promise] = {
    "protected": _("The data were unreadable to others, such as encrypted (Art. 34(3)(a))"),
    "no_longer_likely": _("What was done since has removed the high risk (Art. 34(3)(b))"),
    "public_communication": _(
        "Telling each would be out of proportion; it is made public instead (Art. 34(3)(c))"
    ),
}
EVENTS: Mapping[str, Promise] = {
    "recorded": _("Recorded"),
    "described": _("Written down anew"),
    "assessed": _("Risk assessed"),
    "notified": _("Authority notified"),
    "not_notified": _("Decided not to notify the authority"),
    "persons_told": _("Persons told"),
    "persons_not_told": _("Decided not to tell the persons one by one"),
    "scoped": _("Scope counted"),
    "closed": pgettext_lazy("of a breach", "Closed"),
}
MISSING: Mapping[str, Promise] = {
    "facts": _("what happened"),
    "effects": _("what followed, or is likely to"),
    "measures": _("what was done about it"),
    "risk": _("how great the risk is"),
    "notification": _("the notification to the authority"),
    "last_phase": _("the last phase of the notification"),
    "telling": _("whether the persons are told"),
}
SAID: Mapping[str, Promise] = {
    "reasons": _("Why"),
    "late_because": _("Why late"),
    "reference": _("The authority's reference"),
}
"""What of an event is shown beside it."""

TITLES: Mapping[str, Promise] = {
    "describe": _("Write down what is known"),
    "assess": _("Assess the risk"),
    "notify": _("Record the notification"),
    "not-notify": _("Decide not to notify"),
    "tell": _("Record that the persons were told"),
    "not-tell": _("Decide not to tell one by one"),
    "close": _("Close the breach"),
}
LAW: Mapping[str, tuple[str, Promise]] = {
    "describe": (
        "GDPR Art. 33(3), 33(5)",
        _(
            "Every breach is documented, also one that is not notified: what happened, what it led "
            "to and what was done. What is not known yet can follow; what was written before stays."
        ),
    ),
    "assess": (
        "GDPR Art. 33(1), 34(1)",
        _(
            "Think of the persons, not of the business: what could happen to them, how likely it is "
            "and how grave. Sensitive data, many persons, children, or data in the hands of somebody "
            "with bad intent make the risk greater; encryption and a trustworthy receiver make it "
            "smaller."
        ),
    ),
    "notify": (
        "GDPR Art. 33(1), 33(4)",
        _(
            "The authority is notified without undue delay, within 72 hours of becoming aware. Nights, "
            "weekends and holidays count. What is not known yet follows in phases. Later than that "
            "needs reasons. In Finland the form is at tietosuoja.fi."
        ),
    ),
    "not-notify": (
        "GDPR Art. 33(1), 33(5)",
        _(
            "The authority need not be notified only if the breach is unlikely to result in a risk for "
            "anyone. The reasons are written down here; the authority may ask to see them."
        ),
    ),
    "tell": (
        "GDPR Art. 34(1), 34(2)",
        _(
            "If the risk is high, the persons are told without undue delay, in plain language: what "
            "happened, whom they can ask, what may follow, what was done and what they can do."
        ),
    ),
    "not-tell": (
        "GDPR Art. 34(3)",
        _(
            "Of a high risk the persons need not be told one by one only if others cannot read the "
            "data, if the high risk has gone, or if it would be out of proportion and is made public "
            "instead. The authority can still order it."
        ),
    ),
    "close": (
        "GDPR Art. 33(5)",
        _(
            "A closed breach is not changed any more. Its file is kept for its storage period, counted "
            "from today, and then erased."
        ),
    ),
}
