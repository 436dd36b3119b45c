"""What rights, channels, states, events and grounds are called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

WISHES: Mapping[str, Promise] = {
    "access": _("I want to know what data you have about me, and a copy of them"),
    "rectification": _("Something about me is wrong or missing: correct it"),
    "erasure": _("Erase my data"),
    "restriction": _("Keep my data, but do not use them for now"),
    "portability": _("I want the data I gave you in a file that I can take elsewhere"),
    "objection": _("I object to something my data are used for, such as marketing"),
    "withdrawal": _("I take back a consent that I gave"),
}
"""The rights in the words of whoever asks."""

KINDS: Mapping[str, Promise] = {
    "access": _("Access and copy (Art. 15)"),
    "rectification": _("Rectification (Art. 16)"),
    "erasure": _("Erasure (Art. 17)"),
    "restriction": _("Restriction (Art. 18)"),
    "portability": _("Portability (Art. 20)"),
    "objection": _("Objection (Art. 21)"),
    "withdrawal": _("Withdrawal of consent (Art. 7(3))"),
}
ARTICLES: Mapping[str, Promise] = {
    "access": _(
        "Art. 15: people may learn whether data about them are processed, and if so get a copy, "
        "with the purposes, recipients, sources and periods. The first copy is free, no reason is needed."
    ),
    "rectification": _(
        "Art. 16: what is wrong is corrected and what is incomplete completed, without undue delay. "
        "Ask only for proof that is in proportion. Recipients are told (Art. 19)."
    ),
    "erasure": _(
        "Art. 17: data go when they are not needed any more, when consent was withdrawn, after an "
        "objection, or when they were unlawful. What the law orders kept, or a claim needs, stays until "
        "its day; the answer says what, why and until when."
    ),
    "restriction": _(
        "Art. 18: while accuracy or an objection is examined, or when the person needs the data "
        "for a claim, they are kept and nothing else. Tell the person before it ends."
    ),
    "portability": _(
        "Art. 20: what the person gave, on consent or contract, is handed over in a structured, "
        "common, machine-readable form."
    ),
    "objection": _(
        "Art. 21: direct marketing stops at once, without a test. Against legitimate interests: "
        "stop, unless compelling grounds or claims weigh more; the data are restricted meanwhile."
    ),
    "withdrawal": _(
        "Art. 7(3): a consent can be taken back at any time, as easily as it was given. What was done "
        "before stays lawful."
    ),
}
"""What the article says, in our own words."""

CHANNELS: Mapping[str, Promise] = {
    "portal": _("Customer portal"),
    "form": _("Public form"),
    "email": _("E-mail"),
    "phone": _("Telephone"),
    "post": _("Letter"),
    "in_person": _("In person"),
    "other": _("Another way"),
}
STATES: Mapping[str, Promise] = {
    "received": pgettext_lazy("of a request", "Received"),
    "in_progress": pgettext_lazy("of a request", "Being worked on"),
    "waiting": pgettext_lazy("of a request", "Waiting for the person"),
    "answered": pgettext_lazy("of a request", "Answered"),
    "closed": pgettext_lazy("of a request", "Closed"),
    "withdrawn": pgettext_lazy("of a request", "Withdrawn"),
}
OUTCOMES: Mapping[str, Promise] = {
    "": pgettext_lazy("of a right that was asked", "open"),
    "granted": pgettext_lazy("of a right that was asked", "granted"),
    "partly_granted": pgettext_lazy("of a right that was asked", "partly granted"),
    "refused": pgettext_lazy("of a right that was asked", "refused"),
    "withdrawn": pgettext_lazy("of a right that was asked", "withdrawn"),
}
METHODS: Mapping[str, Promise] = {
    "portal": _("signed in to the portal"),
    "known_address": _("a link to an e-mail address we knew before"),
    "call_back": _("a call to a number we knew before"),
    "two_facts": _("two facts that we hold already"),
}
AUTHORITIES: Mapping[str, Promise] = {
    "written": _("a written authorisation"),
    "guardian": _("a guardian or a parent"),
    "lawyer": _("an attorney of the bar"),
}
LONGER: Mapping[str, Promise] = {
    "complexity": _("the request is complex"),
    "number": _("the person has made many requests"),
}
REFUSALS: Mapping[str, Promise] = {
    "identity_failure": _("It was not shown who asks (Art. 12(2))"),
    "manifestly_unfounded": _("Manifestly unfounded; we can prove it (Art. 12(5))"),
    "manifestly_excessive": _("Manifestly excessive; we can prove it (Art. 12(5))"),
    "malicious_intent": _("Asked with abusive intention; we can prove it (Art. 12(5))"),
    "legally_required": _("The law orders the data kept (Art. 17(3)(b))"),
    "legal_claims": _("Needed for legal claims (Art. 17(3)(e), 21(1))"),
    "compelling_grounds": _("Compelling legitimate grounds weigh more (Art. 21(1))"),
    "accurate": _("The data are right as they are (Art. 16)"),
    "still_needed": _("None of the grounds of erasure is there (Art. 17(1))"),
    "no_ground_to_restrict": _("None of the grounds of restriction is there (Art. 18(1))"),
    "others_rights": _("It would harm the rights of others (Art. 15(4), 20(4))"),
    "basis_gives_no_right": _("The legal basis gives no such right (Art. 20(1), 21(1))"),
}
FEES: Mapping[str, Promise] = {
    "further_copy": _("A further copy of the same data (Art. 15(3))"),
    "manifestly_unfounded": _("Manifestly unfounded; we can prove it (Art. 12(5))"),
    "manifestly_excessive": _("Manifestly excessive; we can prove it (Art. 12(5))"),
}
EVENTS: Mapping[str, Promise] = {
    "received": _("The request arrived"),
    "taken_down": _("Asked by word of mouth, and taken down"),
    "acknowledged": _("The person was told of the receipt"),
    "to_print": _("A letter is to be printed and sent"),
    "taken": _("Taken"),
    "left": _("Given back to the queue"),
    "matched": _("Found in the register"),
    "unmatched": _("Not linked to anybody of the register any more"),
    "identity_asked": _("Asked who they are; the clock stands"),
    "identity_link_made": _("A one-time link was made"),
    "identity_shown": _("Showed who they are"),
    "identity_not_shown": _("Could not show who they are"),
    "authority_asked": _("Asked for the authority to act for another"),
    "authority_shown": _("Showed the authority to act for another"),
    "clarification_asked": _("Asked what is meant; the clock stands"),
    "clarified": _("Said what is meant"),
    "extension_announced": _("An extension is to be told of"),
    "extended": _("Told of the extension; the time is longer"),
    "extension_not_told": _("The news of an extension did not go out; there is none"),
    "refused": _("A part was refused"),
    "fee_announced": _("A fee was announced"),
    "withdrawn": _("Taken back by the person"),
    "reminded": _("The controller was reminded"),
    "answered": _("Answered"),
    "closed": _("Closed"),
    "self_chosen": _("Found in the register a second time, and included"),
    "self_left": _("Somebody else in the register was left out again"),
    "passage_marked": _("A passage about somebody else is left out"),
    "passages_unmarked": _("Nothing is left out any more"),
    "carried_out": _("A part was carried out"),
    "answer_link_made": _("A one-time link to the answer was made"),
    "answer_sent_again": _("A new link to the answer is to go out"),
    "answer_told": _("The answer went out"),
    "answer_fetched": _("The answer was fetched"),
    "copy_erased": _("The copy that went with the answer was erased"),
    "lifting_announced": _("The end of the restriction is to be told"),
    "lifting_told": _("The person was told that the restriction ends"),
    "lifted": _("The restriction ended"),
}
"""What happened, by the code of the event. What another file adds is shown by its code."""

CHANNEL_STATES: Mapping[str, Promise] = {
    "in_order": pgettext_lazy("of a channel", "Works"),
    "being_tested": pgettext_lazy("of a channel", "Being tested"),
    "not_tested": pgettext_lazy("of a channel", "Not tested yet"),
    "failed": pgettext_lazy("of a channel", "Does not answer"),
}
