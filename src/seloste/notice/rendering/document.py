"""A document as its reader meets it: sections, sentences, tables. No form, no markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from seloste.kernel.languages import Language


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text within a line.

    Attributes:
        link: an address, or "" for plain text.
        section: key of the section that it refers to, or "".
    """

    text: str
    link: str = ""
    section: str = ""


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or more. A quiet one is an explanation or a ground that stands behind."""

    line: Line
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """Things of a kind."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is called what: a name, and what stands for it in one line or more."""

    rows: tuple[tuple[str, tuple[Line, ...]], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows to compare. The first cell of a row is its heading."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


Block = Paragraph | Bullets | Facts | Table


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a section under a heading of its own."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section.

    Attributes:
        key: what references name it by; stays the same in all languages.
        prominent: set apart from all else, as Art. 21(4) asks.
    """

    key: str
    title: str
    blocks: tuple[Block, ...]
    parts: tuple[Part, ...] = ()
    prominent: bool = False


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """A question that readers bring, its answer, and the section that says more."""

    question: str
    answer: Line
    section: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document in one language.

    Attributes:
        about: lines under the title: edition, dates.
        words: the few words that the form itself needs: contents, in short, section.
    """

    language: Language
    title: str
    subtitle: str
    about: tuple[str, ...]
    preamble: tuple[Block, ...]
    answers: tuple[ShortAnswer, ...]
    sections: tuple[Section, ...]
    words: dict[str, str]
    author: str = ""

    def numbers(self) -> dict[str, int]:
        """Return the number of each section. References are resolved with it, never typed."""
        return {section.key: number for number, section in enumerate(self.sections, start=1)}


def lines_of(block: Block) -> Iterator[Line]:
    """Return all lines of a block, in reading order."""
    if isinstance(block, Paragraph):
        yield block.line
    elif isinstance(block, Bullets):
        yield from block.lines
    elif isinstance(block, Facts):
        for _, lines in block.rows:
            yield from lines
    else:
        for row in block.rows:
            yield from row


def references(document: Document) -> Iterator[str]:
    """Return the keys of all sections that the document refers to."""
    blocks = [*document.preamble]
    for section in document.sections:
        blocks += section.blocks
        for part in section.parts:
            blocks += part.blocks
    for block in blocks:
        for line in lines_of(block):
            yield from (run.section for run in line if run.section)
    yield from (answer.section for answer in document.answers)
