"""Which data, which of them are needed, and where they come from (Art. 13(2)(e), 14(1)(d), (2)(f))."""

from __future__ import annotations

from seloste.notice.rendering import words
from seloste.notice.rendering.document import Block, Line, Section, Table
from seloste.notice.rendering.writer import Writer, text, together
from seloste.notice.values import Category


def section(w: Writer) -> Section:
    """Return the section on categories of personal data: one table, every field named."""
    categories = w.notice.categories
    required = any(category.required for category in categories.values())
    table = Table(
        w.plain("what.caption"),
        (w.plain("what.category"), w.plain("what.fields"), w.plain("what.sources")),
        tuple(_row(w, key, category) for key, category in categories.items()),
    )
    blocks: list[Block] = [
        w.paragraph("what.text" if required else "what.text_none_required"),
        table,
    ]
    if any(set(c.sources) - {"data_subject", "generated"} for c in categories.values()):
        blocks.append(w.paragraph("what.art14"))
    return Section("what", w.plain("what"), tuple(blocks))


def _row(w: Writer, key: str, category: Category) -> tuple[Line, ...]:
    sources = w.join(w.plain(f"source.{source}") for source in category.sources)
    return (
        text(w.category(key)),
        fields(w, category),
        together(
            text(words.sentence(sources)),
            text(w.own(category.source_details)),
        ),
    )


def fields(w: Writer, category: Category) -> Line:
    """Return the fields of a category; those that are needed with a star, and what follows."""
    named = [w.field(f) + ("*" if f in category.required else "") for f in category.fields]
    if category.required and category.consequence is not None:
        return together(text(w.join(named)), text(f"(* {w.own(category.consequence)})"))
    return text(w.join(named))


def short(w: Writer) -> str:
    """Return which data are kept, in one sentence."""
    return words.sentence(w.categories(w.notice.categories))
