"""The public notice: short answers first, then each thing in full (GDPR Art. 12-14)."""

from __future__ import annotations

from datetime import date

from seloste.kernel.languages import Language
from seloste.notice.rendering import words
from seloste.notice.rendering.chapters import (
    closing,
    recipients,
    rights,
    storage,
    what,
    who,
    why,
)
from seloste.notice.rendering.document import Document, Section, ShortAnswer
from seloste.notice.rendering.writer import Writer, email, text, together
from seloste.notice.values import Notice


def public_notice(
    notice: Notice, language: Language, *, verified_on: date | None = None
) -> Document:
    """Return the notice as people read it.

    Args:
        notice: the notice, without the measures that nothing attests.
        language: in which to write.
        verified_on: the day on which `seloste check` last held, in the controller's time zone.
    """
    w = Writer(notice, language)
    in_force_from = words.day(notice.edition.in_force_from, language)
    about = [w.plain("edition", number=notice.edition.number, day=in_force_from)]
    if verified_on is not None:
        about.append(w.plain("verified", day=words.day(verified_on, language)))
    return Document(
        language=language,
        title=w.plain("title"),
        subtitle=_subtitle(w),
        about=tuple(about),
        preamble=(w.paragraph("preamble"),),
        answers=_answers(w),
        sections=_sections(w),
        words=form_words(language),
        author=notice.controller.name if notice.controller else "",
    )


def form_words(language: Language) -> dict[str, str]:
    """Return the words that the form itself needs."""
    w = Writer(Notice.model_validate(_EMPTY), language)
    return {key: w.plain(key) for key in ("contents", "in_short", "skip")} | {
        "reference": w.plain("reference", number="{number}"),
    }


_EMPTY = {"seloste": 1, "edition": {"number": 1, "in_force_from": "2026-01-01"}}


def _subtitle(w: Writer) -> str:
    register = w.own(w.notice.register_.name) if w.notice.register_ else ""
    controller = w.notice.controller.name if w.notice.controller else ""
    return " · ".join(part for part in (register, controller) if part)


def _sections(w: Writer) -> tuple[Section, ...]:
    security = closing.security(w)
    return (
        who.section(w),
        why.section(w),
        what.section(w),
        recipients.section(w),
        recipients.transfers(w),
        storage.section(w),
        rights.objection(w),
        rights.section(w),
        rights.requests(w),
        rights.complaint(w),
        closing.automated(w),
        *(() if security is None else (security,)),
        *closing.own(w),
        closing.changes(w),
    )


def _answers(w: Writer) -> tuple[ShortAnswer, ...]:
    controller = w.notice.controller
    name = text(words.sentence(controller.name) if controller else "")
    responsible = together(name, email(controller.email if controller else None))
    return (
        ShortAnswer(w.plain("short.who"), responsible, "who"),
        ShortAnswer(w.plain("short.why"), text(why.short(w)), "why"),
        ShortAnswer(w.plain("short.what"), text(what.short(w)), "what"),
        ShortAnswer(w.plain("short.recipients"), text(recipients.short(w)), "recipients"),
        ShortAnswer(w.plain("short.transfers"), text(recipients.short_transfers(w)), "transfers"),
        ShortAnswer(w.plain("short.how_long"), text(storage.short(w)), "storage"),
        ShortAnswer(w.plain("short.rights"), text(rights.short(w)), "requests"),
    )
