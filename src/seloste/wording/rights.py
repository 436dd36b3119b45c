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
    "rights.nothing_written": Wording(
        _("Nothing was changed. What has to be written down was left empty."),
        _("Write it in a sentence or two; it is kept under seal with the request."),
        "GDPR Art. 5(2), 12(4)",
    ),
    "rights.not_a_way_to_show": Wording(
        _("Nothing was asked. That is not a way for somebody to show who they are."),
        _("Choose one of these: %(methods)s."),
        "GDPR Art. 12(6)",
    ),
    "rights.papers_not_asked": Wording(
        _(
            "Nothing was asked. Copies of identity papers are not asked for: they say far more than "
            "is needed to answer."
        ),
        _("Send a link to an address you knew before, call back, or compare two facts."),
        "GDPR Art. 5(1)(c), 12(6)",
    ),
    "rights.code_alone": Wording(
        _(
            "Nothing was asked. A personal identity code, alone or with a name, may not be the only "
            "proof of who somebody is."
        ),
        _("Send a link to an address you knew before, call back, or compare two facts."),
        "Act 1050/2018, s. 29",
    ),
    "rights.not_asked": Wording(
        _("Nothing was changed. This was not asked, or it was answered already."),
        _("Look at what happened to the request."),
    ),
    "rights.asked_already": Wording(
        _("Nothing was asked. It was asked already, and the answer is awaited."),
        _("Wait for the answer, or write down that none came."),
        "GDPR Art. 12(6)",
    ),
    "rights.address_not_known": Wording(
        _("Nothing was sent. The register does not know this address of the person."),
        _("Choose an address that was in the register before the request."),
        "GDPR Art. 12(6)",
    ),
    "rights.nobody_matched": Wording(
        _("Nothing was asked. It is not known yet whom the request is about."),
        _("Find the customer first; there is nothing to compare with before."),
        "GDPR Art. 12(6)",
    ),
    "rights.two_facts_needed": Wording(
        _("Nothing was compared. Two different facts are needed, of those that may be compared."),
        _("Choose two of these: %(facts)s."),
        "GDPR Art. 5(1)(c), 12(6)",
    ),
    "rights.link_not_usable": Wording(
        _("Nothing was confirmed. The link was used, replaced, or is past its last day."),
        _("Answer the letter it came with, and ask for a new one."),
    ),
    "rights.no_clarification": Wording(
        _("Nothing was asked. Only a request for a copy of the data may be asked what is meant."),
        _("Answer what the words say."),
        "GDPR recital 63",
    ),
    "rights.not_a_ground": Wording(
        _("Nothing was decided. The law knows no such ground."),
        _("Choose one of these: %(grounds)s."),
        "GDPR Art. 12(3), 12(5)",
    ),
    "rights.extended_already": Wording(
        _(
            "Nothing was extended. The time was extended already, or that is under way: once is all."
        ),
        _("Answer what is ready, and the rest by the last day."),
        "GDPR Art. 12(3)",
    ),
    "rights.too_late_to_extend": Wording(
        _("Nothing was extended. The first month was over on %(until)s."),
        _("Answer without delay, and say why it is late."),
        "GDPR Art. 12(3)",
    ),
    "rights.refusal_not_extended": Wording(
        _("Nothing was extended. Everything is decided, and a refusal cannot be extended."),
        _("Send the answer."),
        "GDPR Art. 12(4)",
    ),
    "rights.nothing_announced": Wording(
        _("Nothing was changed. No extension is announced that the person is to be told of."),
        _("Announce it first, with its reasons."),
        "GDPR Art. 12(3)",
    ),
    "rights.ground_not_for_this": Wording(
        _("Nothing was refused. The ground “%(ground)s” does not carry a refusal of this right."),
        _("Choose another ground, or do what is asked."),
        "GDPR Art. 12(2), 12(5), 17(3), 21",
    ),
    "rights.not_asked_for": Wording(
        _("Nothing was decided. The request does not ask for this right."),
        _("Choose one of the rights that it asks for."),
    ),
    "rights.decided_already": Wording(
        _("Nothing was decided. This part of the request was decided already."),
        _("Look at what was decided; a mistake is set right by a new request."),
    ),
    "rights.no_fee": Wording(
        _("Nothing was charged. The first copy is free, and so is every right that is exercised."),
        _(
            "A fee is possible for a further copy of the same data, or for what is manifestly "
            "unfounded or excessive, and you have to prove that."
        ),
        "GDPR Art. 12(5), 15(3)",
    ),
    "rights.not_an_amount": Wording(
        _("Nothing was charged. That is not an amount of money."),
        _("Write it in euros and cents, such as 12.50, on your costs and no more."),
        "GDPR Art. 12(5)",
    ),
    "rights.not_represented": Wording(
        _("Nothing was changed. Nobody asks in the name of another here."),
        _("Authority is asked of a representative only."),
        "GDPR Art. 12(2)",
    ),
    "rights.too_many_from_there": Wording(
        _("Nothing was sent. The form was used too often from your network in this hour."),
        _("Try again in an hour, or write, call or come: the notice says where."),
        "GDPR Art. 12(2)",
    ),
    "rights.no_such_test": Wording(
        _("Nothing was confirmed. No test of this channel goes on."),
        _("Look at the channels; each is tested again by itself."),
    ),
    "rights.identity_open": Wording(
        _("Nothing was done. It is not clear yet that the person themselves asks."),
        _(
            "Settle the question who asks first; a no to marketing or to a consent is obeyed at once."
        ),
        "GDPR Art. 12(2), 12(6)",
    ),
    "rights.authority_open": Wording(
        _("Nothing was done. Whoever asks in another's name has not shown yet that they may."),
        _("Ask for the authority, and write down how it was shown."),
        "GDPR Art. 12(2)",
    ),
    "rights.something_held": Wording(
        _("Nothing was decided. The request is about somebody of whom something is kept."),
        _("Make the copy, or take the link to that person away if it is wrong."),
        "GDPR Art. 15(1)",
    ),
    "rights.nothing_differs": Wording(
        _("Nothing was changed. What is to be right is what is kept already."),
        _("Write what differs, or keep a statement of the person, or decline with reasons."),
        "GDPR Art. 16",
    ),
    "rights.copy_first": Wording(
        _("Nothing was erased. The same request asks for a copy, which has to be made first."),
        _("Make the copy, then erase: what is erased is still in it."),
        "GDPR Art. 15(3), 17",
    ),
    "rights.lift_not_told": Wording(
        _("Nothing was lifted. The person has not been told that the restriction will end."),
        _("Announce it, and write down that they were told."),
        "GDPR Art. 18(3)",
    ),
    "rights.no_such_restriction": Wording(
        _("Nothing was done. No restriction of this request is on, or the day has passed."),
        _("Look at the restrictions of the person, and choose a day that is not over."),
        "GDPR Art. 18(3)",
    ),
    "rights.nothing_to_take_along": Wording(
        _("Nothing was made. Nothing that the person gave rests on consent or on a contract."),
        _("Refuse with reasons, and offer a copy."),
        "GDPR Art. 20(1)",
    ),
    "rights.no_such_purpose_here": Wording(
        _("Nothing was decided. No purpose was named, or one for which this cannot be decided."),
        _("Choose purposes from the list."),
        "GDPR Art. 7(3), 21",
    ),
    "rights.parts_open": Wording(
        _("Nothing was sent. Not every right that was asked has been decided."),
        _("Decide each part of the request; then the letter can be made."),
        "GDPR Art. 12(3)",
    ),
    "rights.not_answered": Wording(
        _("Nothing was sent. The request has no answer yet."),
        _("Answer it first."),
        "GDPR Art. 12(3)",
    ),
    "rights.no_address": Wording(
        _("Nothing was sent. No e-mail address is known to which a link could go."),
        _("Answer on paper, or write down the address."),
        "GDPR Art. 12(1)",
    ),
    "rights.not_a_file": Wording(
        _(
            "Nothing was registered. The file is not a JSON object of texts by the names that a "
            "request has, or one of them is too long."
        ),
        _("“seloste requests receive --help” lists the names."),
    ),
    "rights.not_all_open": Wording(
        _("No copy was made. The notice does not let your role open all of it: %(categories)s."),
        _("Let somebody make it whose role may; a copy has no gaps."),
        "GDPR Art. 15(3)",
    ),
}
