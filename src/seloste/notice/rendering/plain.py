"""A document as plain text: wrapped, numbered, readable in any terminal or letter."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from seloste.notice.rendering.document import (
    Block,
    Bullets,
    Document,
    Facts,
    Line,
    Paragraph,
    Section,
    Table,
)

WIDTH = 76


def as_text(document: Document) -> str:
    """Return the document as plain text."""
    return "\n".join(_lines(document)).strip() + "\n"


def _lines(document: Document) -> Iterator[str]:
    numbers = document.numbers()
    yield from (document.title.upper(), document.subtitle, "", *document.about, "")
    for block in document.preamble:
        yield from _block(block, document)
    if document.answers:
        yield from _heading(document.words["in_short"], "-")
    for answer in document.answers:
        yield from textwrap.wrap(answer.question, WIDTH)
        where = f"({_reference(document, numbers[answer.section])})"
        yield from _wrapped(f"{_plain(answer.answer, document)} {where}", indent="  ")
        yield ""
    for section in document.sections:
        yield from _section(section, numbers[section.key], document)


def _section(section: Section, number: int, document: Document) -> Iterator[str]:
    yield from _heading(f"{number}. {section.title}", "=" if section.prominent else "-")
    for block in section.blocks:
        yield from _block(block, document)
    for position, part in enumerate(section.parts, start=1):
        yield from textwrap.wrap(f"{number}.{position} {part.title}", WIDTH)
        yield ""
        for block in part.blocks:
            yield from _block(block, document)


def _heading(title: str, underline: str) -> Iterator[str]:
    lines = textwrap.wrap(title, WIDTH)
    yield from ("", *lines, underline * max(map(len, lines)), "")


def _block(block: Block, document: Document) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield from _wrapped(_plain(block.line, document))
    elif isinstance(block, Bullets):
        for line in block.lines:
            yield from _wrapped(_plain(line, document), first="- ", indent="  ")
    elif isinstance(block, Facts):
        yield from _facts(block, document)
    else:
        yield from _table(block, document)
    yield ""


def _facts(block: Facts, document: Document) -> Iterator[str]:
    for name, lines in block.rows:
        told = " / ".join(_plain(line, document) for line in lines)
        yield from _wrapped(f"{name}: {told}", first="  ", indent="    ")


def _table(block: Table, document: Document) -> Iterator[str]:
    """Show a table row by row: columns do not fit a narrow window."""
    for row in block.rows:
        head, *cells = (_plain(cell, document) for cell in row)
        yield from _wrapped(head, first="  ")
        for heading, cell in zip(block.headings[1:], cells, strict=True):
            if cell:
                yield from _wrapped(f"{heading}: {cell}", first="    ", indent="      ")


def _wrapped(text: str, *, first: str | None = None, indent: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _plain(line: Line, document: Document) -> str:
    numbers = document.numbers()
    return "".join(
        _reference(document, numbers[run.section]) if run.section else run.text for run in line
    )


def _reference(document: Document, number: int) -> str:
    return document.words["reference"].replace("{number}", str(number))
