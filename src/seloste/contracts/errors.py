"""How keeping contracts is refused."""

from __future__ import annotations

from seloste.kernel.errors import Refusal


class NoSuchService(Refusal):
    """There is no service of that name on offer."""

    code = "contracts.no_such_service"


class ServiceExists(Refusal):
    """A service of that name is there already."""

    code = "contracts.service_exists"


class NoSuchContract(Refusal):
    """There is no such contract."""

    code = "contracts.no_such_contract"


class EndsBeforeStart(Refusal):
    """A contract cannot end before it starts."""

    code = "contracts.ends_before_start"


class NotAPeriod(Refusal):
    """The period of renewal is not one."""

    code = "contracts.not_a_period"
