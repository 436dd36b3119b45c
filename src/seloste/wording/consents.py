"""How consents say no."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from seloste.wording.values import Wording

WORDINGS: Mapping[str, Wording] = {
    "consents.no_such_person": Wording(
        _("Nothing was recorded. No such customer or contact person is in the register any more."),
        _("Search again: two customers may have been merged into one."),
    ),
    "consents.not_by_consent": Wording(
        _("Nothing was recorded. The purpose “%(purpose)s” does not rest on consent."),
        _("See in the notice on which basis it rests; an objection may be what is meant."),
        "GDPR Art. 6(1)",
    ),
    "consents.not_by_soft_opt_in": Wording(
        _(
            "Nothing was recorded. The notice does not name the exception for one's own customers "
            "as the basis of the purpose “%(purpose)s”."
        ),
        _("Ask for consent, or publish an edition of the notice that names the exception."),
        "2002/58/EC Art. 13(2)",
    ),
    "consents.not_objectable": Wording(
        _(
            "Nothing was recorded. The purpose “%(purpose)s” rests on a basis to which nobody can "
            "object."
        ),
        _(
            "A consent is withdrawn instead; data kept on another basis may be erased or restricted."
        ),
        "GDPR Art. 21(1)",
    ),
    "consents.no_wording": Wording(
        _(
            "Nothing was recorded. The notice in force has no wording that one could consent to for "
            "the purpose “%(purpose)s”."
        ),
        _("Add “wording” to the purpose and publish the notice."),
        "GDPR Art. 7(2)",
    ),
    "consents.other_wording": Wording(
        _(
            "Nothing was recorded. What was shown is not the wording that the notice in force has "
            "for the purpose “%(purpose)s”."
        ),
        _("Show the wording that is in force now, and record what the person says to it."),
        "GDPR Art. 7(1)",
    ),
    "consents.witness_missing": Wording(
        _("Nothing was recorded. It was said aloud, and nobody is named who heard it."),
        _("Name the witness, or send the person a link to confirm by."),
        "GDPR Art. 7(1)",
    ),
    "consents.not_yet_said": Wording(
        _("Nothing was recorded. The day on which it was said has not come yet."),
        _("Give the day on which the person said it, or leave it out."),
    ),
    "consents.may_not_record": Wording(
        _(
            "Nothing was recorded. The notice does not let the role “%(role)s” use records of "
            "consents for the purpose “%(purpose)s”."
        ),
        _("Ask someone who may, or publish an edition of the notice that allows it."),
        "GDPR Art. 25(2)",
    ),
    "consents.confirmation_needed": Wording(
        _("Nothing was recorded. Anybody can give another person's address in a form."),
        _("Ask for a confirmation: a link is sent to the address, and its reader says yes."),
        "GDPR Art. 7(1)",
    ),
    "consents.only_by_the_person": Wording(
        _(
            "Nothing was recorded. This can be said only by the person, behind the link or signed in."
        ),
        _("Send the person a link, or record how they told it to you."),
        "GDPR Art. 4(11)",
    ),
    "consents.marketing_banned": Wording(
        _(
            "Nothing was recorded. This person, or an address of theirs, is under a marketing ban "
            "(“%(purpose)s”)."
        ),
        _("Only the person can say yes again, by a link sent to them at their own wish."),
        "GDPR Art. 21(3)",
    ),
    "consents.conditions_not_met": Wording(
        _(
            "Nothing was recorded. Marketing without consent for the purpose “%(purpose)s” needs "
            "all of the conditions, and one does not hold."
        ),
        _("Ask the person for consent instead."),
        "2002/58/EC Art. 13(2)",
    ),
    "consents.link_not_usable": Wording(
        _("Nothing was changed. The link was used, is too old, or is none of ours."),
        _("Ask for a new link, or tell us in any other way."),
    ),
    "consents.nothing_to_end": Wording(
        _("Nothing was changed. There is nothing on record that could end like this."),
        _("Look at the person's consents for what stands there now."),
    ),
    "consents.not_an_address": Wording(
        _("Nothing was banned. This is neither an e-mail address nor a telephone number."),
        _("Write it whole, a telephone number with its country code."),
    ),
    "consents.no_such_receipt": Wording(
        _("Nothing was found. There is no such receipt, or it was given already."),
        _("Look at the person's consents for what is on record."),
    ),
}
