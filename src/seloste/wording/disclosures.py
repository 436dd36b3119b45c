"""How recipients and duties say no."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from seloste.wording.values import Wording

WORDINGS: Mapping[str, Wording] = {
    "disclosures.not_in_notice": Wording(
        _(
            "Nothing was given. Edition %(edition)s of the notice does not let the recipient "
            "“%(recipient)s” have this for the purpose “%(purpose)s”: %(categories)s."
        ),
        _(
            "Leave it out, or publish an edition that allows it first. If it was given already, "
            "look into it as a personal data breach."
        ),
        "GDPR Art. 5(1)(a), 13(1)(e)",
    ),
    "disclosures.no_such_duty": Wording(
        _("Nothing was noted. There is no such duty to a recipient."),
        _("Open the list of recipients and choose one there."),
    ),
    "disclosures.duty_settled": Wording(
        _("Nothing was noted. This duty is settled already."),
        _("Open the duty to see how it ended."),
    ),
    "disclosures.nothing_left_to_tell": Wording(
        _("Nothing was sent. What the recipient would be told can no longer be opened."),
        _("Settle the duty as impossible, or look at the person's later duties."),
        "GDPR Art. 19",
    ),
    "disclosures.not_a_reason": Wording(
        _("Nothing was noted. This is not a reason for not telling a recipient."),
        _("Choose one of these: %(reasons)s."),
        "GDPR Art. 19",
    ),
    "disclosures.answered_too_soon": Wording(
        _("Nothing was noted. The answer can have come between %(since)s and %(until)s."),
        _("State the day on which the recipient answered."),
    ),
    "disclosures.no_connector": Wording(
        _("Nothing was sent. No connector is set up for the recipient “%(recipient)s”."),
        _("Tell the recipient yourself with the text on the page, and note that it was sent."),
    ),
    "disclosures.connectors_exposed": Wording(
        _("Nothing was sent. Others than its owner may read the file %(path)s with secrets."),
        _("Run “chmod 600” on the file, and agree on new secrets with the recipients."),
    ),
    "disclosures.connectors_unreadable": Wording(
        _("Nothing was sent. The file %(path)s cannot be understood at “%(where)s”."),
        _("Compare it with the example in docs/recipients.md."),
    ),
}
