"""How keeping the breach register is refused."""

from __future__ import annotations

from seloste.kernel.errors import Refusal


class NoSuchBreach(Refusal):
    """There is no such breach in the register."""

    code = "breaches.no_such_breach"


class NoPurpose(Refusal):
    """The notice has no purpose that serves security, or no category for files of breaches."""

    code = "breaches.no_purpose"


class NotAtThisPoint(Refusal):
    """The breach has not come so far yet, or has gone past it."""

    code = "breaches.not_at_this_point"


class AwareInFuture(Refusal):
    """Nobody can know today what happens tomorrow."""

    code = "breaches.aware_in_future"


class AwareAfterTold(Refusal):
    """What a processor tells the controller knows from then on."""

    code = "breaches.aware_after_told"


class NoSuchProcessor(Refusal):
    """The notice names no such recipient."""

    code = "breaches.no_such_processor"


class NoSuchCategory(Refusal):
    """The notice has no such category."""

    code = "breaches.no_such_category"


class FactsMissing(Refusal):
    """Part of what the register of breaches has to hold is not written down."""

    code = "breaches.facts_missing"


class ReasonsMissing(Refusal):
    """A decision without its reasons is none."""

    code = "breaches.reasons_missing"


class LateWithoutReasons(Refusal):
    """The notification went after the limit and does not say why."""

    code = "breaches.late_without_reasons"


class MustBeNotified(Refusal):
    """A breach of this risk is notified to the authority."""

    code = "breaches.must_be_notified"


class PersonsMustBeTold(Refusal):
    """The risk is high, and no exemption was stated."""

    code = "breaches.persons_must_be_told"


class WindowUnfit(Refusal):
    """The time to report on ends before it begins."""

    code = "breaches.window_unfit"


class NotAMoment(Refusal):
    """What was given is no date with a time of day."""

    code = "breaches.not_a_moment"


class TooLong(Refusal):
    """A text is longer than the register keeps."""

    code = "breaches.too_long"
