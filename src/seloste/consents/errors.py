"""How keeping consents is refused."""

from __future__ import annotations

from seloste.kernel.errors import Refusal


class NoSuchPerson(Refusal):
    """There is no such customer or contact person, or it was merged into another."""

    code = "consents.no_such_person"


class NotByConsent(Refusal):
    """The purpose does not rest on consent."""

    code = "consents.not_by_consent"


class NotBySoftOptIn(Refusal):
    """The purpose does not rest on the exception for one's own customers."""

    code = "consents.not_by_soft_opt_in"


class NotObjectable(Refusal):
    """Nobody can object to this purpose: its legal basis does not take objections."""

    code = "consents.not_objectable"


class NoWording(Refusal):
    """The notice in force says nothing that the person could consent to."""

    code = "consents.no_wording"


class OtherWording(Refusal):
    """What was shown is not what the notice in force says."""

    code = "consents.other_wording"


class WitnessMissing(Refusal):
    """It was said aloud, and nobody is named who heard it."""

    code = "consents.witness_missing"


class NotYetSaid(Refusal):
    """The day on which it was said has not come."""

    code = "consents.not_yet_said"


class MayNotRecord(Refusal):
    """The notice does not let the role use records of consents."""

    code = "consents.may_not_record"


class ConfirmationNeeded(Refusal):
    """Whoever filled in a form may have given another person's address."""

    code = "consents.confirmation_needed"


class OnlyByThePerson(Refusal):
    """Staff or a program tried to say yes in the person's place."""

    code = "consents.only_by_the_person"


class MarketingBanned(Refusal):
    """The person, or the address, is under a marketing ban."""

    code = "consents.marketing_banned"


class ConditionsNotMet(Refusal):
    """Not all conditions of marketing without consent hold."""

    code = "consents.conditions_not_met"


class LinkNotUsable(Refusal):
    """The link is none of this register, was used, or is too old."""

    code = "consents.link_not_usable"


class NothingToEnd(Refusal):
    """There is nothing on record that could end."""

    code = "consents.nothing_to_end"


class NotAnAddress(Refusal):
    """What was given is neither an e-mail address nor a telephone number."""

    code = "consents.not_an_address"


class NoSuchReceipt(Refusal):
    """There is no such receipt, or it was given already."""

    code = "consents.no_such_receipt"
