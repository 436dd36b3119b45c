"""How requests of data subjects say no."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from seloste.wording.values import Wording

WORDINGS: Mapping[str, Wording] = {
    "rights.not_a_day": Wording(
        _("Nothing was computed. “%(day)s” is not a day of the calendar."),
        _("Write it as YYYY-MM-DD, such as 2026-11-16."),
    ),
    "rights.day_out_of_reach": Wording(
        _("Nothing was computed. Requests lie between %(first)s and %(last)s, not on %(day)s."),
        _("Look at the year."),
    ),
    "rights.not_a_pause": Wording(
        _("Nothing was computed. “%(pause)s” is not a pause."),
        _("Write it as FROM:TO, such as 2026-11-30:2026-12-14."),
    ),
    "rights.pause_backwards": Wording(
        _(
            "Nothing was computed. A pause from %(asked_on)s to %(sufficient_on)s is not possible: it "
            "begins on the day of receipt at the earliest, and does not end before it begins."
        ),
        _("Give the day on which you asked, and the day on which a sufficient answer came."),
    ),
    "rights.pause_too_late": Wording(
        _(
            "Nothing was computed. On %(asked_on)s the time had run out; what is asked then stops "
            "the clock no more."
        ),
        _("Answer without delay, and say why it is late."),
        "GDPR Art. 12(3), 12(6)",
    ),
    "rights.unknown_country": Wording(
        _("Nothing was computed. No list of public holidays is known for “%(country)s”."),
        _("Choose one of these: %(countries)s."),
        "Reg. (EEC, Euratom) No 1182/71 Art. 2(1)",
    ),
}
