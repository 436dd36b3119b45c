"""How erasing and holding are refused."""

from __future__ import annotations

from seloste.kernel.errors import Refusal


class NothingToErase(Refusal):
    """Nothing of what was asked for can go now."""

    code = "retention.nothing_to_erase"


class NoSuchPerson(Refusal):
    """Nothing is kept of such a person."""

    code = "retention.no_such_person"


class NoSuchHold(Refusal):
    """There is no such hold, or it was closed."""

    code = "retention.no_such_hold"


class NothingToHold(Refusal):
    """Of what the hold would keep, nothing is there."""

    code = "retention.nothing_to_hold"


class NotAGround(Refusal):
    """This is not a ground for holding data, or not a reason."""

    code = "retention.not_a_ground"


class NoSuchCertificate(Refusal):
    """There is no such certificate."""

    code = "retention.no_such_certificate"


class MayNotErase(Refusal):
    """The notice gives the role no part in erasing."""

    code = "retention.may_not_erase"
