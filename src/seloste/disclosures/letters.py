"""The letter by which a person tells a recipient: made from the message, in three languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy, override

from seloste.disclosures.values import DutyKind, Message
from seloste.kernel.languages import Language, in_language
from seloste.notice.fields import FIELDS
from seloste.notice.values import Notice, Recipient

_SUBJECTS = {
    "correct": gettext_lazy("Personal data have been corrected"),
    "erase": gettext_lazy("Personal data have been erased"),
    "restrict": gettext_lazy("The processing of personal data has been restricted"),
    "lift": gettext_lazy("A restriction of processing has been lifted"),
    "withdraw": gettext_lazy("Personal data may no longer be used for a purpose"),
}
_SAYS = {
    "correct": gettext_lazy(
        "We have corrected personal data that we have given you. Please correct them in your own "
        "systems too (GDPR Art. 16 and 19)."
    ),
    "erase": gettext_lazy(
        "We have erased this person's data. Please erase what you have received from us, with "
        "links and copies, unless the law obliges you to keep it (GDPR Art. 17 and 19). When you "
        "have told us that it is done, erase this letter too."
    ),
    "restrict": gettext_lazy(
        "The processing of this person's data has been restricted. Keep what you have received "
        "from us, but do not use it for anything until we tell you that the restriction has been "
        "lifted (GDPR Art. 18 and 19)."
    ),
    "lift": gettext_lazy(
        "The restriction of which we told you has been lifted. You may use this person's data "
        "again as agreed (GDPR Art. 18 and 19)."
    ),
    "withdraw": gettext_lazy(
        "This person has withdrawn their consent, or objects to the use of their data. Please stop "
        "the use at once (GDPR Art. 7(3) and 21)."
    ),
}

_BY_PLACE: Mapping[str, Language] = {"FI": "fi", "SE": "sv", "AX": "sv"}


@dataclass(frozen=True, slots=True, repr=False)
class RecipientLetter:
    """A letter to a recipient. Never shown by `repr`.

    Attributes:
        subject: without anything of the person.
        text: plain text, to be copied or printed.
    """

    subject: str
    text: str


def language_of(recipient: Recipient | None) -> Language:
    """Return in which language the recipient is written to, by the place where it keeps the data."""
    return _BY_PLACE.get((recipient.place if recipient else None) or "", "en")


def letter(message: Message, *, notice: Notice, language: Language) -> RecipientLetter:
    """Return the letter that tells the recipient what the message says."""
    with override(language):
        parts = [
            [_name(notice, message.recipient, language)],
            [str(_SAYS[message.kind])],
            _lines(gettext("Whom this is about"), _pairs(message.naming, language)),
            *_about(message, notice, language),
            [
                gettext(
                    "Please confirm in writing when this is done, or tell us why it cannot be done. "
                    "State the reference %(reference)s."
                )
                % {"reference": reference(message.duty)}
            ],
            _signature(notice),
        ]
        text = "\n\n".join("\n".join(part) for part in parts if part)
        return RecipientLetter(subject(message.kind, message.duty), f"{text}\n")


def subject(kind: DutyKind, duty: int) -> str:
    """Return the subject of the letter in the language in use."""
    return f"{_SUBJECTS[kind]} ({reference(duty)})"


def reference(duty: int) -> str:
    """Return what both sides call the duty."""
    return f"S-{duty}"


def _about(message: Message, notice: Notice, language: Language) -> Iterator[list[str]]:
    if message.kind == "correct":
        yield _lines(gettext("What was corrected"), _corrections(message, language))
    elif message.kind == "withdraw" and (purpose := notice.purposes.get(message.purpose)):
        yield _lines(gettext("For this purpose"), [in_language(purpose.title, language)])
    else:
        titles = [capfirst(_title(field, language)) for field in message.fields]
        yield _lines(gettext("What it is about"), titles)


def _corrections(message: Message, language: Language) -> Iterator[str]:
    for field, value in message.after.items():
        facts = {
            "field": capfirst(_title(field, language)),
            "before": _said(message.before.get(field)),
            "after": _said(value),
        }
        if not facts["after"]:
            yield gettext("%(field)s: %(before)s has been removed") % facts
        elif facts["before"]:
            yield gettext("%(field)s: %(before)s is now %(after)s") % facts
        else:
            yield gettext("%(field)s: is now %(after)s") % facts


def _lines(title: str, items: Iterable[str]) -> list[str]:
    found = list(items)
    return [f"{title}:", *(f"- {item}" for item in found)] if found else []


def _pairs(values: Mapping[str, object], language: Language) -> Iterator[str]:
    for field, value in values.items():
        yield f"{capfirst(_title(field, language))}: {_said(value)}"


def _title(field: str, language: Language) -> str:
    known = FIELDS.get(field)
    return known.title[language] if known else field


def _said(value: object) -> str:
    """Return a value in one line."""
    if isinstance(value, Mapping):
        return ", ".join(filter(None, map(_said, value.values())))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(filter(None, map(_said, value)))
    return " ".join(str(value or "").split())


def _name(notice: Notice, recipient: str, language: Language) -> str:
    declared = notice.recipients.get(recipient)
    return (in_language(declared.name, language) if declared else "") or recipient


def _signature(notice: Notice) -> list[str]:
    controller = notice.controller
    if controller is None:
        return []
    address = controller.postal_address
    place = f"{address.street}, {address.postal_code} {address.city}" if address else ""
    return [
        line
        for line in (controller.name, place, controller.email or "", controller.phone or "")
        if line
    ]
