"""A letter as plain text, as an e-mail carries it and a printer prints it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from seloste.notice.rendering.document import Block, Bullets, Facts, Line, Paragraph
from seloste.rights.letters.document import LetterDocument

WIDTH = 76


def as_text(letter: LetterDocument, *, also: Sequence[str] = ()) -> str:
    """Return the letter as plain text; `also` are paragraphs before the greeting, such as a link."""
    return "\n".join(_lines(letter, also)).strip() + "\n"


def _lines(letter: LetterDocument, also: Sequence[str]) -> Iterator[str]:
    yield from (letter.title, "", *letter.about, letter.day, "")
    for block in letter.blocks:
        yield from _block(block)
    for part in letter.parts:
        yield from (part.title, "-" * len(part.title), "")
        for block in part.blocks:
            yield from _block(block)
    for paragraph in also:
        yield from (*_wrapped(paragraph), "")
    yield from (*letter.closing, "", *letter.sender[1:])


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield from _wrapped(_plain(block.line))
    elif isinstance(block, Bullets):
        for line in block.lines:
            yield from _wrapped(_plain(line), first="- ", indent="  ")
    elif isinstance(block, Facts):
        for name, lines in block.rows:
            told = " / ".join(_plain(line) for line in lines)
            yield from _wrapped(f"{name}: {told}", first="  ", indent="    ")
    else:
        for row in block.rows:
            yield from _wrapped(" · ".join(_plain(cell) for cell in row), indent="  ")
    yield ""


def _plain(line: Line) -> str:
    return "".join(run.text for run in line)


def _wrapped(text: str, *, first: str | None = None, indent: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
