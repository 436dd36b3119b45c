"""Restrictions, objections and consents as they bar a use."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from seloste.wording.values import Wording

WORDINGS: Mapping[str, Wording] = {
    "usability.barred": Wording(
        _(
            "Nothing was changed or shown. This person restricted the processing, objected to the "
            "purpose “%(purpose)s”, or has not consented to it (%(bar)s)."
        ),
        _(
            "See the person's requests and consents; restricted data serve only requests and claims."
        ),
        "GDPR Art. 7, 18(2), 21",
    ),
    "usability.no_such_restriction": Wording(
        _("Nothing was lifted. There is no such restriction, or it was lifted already."),
        _("Look at the person's page for what is restricted."),
        "GDPR Art. 18",
    ),
}
