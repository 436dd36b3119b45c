"""A document as HTML: real headings, lists and tables, every text escaped, no script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from importlib.resources import files

from seloste.notice.rendering.document import (
    Block,
    Bullets,
    Document,
    Facts,
    Line,
    Paragraph,
    Part,
    Run,
    Section,
    Table,
)


class Html(str):
    """Markup that is safe to show as it stands: templates ask `__html__` and do not escape it."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def as_html(document: Document) -> Html:
    """Return the document as an `<article>` to stand in a page's `<main>`."""
    return Html("\n".join(_Page(document).article()))


def as_page(document: Document) -> str:
    """Return the document as a whole page in one file, its style sheet within."""
    style = files("seloste.notice").joinpath("static/notice/notice.css").read_text(encoding="utf-8")
    title = escape(" – ".join(part for part in (document.title, document.subtitle) if part))
    skip = escape(document.words["skip"])
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{document.language}">',
            '<head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title}</title>",
            f"<style>{style}</style></head>",
            f'<body><a class="skip" href="#content">{skip}</a>',
            f'<main id="content" class="notice">{as_html(document)}</main></body></html>',
            "",
        )
    )


class _Page:
    """Writes one document; knows the numbers that its references need."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._numbers = document.numbers()
        self._blocks = Blocks(document.words["reference"], self._numbers)

    def article(self) -> Iterator[str]:
        document = self._document
        yield "<article>"
        yield f"<header><h1>{escape(document.title)}</h1>"
        if document.subtitle:
            yield f'<p class="subtitle">{escape(document.subtitle)}</p>'
        for line in document.about:
            yield f'<p class="about">{escape(line)}</p>'
        yield "</header>"
        for block in document.preamble:
            yield from self._blocks.block(block)
        yield from self._answers()
        yield '<div class="body">'
        yield from self._contents()
        yield '<div class="sections">'
        for section in document.sections:
            yield from self._section(section)
        yield "</div></div></article>"

    def _answers(self) -> Iterator[str]:
        if not self._document.answers:
            return
        yield '<section class="answers" aria-labelledby="in-short">'
        yield f'<h2 id="in-short">{escape(self._document.words["in_short"])}</h2><dl>'
        for answer in self._document.answers:
            where = self._blocks.run(Run("", section=answer.section))
            yield f"<div><dt>{escape(answer.question)}</dt>"
            yield f'<dd>{self._blocks.line(answer.answer)} <span class="where">{where}</span></dd></div>'
        yield "</dl></section>"

    def _contents(self) -> Iterator[str]:
        yield '<nav class="contents" aria-labelledby="contents">'
        yield f'<h2 id="contents">{escape(self._document.words["contents"])}</h2><ol>'
        for section in self._document.sections:
            yield f'<li><a href="#{escape(section.key)}">{escape(section.title)}</a></li>'
        yield "</ol></nav>"

    def _section(self, section: Section) -> Iterator[str]:
        key, number = escape(section.key), self._numbers[section.key]
        kind = ' class="prominent"' if section.prominent else ""
        yield f'<section id="{key}"{kind} aria-labelledby="{key}-title">'
        yield (
            f'<h2 id="{key}-title"><span class="number">{number}</span> '
            f"{escape(section.title)}</h2>"
        )
        for block in section.blocks:
            yield from self._blocks.block(block)
        for position, part in enumerate(section.parts, start=1):
            yield from self._part(part, f"{number}.{position}", f"{key}-{position}")
        yield "</section>"

    def _part(self, part: Part, number: str, key: str) -> Iterator[str]:
        yield (
            f'<div class="part"><h3 id="{key}"><span class="number">{number}</span> '
            f"{escape(part.title)}</h3>"
        )
        for block in part.blocks:
            yield from self._blocks.block(block)
        yield "</div>"


class Blocks:
    """Writes the parts that every document is made of.

    Args:
        reference: how the number of a section is put, such as "section {number}".
        numbers: of the sections that may be referred to.
    """

    def __init__(self, reference: str = "", numbers: Mapping[str, int] | None = None) -> None:
        self._reference = reference
        self._numbers = numbers or {}

    def block(self, block: Block) -> Iterator[str]:
        if isinstance(block, Paragraph):
            kind = ' class="quiet"' if block.quiet else ""
            yield f"<p{kind}>{self.line(block.line)}</p>"
        elif isinstance(block, Bullets):
            items = "".join(f"<li>{self.line(line)}</li>" for line in block.lines)
            yield f"<ul>{items}</ul>"
        elif isinstance(block, Facts):
            yield from self._facts(block)
        else:
            yield from self._table(block)

    def _facts(self, block: Facts) -> Iterator[str]:
        yield '<dl class="facts">'
        for name, lines in block.rows:
            told = "".join(f"<dd>{self.line(line)}</dd>" for line in lines)
            yield f"<div><dt>{escape(name)}</dt>{told}</div>"
        yield "</dl>"

    def _table(self, block: Table) -> Iterator[str]:
        # The roles and data-heading keep it a table, and readable, when a phone stacks its cells.
        yield f'<table role="table"><caption>{escape(block.caption)}</caption><thead role="rowgroup">'
        headings = (
            f'<th scope="col" role="columnheader">{escape(text)}</th>' for text in block.headings
        )
        yield f'<tr role="row">{"".join(headings)}</tr></thead><tbody role="rowgroup">'
        for row in block.rows:
            cells = "".join(
                f'<td role="cell" data-heading="{escape(heading)}">{self.line(cell)}</td>'
                for heading, cell in zip(block.headings[1:], row[1:], strict=True)
            )
            head = f'<th scope="row" role="rowheader">{self.line(row[0])}</th>'
            yield f'<tr role="row">{head}{cells}</tr>'
        yield "</tbody></table>"

    def line(self, line: Line) -> str:
        return "".join(self.run(run) for run in line)

    def run(self, run: Run) -> str:
        if run.section:
            number = str(self._numbers[run.section])
            text = self._reference.replace("{number}", number)
            return f'<a href="#{escape(run.section)}">{escape(text)}</a>'
        if run.link:
            return f'<a href="{escape(run.link)}">{escape(run.text)}</a>'
        return escape(run.text)
