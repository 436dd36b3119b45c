"""How storage periods, holds and erasure say no."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from seloste.wording.values import Wording

WORDINGS: Mapping[str, Wording] = {
    "retention.nothing_to_erase": Wording(
        _("Nothing was erased, because nothing of what was asked for may go now."),
        _("Look at the plan: it says why each category stays and until when."),
        "GDPR Art. 17(3)",
    ),
    "retention.no_such_person": Wording(
        _("Nothing was done. Nothing is kept of such a person."),
        _("Open the customer and start from there."),
    ),
    "retention.no_such_hold": Wording(
        _("Nothing was changed. There is no such hold, or it was closed."),
        _("Open the list of holds and choose one there."),
    ),
    "retention.nothing_to_hold": Wording(
        _("Nothing was held, because nothing of the kind is kept of this person."),
        _("Choose a category or a contract that is there, or hold everything of the person."),
    ),
    "retention.not_a_ground": Wording(
        _("Nothing was held, because this is not a ground or not a reason for it."),
        _("Choose one of these grounds: %(grounds)s; and one of these reasons: %(reasons)s."),
        "GDPR Art. 17(3)",
    ),
    "retention.no_such_certificate": Wording(
        _("Nothing was found. There is no such certificate."),
        _("Open the list of certificates and choose one there."),
    ),
    "retention.may_not_erase": Wording(
        _(
            "Nothing was erased. The notice in force gives the role “%(role)s” no part in answering "
            "all that a person may ask."
        ),
        _("Ask somebody in another role, or publish an edition that gives the role this part."),
        "GDPR Art. 29, 32(4)",
    ),
}
