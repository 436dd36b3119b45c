"""What duties to recipients, their states and their steps are called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KINDS: Mapping[str, Promise] = {
    "correct": _("Data were corrected"),
    "erase": _("Data were erased"),
    "restrict": _("The processing was restricted"),
    "lift": _("A restriction was lifted"),
    "withdraw": _("Consent was withdrawn, or the use was objected to"),
}
ARTICLES: Mapping[str, str] = {
    "correct": "16, 19",
    "erase": "17, 19",
    "restrict": "18, 19",
    "lift": "18, 19",
    "withdraw": "7(3), 21",
}
STATES: Mapping[str, Promise] = {
    "owed": pgettext_lazy("of a duty", "To be told"),
    "sent": pgettext_lazy("of a duty", "Told, not acknowledged"),
    "acknowledged": pgettext_lazy("of a duty", "Acknowledged"),
    "refused": pgettext_lazy("of a duty", "Refused"),
    "impossible": pgettext_lazy("of a duty", "Impossible"),
    "unknown": pgettext_lazy("of a duty", "Unknown whether it arrived"),
}
EVENTS: Mapping[str, Promise] = {
    "owed": _("The duty came about"),
    "queued": _("Put before the program again"),
    "sent": _("The recipient was told"),
    "chased": _("The recipient was asked again"),
    "not_reached": _("The program could not tell the recipient; somebody has to"),
    "unknown": _("Sending was cut off; nobody knows whether it arrived"),
    "acknowledged": _("The recipient acknowledged"),
    "refused": _("The recipient refused"),
    "impossible": _("Telling the recipient proved impossible"),
}
REASONS: Mapping[str, Promise] = {
    "recipient_gone": _("The recipient no longer exists"),
    "not_held": _("The recipient no longer has the data"),
    "disproportionate": _("It would take a disproportionate effort"),
    "overtaken": _("The data were erased, and the recipient is told of that instead"),
}
ACTS: Mapping[str, Promise] = {
    "by_hand": _("By hand"),
    "disclosures.corrected": _("With a correction"),
}
OUTCOMES: Mapping[str, Promise] = {
    "acknowledged": _("The recipient has done it, and said so"),
    "refused": _("The recipient refuses"),
    "impossible": _("The recipient cannot be told"),
}
