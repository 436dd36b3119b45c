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
