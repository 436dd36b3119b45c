"""The words of the drafts: what the law asks for, in plain language."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NATURES: Mapping[str, Promise] = {
    "confidentiality": _("others saw or received the data (confidentiality)"),
    "integrity": _("the data were changed (integrity)"),
    "availability": _("the data were lost or could not be reached (availability)"),
}
DATA_SUBJECTS: Mapping[str, Promise] = {
    "customer": _("customers"),
    "contact_person": _("contact persons of customers"),
    "staff": _("staff"),
}

NOT_YET_KNOWN = _("Not yet known.")
ABOUT = _("About %(number)s.")

AUTHORITY_SUBJECT = _("Notification of a personal data breach: %(controller)s, breach %(number)s")
AUTHORITY_TITLE = _("Notification of a personal data breach (GDPR Art. 33)")
CONTROLLER = _("Controller")
CONTACT = _("Contact point for more information (Art. 33(3)(b))")
TIMES = _("When")
HAPPENED = _("It happened, or began: %(moment)s.")
HAPPENED_UNKNOWN = _("When it happened is not yet known.")
AWARE = _("We became aware of it: %(moment)s.")
PROCESSOR = _("Our processor %(processor)s told us of it: %(moment)s.")
LIMIT = _("%(hours)s hours from then ended: %(moment)s.")
WITHIN = _("This notification is made within %(hours)s hours.")
LATE = _("This notification is made after %(hours)s hours. Reasons for the delay: %(reasons)s")
REASONS_TO_FILL_IN = _("[write the reasons here]")
NATURE = _("What happened (Art. 33(3)(a))")
CATEGORIES_OF_PERSONS = _("Persons concerned: %(kinds)s.")
NUMBER_OF_PERSONS = _("Number of persons:")
CATEGORIES_OF_DATA = _("Data concerned: %(categories)s.")
NUMBER_OF_RECORDS = _("Number of records:")
CONSEQUENCES = _("Likely consequences (Art. 33(3)(c))")
MEASURES = _("What was done, and what is planned (Art. 33(3)(d))")
PERSONS = _("Telling the persons concerned (Art. 34)")
PERSONS_TOLD = _("They were told: %(moment)s.")
PERSONS_NOT_TOLD = _("They are not told one by one. Our reasons are in our register of breaches.")
PERSONS_UNDECIDED = _("It is not yet decided.")
PHASES = _(
    "The rest of the information follows as soon as we have it, without undue further delay "
    "(Art. 33(4))."
)

PERSON_SUBJECT = _("Your personal data: what happened and what you can do")
PERSON_OPENING = _(
    "Something happened that concerns your personal data with us. We tell you of it so that you "
    "can protect yourself."
)
PERSON_WHAT = _("What happened")
PERSON_DATA = _("Which data")
PERSON_DATA_ARE = _("It concerns these data of yours: %(categories)s.")
PERSON_EFFECTS = _("What may follow")
PERSON_MEASURES = _("What we have done")
PERSON_ADVICE = _("What you can do")
PERSON_CONTACT = _("Whom you can ask")
PERSON_COMPLAINT = _("You also have the right to lodge a complaint with a supervisory authority:")
TO_FILL_IN = _("[write here]")
