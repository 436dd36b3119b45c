"""How giving data, and telling recipients, is refused."""

from __future__ import annotations

from seloste.kernel.errors import Refusal


class NotInNotice(Refusal):
    """The notice in force does not let this recipient have these categories for this purpose."""

    code = "disclosures.not_in_notice"


class NoSuchDuty(Refusal):
    """There is no such duty."""

    code = "disclosures.no_such_duty"


class DutySettled(Refusal):
    """The duty was settled already."""

    code = "disclosures.duty_settled"


class NothingLeftToTell(Refusal):
    """What the duty would tell can no longer be opened."""

    code = "disclosures.nothing_left_to_tell"


class NotAReason(Refusal):
    """This is not a reason for not telling a recipient."""

    code = "disclosures.not_a_reason"


class AnsweredTooSoon(Refusal):
    """The answer is said to have come before the duty was there, or in the future."""

    code = "disclosures.answered_too_soon"


class NoConnector(Refusal):
    """No connector is set up for the recipient: somebody has to tell it."""

    code = "disclosures.no_connector"


class ConnectorsExposed(Refusal):
    """Others than the owner may read the file with the connectors' secrets."""

    code = "disclosures.connectors_exposed"


class ConnectorsUnreadable(Refusal):
    """The file with the connectors cannot be understood."""

    code = "disclosures.connectors_unreadable"
