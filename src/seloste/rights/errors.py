"""How the work on requests is refused."""

from __future__ import annotations

from seloste.kernel.errors import Refusal


class NotADay(Refusal):
    """A day is not one of the calendar."""

    code = "rights.not_a_day"


class DayOutOfReach(Refusal):
    """A day lies where no request can lie."""

    code = "rights.day_out_of_reach"


class NotAPause(Refusal):
    """A pause is not written as one."""

    code = "rights.not_a_pause"


class PauseBackwards(Refusal):
    """A pause ends before it begins, or begins before the request was received."""

    code = "rights.pause_backwards"


class PauseTooLate(Refusal):
    """A pause begins after the time had run out."""

    code = "rights.pause_too_late"


class UnknownCountry(Refusal):
    """No list of public holidays is known for the country."""

    code = "rights.unknown_country"


class NoPlaceForRequests(Refusal):
    """The notice has no purpose that serves rights, or no category for files of requests."""

    code = "rights.no_place_for_requests"


class NoSuchRequest(Refusal):
    """There is no such request."""

    code = "rights.no_such_request"


class NothingAsked(Refusal):
    """A request names no right."""

    code = "rights.nothing_asked"


class NobodyAsks(Refusal):
    """Nothing is known by which whoever asks could be answered."""

    code = "rights.nobody_asks"


class ReceivedLater(Refusal):
    """A request cannot have arrived later than now."""

    code = "rights.received_later"


class TooManyToday(Refusal):
    """All numbers of the day are taken."""

    code = "rights.too_many_today"


class NotOpen(Refusal):
    """The request was answered, closed or withdrawn already."""

    code = "rights.not_open"


class NotTheNext(Refusal):
    """Another request arrived earlier and nobody has taken it; no reason was given to pass it."""

    code = "rights.not_the_next"


class TakenAlready(Refusal):
    """Somebody else has taken the request."""

    code = "rights.taken_already"


class NobodyOfTheRegister(Refusal):
    """Whoever the request is said to be about is not in the register."""

    code = "rights.nobody_of_the_register"


class NoSuchPassage(Refusal):
    """A passage that was marked does not stand in the text."""

    code = "rights.no_such_passage"


class NothingWritten(Refusal):
    """What has to be written down was left empty."""

    code = "rights.nothing_written"


class NotAWayToShow(Refusal):
    """There is no such way to show who one is."""

    code = "rights.not_a_way_to_show"


class PapersNotAsked(Refusal):
    """Copies of identity papers are not asked for."""

    code = "rights.papers_not_asked"


class CodeAlone(Refusal):
    """A personal identity code alone, or with a name, proves nothing."""

    code = "rights.code_alone"


class NotAsked(Refusal):
    """What is to be answered was not asked."""

    code = "rights.not_asked"


class AskedAlready(Refusal):
    """It was asked already, and the answer is awaited."""

    code = "rights.asked_already"


class AddressNotKnown(Refusal):
    """The address is not one that the register knows of the person."""

    code = "rights.address_not_known"


class NobodyMatched(Refusal):
    """It is not known yet whom the request is about."""

    code = "rights.nobody_matched"


class TwoFactsNeeded(Refusal):
    """Two different facts are compared, of those that may be."""

    code = "rights.two_facts_needed"


class LinkNotUsable(Refusal):
    """The link was used, withdrawn, has expired, or never was."""

    code = "rights.link_not_usable"


class NoClarification(Refusal):
    """Only a request for a copy of much data may be asked what it means."""

    code = "rights.no_clarification"


class NotAGround(Refusal):
    """The law knows no such ground."""

    code = "rights.not_a_ground"


class ExtendedAlready(Refusal):
    """The time was extended before, or that was announced."""

    code = "rights.extended_already"


class TooLateToExtend(Refusal):
    """The first month is over."""

    code = "rights.too_late_to_extend"


class RefusalNotExtended(Refusal):
    """Nothing is left that could take longer: everything was refused."""

    code = "rights.refusal_not_extended"


class NothingAnnounced(Refusal):
    """No extension was announced that one could have told of."""

    code = "rights.nothing_announced"


class GroundNotForThis(Refusal):
    """The ground does not carry the refusal of this right."""

    code = "rights.ground_not_for_this"


class NotAskedFor(Refusal):
    """The request does not ask for this right."""

    code = "rights.not_asked_for"


class DecidedAlready(Refusal):
    """This part of the request was decided already."""

    code = "rights.decided_already"


class NoFee(Refusal):
    """The law lets nothing be charged here."""

    code = "rights.no_fee"


class NotAnAmount(Refusal):
    """The fee is not an amount of money."""

    code = "rights.not_an_amount"


class NotRepresented(Refusal):
    """Nobody asks in the name of another here."""

    code = "rights.not_represented"


class TooManyFromThere(Refusal):
    """The public form was used too often from one place."""

    code = "rights.too_many_from_there"


class NoSuchTest(Refusal):
    """There is no such test of a channel, or it has ended."""

    code = "rights.no_such_test"


class IdentityOpen(Refusal):
    """It is not clear yet that the person themselves asks."""

    code = "rights.identity_open"


class AuthorityOpen(Refusal):
    """A representative has not shown yet that they may act."""

    code = "rights.authority_open"


class SomethingHeld(Refusal):
    """The request is about somebody of whom something is kept."""

    code = "rights.something_held"


class NothingDiffers(Refusal):
    """What is to be right is what is kept already."""

    code = "rights.nothing_differs"


class CopyFirst(Refusal):
    """The same request asks for a copy, which must be made before anything is erased."""

    code = "rights.copy_first"


class LiftNotTold(Refusal):
    """The person was not told that the restriction will end."""

    code = "rights.lift_not_told"


class NoSuchRestrictionOfRequest(Refusal):
    """No restriction of this request is on, or the day is not one to come."""

    code = "rights.no_such_restriction"


class NothingToTakeAlong(Refusal):
    """Nothing that the person gave rests on consent or a contract."""

    code = "rights.nothing_to_take_along"


class NoSuchPurposeHere(Refusal):
    """No purpose was named, or one for which this cannot be decided."""

    code = "rights.no_such_purpose_here"


class PartsOpen(Refusal):
    """Not every right that was asked has been decided."""

    code = "rights.parts_open"


class NotAnswered(Refusal):
    """The request has no answer yet."""

    code = "rights.not_answered"


class NoAddress(Refusal):
    """There is no address to which a link could be sent."""

    code = "rights.no_address"


class NotAFile(Refusal):
    """What was given as the file of a request is none."""

    code = "rights.not_a_file"


class NotAllOpen(Refusal):
    """The role may not open all that is held, and a copy has no gaps."""

    code = "rights.not_all_open"
