"""Drafts of the notification to the authority and of the letter to persons, from the file.

A draft is text to look through, complete and send by hand: nothing leaves by itself. What is not
known yet is said to be so, or left open in square brackets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import override

from seloste.breaches import rules
from seloste.breaches import sentences as say
from seloste.breaches.values import IN_FORCE, BreachView, Draft, OpenedBreach
from seloste.kernel.languages import Language, in_language
from seloste.notice.data.authorities import AUTHORITIES
from seloste.notice.rendering.words import day
from seloste.notice.values import Notice, Party

Addressee = Literal["authority", "persons"]
ADDRESSEES: tuple[Addressee, ...] = get_args(Addressee)

Part = tuple[Promise | str, Iterable[str]]
"""A heading and the lines under it."""


def draft(
    opened: OpenedBreach, notice: Notice, *, to: Addressee, language: Language, at: datetime
) -> Draft:
    """Return the draft in the language, by what is known now.

    Args:
        opened: the breach with its file.
        notice: the edition in force.
        to: the authority, or the persons concerned.
        language: of the draft; the file stands in it as it was written.
        at: now, UTC: whether a notification is late is told by it, until one was made.

    Source: GDPR Art. 33(3)(a)–(d), 34(2).
    """
    with override(language):
        if to == "authority":
            return _to_authority(opened, notice, language, at)
        return _to_persons(opened, notice, language)


def _to_authority(opened: OpenedBreach, notice: Notice, language: Language, at: datetime) -> Draft:
    view, party = opened.view, notice.controller
    named = {"controller": party.name if party else "", "number": view.number}
    parts: tuple[Part, ...] = (
        (say.CONTROLLER, _party(party)),
        (say.CONTACT, _contact(notice, language)),
        (say.TIMES, _times(opened, notice, language, at)),
        (say.NATURE, _nature(opened, notice, language)),
        (say.CONSEQUENCES, [_text(opened, "effects", say.NOT_YET_KNOWN)]),
        (say.MEASURES, [_text(opened, "measures", say.NOT_YET_KNOWN)]),
        (say.PERSONS, [_telling(view, notice, language)]),
    )
    authority = AUTHORITIES.get(notice.authority or "")
    return Draft(
        subject=str(say.AUTHORITY_SUBJECT % named),
        to=(authority.name[language], authority.website) if authority else (),
        opening=str(say.AUTHORITY_TITLE),
        parts=_filled(parts),
        closing=() if view.completed_at else (str(say.PHASES),),
    )


def _to_persons(opened: OpenedBreach, notice: Notice, language: Language) -> Draft:
    view = opened.view
    titles = _titles(view, notice, language)
    which = say.PERSON_DATA_ARE % {"categories": titles} if titles else str(say.TO_FILL_IN)
    parts: tuple[Part, ...] = (
        (say.PERSON_WHAT, [_text(opened, "facts", say.TO_FILL_IN)]),
        (say.PERSON_DATA, [str(which)]),
        (say.PERSON_EFFECTS, [_text(opened, "effects", say.TO_FILL_IN)]),
        (say.PERSON_MEASURES, [_text(opened, "measures", say.TO_FILL_IN)]),
        (say.PERSON_ADVICE, [_text(opened, "advice", say.TO_FILL_IN)]),
        (say.PERSON_CONTACT, _contact(notice, language)),
    )
    signed = (notice.controller.name,) if notice.controller else ()
    return Draft(
        subject=str(say.PERSON_SUBJECT),
        to=(),
        opening=str(say.PERSON_OPENING),
        parts=_filled(parts),
        closing=(*_complaint(notice, language), *signed),
    )


def _filled(parts: Iterable[Part]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((str(title), tuple(filter(None, lines))) for title, lines in parts)


def _party(party: Party | None) -> Iterator[str]:
    if party is None:
        return
    yield party.name
    yield party.business_id or ""
    if address := party.postal_address:
        yield f"{address.street}, {address.postal_code} {address.city}"
    yield party.email or ""
    yield party.phone or ""


def _contact(notice: Notice, language: Language) -> Iterator[str]:
    """Return the data protection officer, or who else answers (Art. 33(3)(b))."""
    officer = notice.data_protection_officer
    if isinstance(officer, Party):
        yield from _party(officer)
        return
    contact = notice.contact
    if contact is not None and contact.person:
        role = in_language(contact.role, language)
        yield f"{contact.person}, {role}" if role else contact.person
    for channel in contact.channels if contact else ():
        if channel.kind in {"email", "phone"} and channel.address:
            yield channel.address


def _times(opened: OpenedBreach, notice: Notice, language: Language, at: datetime) -> Iterator[str]:
    view = opened.view

    def said(sentence: Promise, moment: datetime, **more: object) -> str:
        return str(sentence % {"moment": _moment(moment, notice, language), **more})

    if view.happened_at is None:
        yield str(say.HAPPENED_UNKNOWN)
    else:
        yield said(say.HAPPENED, view.happened_at)
    yield said(say.AWARE, view.aware_at)
    if view.processor and view.processor_told_at:
        recipient = notice.recipients.get(view.processor)
        name = in_language(recipient.name if recipient else None, language) or view.processor
        yield said(say.PROCESSOR, view.processor_told_at, processor=name)
    due = rules.due_at(view.aware_at)
    if (view.notified_at or at) <= due:
        yield str(say.WITHIN % {"hours": IN_FORCE.hours})
        return
    yield said(say.LIMIT, due, hours=IN_FORCE.hours)
    facts = {"hours": IN_FORCE.hours, "reasons": _late_because(opened)}
    yield str(say.LATE % facts)


def _late_because(opened: OpenedBreach) -> str:
    for _, content in opened.events:
        if found := content.get("late_because"):
            return str(found)
    return str(say.REASONS_TO_FILL_IN)


def _nature(opened: OpenedBreach, notice: Notice, language: Language) -> Iterator[str]:
    view = opened.view
    yield _text(opened, "facts", say.NOT_YET_KNOWN)
    yield from (str(say.NATURES[nature]).capitalize() + "." for nature in view.natures)
    if kinds := ", ".join(str(kind) for kind in _kinds(view, notice)):
        yield str(say.CATEGORIES_OF_PERSONS % {"kinds": kinds})
    yield f"{say.NUMBER_OF_PERSONS} {_about(view.persons)}"
    if titles := _titles(view, notice, language):
        yield str(say.CATEGORIES_OF_DATA % {"categories": titles})
    yield f"{say.NUMBER_OF_RECORDS} {_about(view.records)}"


def _kinds(view: BreachView, notice: Notice) -> Iterator[Promise]:
    """Return whose data the categories concerned are."""
    holders = {
        field.partition(".")[0]
        for key in view.categories
        if (category := notice.categories.get(key))
        for field in category.fields
    }
    for holder, title in say.DATA_SUBJECTS.items():
        if holder in holders or (holder == "customer" and holders - set(say.DATA_SUBJECTS)):
            yield title


def _titles(view: BreachView, notice: Notice, language: Language) -> str:
    titles = (
        in_language(notice.categories[key].title, language) or key
        for key in view.categories
        if key in notice.categories
    )
    return ", ".join(title[:1].lower() + title[1:] for title in titles)


def _telling(view: BreachView, notice: Notice, language: Language) -> str:
    if view.telling == "told" and view.told_at:
        return str(say.PERSONS_TOLD % {"moment": _moment(view.told_at, notice, language)})
    return str(say.PERSONS_NOT_TOLD if view.telling == "not_told" else say.PERSONS_UNDECIDED)


def _complaint(notice: Notice, language: Language) -> Iterator[str]:
    authority = AUTHORITIES.get(notice.authority or "")
    if authority is not None:
        where = (authority.name[language], authority.email, authority.phone, authority.website)
        yield "\n".join([str(say.PERSON_COMPLAINT), ", ".join(part for part in where if part)])


def _about(number: int | None) -> str:
    return str(say.NOT_YET_KNOWN) if number is None else str(say.ABOUT % {"number": number})


def _text(opened: OpenedBreach, key: str, otherwise: Promise) -> str:
    return opened.texts.get(key) or str(otherwise)


def _moment(at: datetime, notice: Notice, language: Language) -> str:
    there = at.astimezone(ZoneInfo(notice.time_zone))
    separator = "." if language in {"fi", "sv"} else ":"
    return f"{day(there.date(), language)} {there.hour}{separator}{there.minute:02} ({notice.time_zone})"
