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
    "rights.no_place_for_requests": Wording(
        _(
            "Nothing was registered. The notice has no purpose that serves rights, or no category for "
            "files of requests."
        ),
        _("Give a purpose “serves: rights”, and a category the field request.file; publish it."),
        "GDPR Art. 12(2), 13(2)(b)",
    ),
    "rights.no_such_request": Wording(
        _("Nothing was found. There is no such request."),
        _("Look the number up in the queue."),
    ),
    "rights.nothing_asked": Wording(
        _("Nothing was registered. No right was chosen."),
        _("Choose what is asked; ask the person when the words leave it open."),
        "GDPR Art. 12(2)",
    ),
    "rights.nobody_asks": Wording(
        _("Nothing was registered. Nothing says who asks or how to answer them."),
        _("Give a name, an address, a telephone number, or the customer."),
        "GDPR Art. 12(3)",
    ),
    "rights.received_later": Wording(
        _("Nothing was registered. %(day)s or its hour has not come yet."),
        _("Give the day and hour at which the request arrived."),
        "GDPR Art. 12(3)",
    ),
    "rights.too_many_today": Wording(
        _("Nothing was registered. All numbers of that day are taken."),
        _("Look whether the form is being abused, and try again tomorrow."),
    ),
    "rights.not_open": Wording(
        _("Nothing was changed. The request was answered, closed or withdrawn already."),
        _("Look at its page; a new wish is a new request."),
        "GDPR Art. 12(3)",
    ),
    "rights.not_the_next": Wording(
        _("Nothing was taken. Request %(next)s arrived earlier, and nobody has taken it."),
        _("Take that one, or write down why this one goes first."),
        "GDPR Art. 12(3)",
    ),
    "rights.taken_already": Wording(
        _("Nothing was taken. Somebody else is working on this request."),
        _("Take the next one, or ask them to leave it to you."),
    ),
    "rights.nobody_of_the_register": Wording(
        _("Nothing was linked. Whoever was named is not in the register."),
        _("Find the customer or contact person first; a request by someone unknown needs none."),
        "GDPR Art. 12(2)",
    ),
    "rights.no_such_passage": Wording(
        _("Nothing was left out. The words that were marked do not stand in that text."),
        _("Mark them as they stand there, letter for letter."),
        "GDPR Art. 15(4)",
    ),
}
