"""The words of a letter: the shipped texts, and how the notice calls things in a language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from seloste.kernel.languages import Language
from seloste.notice.rendering import boilerplate, words
from seloste.notice.rendering.boilerplate import Fact
from seloste.notice.rendering.document import Bullets, Line, Paragraph, Run
from seloste.notice.rendering.writer import Writer
from seloste.notice.values import Notice

TEXTS = "seloste.rights.texts/letters"


@dataclass(frozen=True, slots=True)
class LetterWriter:
    """Writes about one request in one language."""

    notice: Notice
    language: Language
    received_on: date

    @property
    def names(self) -> Writer:
        """Return who knows how the notice calls purposes, categories and recipients."""
        return Writer(self.notice, self.language)

    def say(self, key: str, /, **facts: Fact) -> Line:
        return boilerplate.say(key, self.language, TEXTS, **facts)

    def plain(self, key: str, /, **facts: Fact) -> str:
        return boilerplate.plain(key, self.language, TEXTS, **facts)

    def paragraph(self, key: str, /, *, quiet: bool = False, **facts: Fact) -> Paragraph:
        return Paragraph(self.say(key, **facts), quiet=quiet)

    def bullets(self, lines: Iterable[str]) -> Bullets:
        return Bullets(tuple((Run(line),) for line in lines))

    @property
    def received(self) -> str:
        """Return the day of receipt as the language writes it."""
        return self.day(self.received_on)

    def day(self, on: date) -> str:
        return words.day(on, self.language)

    def join(self, items: Iterable[str]) -> str:
        return words.join(tuple(items), self.language)

    def reasons(self, told: str) -> tuple[Paragraph, ...]:
        """Return reasons in the words of whoever decided; nothing for none."""
        said = words.sentence(told.strip())
        return (self.paragraph("reasons", reasons=said),) if said else ()
