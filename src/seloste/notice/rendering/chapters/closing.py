"""Automated decisions, security, the controller's own sections, and changes."""

from __future__ import annotations

from seloste.notice.data.measures import MEASURES
from seloste.notice.rendering.document import Block, Paragraph, Part, Section
from seloste.notice.rendering.writer import Writer, bullets, text


def automated(w: Writer) -> Section:
    """Return what is said of automated decisions. Source: GDPR Art. 13(2)(f), 22."""
    decisions = w.notice.automated_decisions
    title = w.plain("automated")
    if decisions is None:
        return Section("automated", title, (w.paragraph("automated.missing"),))
    if isinstance(decisions, str):
        return Section("automated", title, (w.paragraph("automated.none"),))
    parts = tuple(
        Part(w.own(made.title), (Paragraph(text(w.own(made.text))),)) for made in decisions
    )
    return Section("automated", title, (w.paragraph("automated.review"),), parts)


def security(w: Writer) -> Section | None:
    """Return the measures, those first that the system attests; None when none is claimed.

    Source: GDPR Art. 32.
    """
    known = [MEASURES[key] for key in w.notice.security if key in MEASURES]
    attested = [text(m.text[w.language]) for m in known if m.attested]
    others = [text(m.text[w.language]) for m in known if not m.attested]
    blocks: list[Block] = []
    if attested:
        blocks += [w.paragraph("security.text"), bullets(attested)]
    if others:
        key = "security.organisational" if attested else "security.organisational_only"
        blocks += [w.paragraph(key), bullets(others)]
    return Section("security", w.plain("security"), tuple(blocks)) if blocks else None


def own(w: Writer) -> tuple[Section, ...]:
    """Return the sections in the controller's own words."""
    return tuple(
        Section(f"own-{number}", w.own(section.title), _paragraphs(w.own(section.text)))
        for number, section in enumerate(w.notice.sections, start=1)
    )


def _paragraphs(content: str) -> tuple[Block, ...]:
    """Return a text's paragraphs: blank lines part them."""
    return tuple(
        Paragraph(text(" ".join(part.split()))) for part in content.split("\n\n") if part.strip()
    )


def changes(w: Writer) -> Section:
    """Return how people learn of changes. Source: GDPR Art. 12(1), 13(3); KHO:2023:81."""
    blocks: list[Block] = []
    if w.notice.informing == "individually":
        blocks.append(w.paragraph("changes.individually"))
    blocks.append(w.paragraph("changes.editions"))
    if w.notice.edition.changes is not None:
        blocks.append(w.paragraph("changes.this", text=w.own(w.notice.edition.changes)))
    return Section("changes", w.plain("changes"), tuple(blocks))
