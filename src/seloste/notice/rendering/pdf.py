"""A document as PDF: tagged, readable by screen readers (PDF/UA-1), the same bytes each time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from importlib.resources import files

from seloste.notice.rendering.document import (
    Block,
    Bullets,
    Document,
    Facts,
    Line,
    Paragraph,
    Run,
    Section,
    Table,
)


def as_pdf(document: Document, *, dated: date) -> bytes:
    """Return the document as a PDF/UA-1 file.

    Args:
        document: what to print.
        dated: the day that the file names as its own, so that it does not change by the hour.
    """
    template = files("seloste.notice.rendering").joinpath("document.typ").read_bytes()
    return typeset(template, {"document": _data(document)}, dated=dated)


def typeset(template: bytes, data: Mapping[str, object], *, dated: date) -> bytes:
    """Return what a template makes of data, as a PDF/UA-1 file.

    Args:
        template: in the typesetter's language; `blocks.typ` stands before it.
        data: what it reads as JSON from `sys.inputs`, by name; never read as markup.
        dated: the day that the file names as its own.
    """
    # Loading the typesetter takes longer than the other formats take to render.
    import typst  # noqa: PLC0415

    blocks = files("seloste.notice.rendering").joinpath("blocks.typ").read_bytes()
    made: bytes = typst.compile(
        blocks + template,
        format="pdf",
        sys_inputs={name: json.dumps(given, ensure_ascii=False) for name, given in data.items()},
        pdf_standards="ua-1",
        ignore_system_fonts=True,
        timestamp=int(datetime.combine(dated, time(12), tzinfo=UTC).timestamp()),
    )
    return made


def _data(document: Document) -> dict[str, object]:
    """Return the document as plain values, its references resolved."""
    write = Lines(document.words["reference"], document.numbers())
    return {
        "language": document.language,
        "title": document.title,
        "subtitle": document.subtitle,
        "author": document.author,
        "keywords": "",
        "about": document.about,
        "footer": " · ".join((document.title, *document.about[:1])),
        "preamble": [write.block(block) for block in document.preamble],
        "in_short": document.words["in_short"],
        "answers": [
            {
                "question": answer.question,
                "answer": write.line(answer.answer),
                "where": write.line((Run(" ("), Run("", section=answer.section), Run(")"))),
            }
            for answer in document.answers
        ],
        "sections": [write.section(section) for section in document.sections],
    }


class Lines:
    """Turns parts of a document into plain values for a template.

    Args:
        reference: how the number of a section is put, such as "section {number}".
        numbers: of the sections that may be referred to.
    """

    def __init__(self, reference: str = "", numbers: Mapping[str, int] | None = None) -> None:
        self._reference = reference
        self._numbers = numbers or {}

    def line(self, line: Line) -> list[dict[str, str]]:
        return [self._run(run) for run in line]

    def _run(self, run: Run) -> dict[str, str]:
        if run.section:
            text = self._reference.replace("{number}", str(self._numbers[run.section]))
            return {"text": text, "link": "", "section": run.section}
        return {"text": run.text, "link": run.link, "section": ""}

    def block(self, block: Block) -> dict[str, object]:
        if isinstance(block, Paragraph):
            return {"kind": "paragraph", "line": self.line(block.line), "quiet": block.quiet}
        if isinstance(block, Bullets):
            return {"kind": "bullets", "lines": [self.line(line) for line in block.lines]}
        if isinstance(block, Facts):
            rows = [
                {"name": name, "lines": [self.line(line) for line in lines]}
                for name, lines in block.rows
            ]
            return {"kind": "facts", "rows": rows}
        return {
            "kind": "table",
            "caption": block.caption,
            "headings": block.headings,
            "narrow": [_is_narrow(block, column) for column in range(1, len(block.headings))],
            "rows": [[self.line(cell) for cell in row] for row in block.rows],
        }

    def section(self, section: Section) -> dict[str, object]:
        return {
            "key": section.key,
            "title": section.title,
            "prominent": section.prominent,
            "blocks": [self.block(block) for block in section.blocks],
            "parts": [
                {"title": part.title, "blocks": [self.block(block) for block in part.blocks]}
                for part in section.parts
            ],
        }


def _is_narrow(table: Table, column: int) -> bool:
    """Return whether a column holds only a word or two in each row."""
    return all(sum(len(run.text) for run in row[column]) <= 24 for row in table.rows)
