"""The record of processing activities: made from the same file, another document (GDPR Art. 30)."""

from __future__ import annotations

from seloste.kernel.languages import Language
from seloste.notice.data.measures import MEASURES
from seloste.notice.rendering import boilerplate, words
from seloste.notice.rendering.chapters import recipients, storage, what, who, why
from seloste.notice.rendering.document import (
    Block,
    Document,
    Facts,
    Line,
    Paragraph,
    Section,
    Table,
)
from seloste.notice.rendering.public_notice import form_words
from seloste.notice.rendering.writer import Writer, facts, text, together
from seloste.notice.values import Notice, Recipient


def processing_record(notice: Notice, language: Language) -> Document:
    """Return the record of processing activities of a notice, in the order of Art. 30(1)(a)-(g)."""
    w = Writer(notice, language)
    in_force_from = words.day(notice.edition.in_force_from, language)
    return Document(
        language=language,
        title=_plain(w, "title"),
        subtitle=notice.controller.name if notice.controller else "",
        about=(w.plain("edition", number=notice.edition.number, day=in_force_from),),
        preamble=(Paragraph(text(_plain(w, "preamble", number=notice.edition.number))),),
        answers=(),
        sections=(
            _without_references(who.section(w)),
            _purposes(w),
            _data(w),
            _recipients(w),
            recipients.transfers(w),
            _storage(w),
            _security(w),
        ),
        words=form_words(language),
        author=notice.controller.name if notice.controller else "",
    )


def _plain(w: Writer, key: str, **values: str | int) -> str:
    return boilerplate.plain(key, w.language, "record", **values)


def _without_references(section: Section) -> Section:
    """Return the section without lines that point to sections which the record does not have."""
    blocks = (_kept(block) for block in section.blocks if isinstance(block, Facts))
    return Section(section.key, section.title, tuple(blocks), section.parts)


def _kept(block: Facts) -> Block:
    rows = (
        (name, tuple(line for line in lines if not any(run.section for run in line)))
        for name, lines in block.rows
    )
    return Facts(tuple((name, lines) for name, lines in rows if lines))


def _purposes(w: Writer) -> Section:
    blocks: list[Block] = []
    for key, purpose in w.notice.purposes.items():
        uses = w.notice.uses_of(key)
        used = dict.fromkeys(c for use in uses for c in use.categories)
        roles = dict.fromkeys(r for use in uses for r in use.roles)
        groups = (w.plain(f"subjects.{group}") for group in purpose.data_subjects)
        rows = (
            ("purpose", w.purpose(key)),
            ("basis", why.basis_line(w, purpose)),
            ("balancing_test", w.own(purpose.balancing_test)),
            ("subjects", w.join(groups)),
            ("data_used", w.categories(used)),
            ("roles", w.join(w.role(role) for role in roles)),
        )
        blocks.append(facts((_plain(w, name), text(value)) for name, value in rows))
    return Section("purposes", _plain(w, "purposes"), tuple(blocks))


def _data(w: Writer) -> Section:
    headings = (_plain(w, "data_used"), _plain(w, "subjects"), _plain(w, "fields"))
    rows = tuple(
        (
            text(w.category(key)),
            text(w.join(w.plain(f"subjects.{group}") for group in _subjects(w, key))),
            what.fields(w, category),
        )
        for key, category in w.notice.categories.items()
    )
    table = Table(_plain(w, "data"), headings, rows)
    return Section("data", _plain(w, "data"), (table,))


def _subjects(w: Writer, category: str) -> tuple[str, ...]:
    """Return the groups of data subjects for whose purposes the category is used."""
    found = {
        group: None
        for key, purpose in w.notice.purposes.items()
        if any(category in use.categories for use in w.notice.uses_of(key))
        for group in purpose.data_subjects
    }
    return tuple(found)


def _recipients(w: Writer) -> Section:
    title = _plain(w, "recipients")
    if not w.notice.recipients:
        return Section("recipients", title, (Paragraph(text(_plain(w, "recipients.none"))),))
    headings = tuple(_plain(w, key) for key in ("recipient", "position", "given", "place"))
    rows = tuple(
        (
            text(w.recipient(key)),
            _position(w, recipient),
            text(recipients.given(w, recipient)),
            text(recipients.places(w, recipient)),
        )
        for key, recipient in w.notice.recipients.items()
    )
    return Section("recipients", title, (Table(title, headings, rows),))


def _position(w: Writer, recipient: Recipient) -> Line:
    kind = w.plain(f"kind.{recipient.kind or 'none'}")
    parts = [part for part in (kind, w.own(recipient.service)) if part]
    if recipient.agreement is not None:
        signed = words.day(recipient.agreement, w.language)
        parts.append(_plain(w, "agreement", day=signed))
    elif recipient.kind == "processor":
        parts.append(_plain(w, "agreement_missing"))
    return text(", ".join(parts))


def _storage(w: Writer) -> Section:
    title = _plain(w, "storage")
    headings = tuple(_plain(w, key) for key in ("data_used", "storage.rule", "storage.ground"))
    rows = tuple(
        (
            text(storage.title(w, period)),
            together(storage.sentence(w, period)),
            text(w.own(period.ground)),
        )
        for period in w.notice.storage_periods
    )
    return Section("storage", title, (Table(title, headings, rows),))


def _security(w: Writer) -> Section:
    title = _plain(w, "security")
    known = [MEASURES[key] for key in w.notice.security if key in MEASURES]
    if not known:
        return Section("security", title, (Paragraph(text(_plain(w, "security.none"))),))
    names = ("security.measure", "security.description", "security.article", "security.shown")
    rows = tuple(
        (
            text(words.capital(measure.title[w.language])),
            text(measure.text[w.language]),
            text(measure.article),
            text(_plain(w, f"security.{'attested' if measure.attested else 'organisational'}")),
        )
        for measure in known
    )
    return Section(
        "security", title, (Table(title, tuple(_plain(w, name) for name in names), rows),)
    )
