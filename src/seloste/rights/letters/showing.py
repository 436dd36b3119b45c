"""A letter as web page and as PDF. Everything comes as data; nothing in it is read as markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files

from seloste.notice.rendering.html import Blocks, Html
from seloste.notice.rendering.pdf import Lines, typeset
from seloste.rights.letters.document import LetterDocument


def as_html(letter: LetterDocument) -> Html:
    """Return the letter as an `<article>` to stand in a page's `<main>`."""
    return Html("\n".join(_article(letter)))


def as_page(letter: LetterDocument) -> str:
    """Return the letter as a whole page in one file, its style sheet within; no script."""
    return page(letter.title, as_html(letter), language=letter.language, skip=letter.skip)


def page(title: str, content: str, *, language: str, skip: str) -> str:
    """Return content as a page of its own, as the notice looks when it is saved."""
    style = files("seloste.notice").joinpath("static/notice/notice.css").read_text(encoding="utf-8")
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{language}">',
            '<head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)}</title>",
            f"<style>{style}</style></head>",
            f'<body><a class="skip" href="#content">{escape(skip)}</a>',
            f'<main id="content" class="notice">{content}</main></body></html>',
            "",
        )
    )


def as_pdf(letter: LetterDocument) -> bytes:
    """Return the letter as a PDF/UA-1 file, the same bytes each time."""
    template = files("seloste.rights.letters").joinpath("letter.typ").read_bytes()
    return typeset(template, {"letter": _data(letter)}, dated=letter.dated)


def _article(letter: LetterDocument) -> Iterator[str]:
    write = Blocks()
    yield f'<article class="letter" lang="{letter.language}">'
    yield f'<p class="sender">{_lines(letter.sender)}</p>'
    if letter.to:
        yield f'<p class="to">{_lines(letter.to)}</p>'
    yield f'<p class="day">{escape(letter.day)}</p>'
    yield f"<header><h1>{escape(letter.title)}</h1>"
    for line in letter.about:
        yield f'<p class="about">{escape(line)}</p>'
    yield "</header>"
    for block in letter.blocks:
        yield from write.block(block)
    for part in letter.parts:
        yield f"<section><h2>{escape(part.title)}</h2>"
        for block in part.blocks:
            yield from write.block(block)
        yield "</section>"
    yield f'<p class="closing">{_lines(letter.closing)}</p></article>'


def _lines(lines: Sequence[str]) -> str:
    return "<br>".join(escape(line) for line in lines)


def _data(letter: LetterDocument) -> dict[str, object]:
    write = Lines()
    return {
        "language": letter.language,
        "title": letter.title,
        "sender": letter.sender,
        "to": letter.to,
        "day": letter.day,
        "about": letter.about,
        "blocks": [write.block(block) for block in letter.blocks],
        "parts": [
            {"title": part.title, "blocks": [write.block(block) for block in part.blocks]}
            for part in letter.parts
        ],
        "closing": letter.closing,
    }
