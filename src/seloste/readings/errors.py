"""How a reading is refused."""

from __future__ import annotations

from seloste.kernel.errors import Refusal


class NotAllowed(Refusal):
    """The notice in force does not let this role use these categories for this purpose."""

    code = "readings.not_allowed"
