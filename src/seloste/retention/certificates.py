"""The certificate of an erasure, to read, to print and to send. Nothing in it is personal."""

from __future__ import annotations

from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, gettext, override

from seloste.kernel.languages import Language
from seloste.notice.rendering.document import (
    Block,
    Bullets,
    Document,
    Facts,
    Paragraph,
    Run,
    Section,
)
from seloste.notice.rendering.pdf import as_pdf
from seloste.notice.rendering.plain import as_text
from seloste.notice.rules.backups import keys_gone_by
from seloste.notice.values import Notice
from seloste.retention import sentences
from seloste.retention.values import CertificateView


def plain(made: CertificateView, notice: Notice) -> str:
    """Return the certificate as text, in the language in use."""
    return as_text(document(made, notice))


def pdf(made: CertificateView, notice: Notice, language: Language) -> bytes:
    """Return the certificate as a PDF/UA-1 file."""
    with override(language):
        dated = made.erased_at.astimezone(ZoneInfo(notice.time_zone)).date()
        return as_pdf(document(made, notice), dated=dated)


def document(made: CertificateView, notice: Notice) -> Document:
    """Return the certificate in the language in use."""
    controller = notice.controller.name if notice.controller else ""
    return Document(
        language=cast("Language", (get_language() or "fi")[:2]),
        title=gettext("Certificate of erasure"),
        subtitle=controller,
        about=(
            gettext("Certificate %(id)s") % {"id": made.id},
            gettext("Erased %(moment)s") % {"moment": _moment(made.erased_at, notice)},
        ),
        preamble=(_paragraph(_preamble(made)),),
        answers=(),
        sections=(_what_went(made, notice), _what_stays(made, notice), _who_is_told(made, notice)),
        words={"contents": "", "in_short": "", "reference": "{number}"},
        author=controller,
    )


def _preamble(made: CertificateView) -> str:
    cause = sentences.of_cause(made.cause)
    if made.holds:
        return gettext(
            "Data of one person were erased for good, because %(cause)s. The keys that opened them are "
            "destroyed, so that they open in no backup either. All stores were read again afterwards, "
            "and nothing of it was found."
        ) % {"cause": cause}
    return gettext(
        "Data of one person were erased for good, because %(cause)s. The stores have not been read "
        "again yet, or something was found there: see below."
    ) % {"cause": cause}


def _what_went(made: CertificateView, notice: Notice) -> Section:
    rows = tuple(
        (
            str(title),
            (
                (
                    Run(
                        gettext("%(number)s erased, %(left)s left")
                        % {"number": made.counts.get(store, 0), "left": made.remains.get(store, 0)}
                    ),
                ),
            ),
        )
        for store, title in sentences.STORES.items()
    )
    categories = Bullets(tuple((Run(sentences.category(notice, key)),) for key in made.categories))
    blocks: tuple[Block, ...] = (categories, Facts(rows)) if made.categories else (Facts(rows),)
    return Section("went", gettext("What was erased"), (*blocks, _copies(made, notice)))


def _copies(made: CertificateView, notice: Notice) -> Block:
    """Return until when a copy of the keys may live that was carried elsewhere before."""
    stated = notice.backups.keys_keep if notice.backups else None
    erased_on = made.erased_at.astimezone(ZoneInfo(notice.time_zone)).date()
    until = sentences.day(keys_gone_by(erased_on, stated))
    return _paragraph(
        gettext(
            "A copy of the keys that was carried elsewhere before is to be gone by %(day)s at the "
            "latest. Until then it could still open an older backup."
        )
        % {"day": until}
    )


def _what_stays(made: CertificateView, notice: Notice) -> Section:
    blocks = tuple(
        _paragraph(f"{sentences.category(notice, one.category)}: {sentences.of_kept(one, notice)}")
        for one in made.kept
    )
    nothing = (_paragraph(gettext("Nothing of what was asked for stays.")),)
    return Section("stays", gettext("What stays, why and until when"), blocks or nothing)


def _who_is_told(made: CertificateView, notice: Notice) -> Section:
    nobody = (_paragraph(gettext("Nobody had been given what was erased.")),)
    told = (
        _paragraph(gettext("These had been given such data, and are told to erase them too:")),
        Bullets(tuple((Run(sentences.recipient(notice, key)),) for key in made.recipients)),
    )
    return Section("told", gettext("Who is told"), told if made.recipients else nobody)


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def _moment(at: datetime, notice: Notice) -> str:
    local = at.astimezone(ZoneInfo(notice.time_zone))
    return f"{sentences.day(local.date())} {local:%H:%M}"
