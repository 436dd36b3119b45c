"""How the breach register says no."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from seloste.wording.values import Wording

WORDINGS: Mapping[str, Wording] = {
    "breaches.no_such_breach": Wording(
        _("Nothing was done. There is no such breach in the register."),
        _("Look at the list of breaches for its number."),
        "GDPR Art. 33(5)",
    ),
    "breaches.no_purpose": Wording(
        _(
            "Nothing was written down. The notice in force has no purpose that serves security, or "
            "no category for the files of breaches."
        ),
        _(
            "Publish an edition with a purpose that has “serves: security”, and with the field "
            "breach.file in a category that it uses."
        ),
        "GDPR Art. 5(1)(b), 33(5)",
    ),
    "breaches.not_at_this_point": Wording(
        _(
            "Nothing was changed. Breach %(number)s is at “%(state)s”, and this does not follow on it."
        ),
        _(
            "Take the steps in their order: write down, assess, notify or decide not to, close. For "
            "what comes to light after closing, record a new breach."
        ),
        "GDPR Art. 33",
    ),
    "breaches.aware_in_future": Wording(
        _("Nothing was written down. The moment lies in the future."),
        _("Give the moment as it was: the day, and the time of day."),
        "GDPR Art. 33(1)",
    ),
    "breaches.aware_after_told": Wording(
        _(
            "Nothing was written down. What a processor tells is known from then on, so you were "
            "aware no later than you were told."
        ),
        _(
            "Give as the moment of awareness the one at which the processor told you, or an earlier one."
        ),
        "GDPR Art. 33(2)",
    ),
    "breaches.no_such_processor": Wording(
        _("Nothing was written down. The notice names no such recipient."),
        _("Choose one of these: %(processors)s."),
        "GDPR Art. 28, 33(2)",
    ),
    "breaches.no_such_category": Wording(
        _("Nothing was written down. The notice has no such category."),
        _("Choose among these: %(categories)s."),
        "GDPR Art. 33(3)(a)",
    ),
    "breaches.facts_missing": Wording(
        _("Nothing was changed. This is not written down or decided yet: %(missing)s."),
        _("Write it down or decide it first; every breach is documented, notified or not."),
        "GDPR Art. 33(5)",
    ),
    "breaches.reasons_missing": Wording(
        _("Nothing was decided. The reasons are not written down."),
        _("Write in a sentence or two why; the authority may ask for it."),
        "GDPR Art. 5(2), 33(5)",
    ),
    "breaches.late_without_reasons": Wording(
        _(
            "Nothing was recorded. The notification went after %(hours)s hours, and the reasons for "
            "the delay are not stated."
        ),
        _("State the reasons for the delay, and give them to the authority too."),
        "GDPR Art. 33(1)",
    ),
    "breaches.must_be_notified": Wording(
        _(
            "Nothing was decided. The breach was assessed as “%(risk)s”, and then the authority is "
            "notified."
        ),
        _("Notify the authority. If the assessment was wrong, assess it again with reasons."),
        "GDPR Art. 33(1)",
    ),
    "breaches.persons_must_be_told": Wording(
        _(
            "Nothing was decided. The risk was assessed as high, and then the persons concerned are "
            "told, unless one of three exemptions holds."
        ),
        _(
            "Tell them, or state the exemption: the data were unreadable to others, the high risk has "
            "gone, or telling each would be out of proportion and it is made public instead."
        ),
        "GDPR Art. 34(1), 34(3)",
    ),
    "breaches.window_unfit": Wording(
        _("Nothing was counted. The time ends before it begins."),
        _("Give first the earlier moment, then the later one."),
    ),
    "breaches.not_a_moment": Wording(
        _("Nothing was done. A date with a time of day was expected."),
        _("Write it like this: %(example)s."),
    ),
    "breaches.too_long": Wording(
        _("Nothing was written down. A text is longer than %(most)s characters."),
        _("Shorten it; keep long reports beside the register and mention them."),
    ),
}
