"""How filling a register with an invented business is refused."""

from __future__ import annotations

from seloste.kernel.errors import Refusal


class NotEmpty(Refusal):
    """There are customers in the register; invented ones may not be mixed with them."""

    code = "demo.not_empty"
