"""How a use is barred."""

from __future__ import annotations

from seloste.kernel.errors import Refusal


class Barred(Refusal):
    """The person's data may not be used for this purpose now."""

    code = "usability.barred"


class NoSuchRestriction(Refusal):
    """There is no such restriction, or it was lifted."""

    code = "usability.no_such_restriction"
