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
