"""A letter as its reader meets it: who writes to whom, what it is about, and what was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from seloste.kernel.languages import Language
from seloste.notice.rendering.document import Block, Part


@dataclass(frozen=True, slots=True, repr=False)
class Frame:
    """Whom a letter goes to and which request it is about. Never shown by `repr`.

    Attributes:
        number: of the request, as people write it.
        received_on: day of receipt in the controller's time zone.
        dated: the day of the letter.
        to: name and address of who gets it, line by line; empty when nothing but a link is known.
        on_behalf_of: name of the person whom a representative acts for, or "".
    """

    number: str
    received_on: date
    dated: date
    to: tuple[str, ...] = ()
    on_behalf_of: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class LetterDocument:
    """A letter in one language, without form or markup. Never shown by `repr`.

    Attributes:
        sender: the controller, line by line.
        about: reference lines under the title.
        blocks: what is said first.
        parts: each part of the answer under a heading of its own.
        closing: the greeting and who signs, line by line.
        skip: words of the link to the content.
    """

    language: Language
    title: str
    dated: date
    day: str
    sender: tuple[str, ...]
    to: tuple[str, ...]
    about: tuple[str, ...]
    blocks: tuple[Block, ...]
    parts: tuple[Part, ...]
    closing: tuple[str, ...]
    skip: str
