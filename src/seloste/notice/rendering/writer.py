"""What every section needs: a notice, a language, and how things are called in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from seloste.kernel.languages import Language, Text, in_language
from seloste.notice.data.triggers import TRIGGERS
from seloste.notice.fields import FIELDS
from seloste.notice.rendering import boilerplate, words
from seloste.notice.rendering.boilerplate import Fact
from seloste.notice.rendering.document import Bullets, Facts, Line, Paragraph, Run
from seloste.notice.values import Notice, Party, PostalAddress


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes about one notice in one language."""

    notice: Notice
    language: Language

    def say(self, key: str, /, **facts: Fact) -> Line:
        return boilerplate.say(key, self.language, **facts)

    def plain(self, key: str, /, **facts: Fact) -> str:
        return boilerplate.plain(key, self.language, **facts)

    def paragraph(self, key: str, /, *, quiet: bool = False, **facts: Fact) -> Paragraph:
        return Paragraph(self.say(key, **facts), quiet=quiet)

    def own(self, text: Text | None) -> str:
        """Return a text of the controller's own."""
        return in_language(text, self.language)

    def join(self, items: Iterable[str]) -> str:
        return words.join(tuple(items), self.language)

    def purpose(self, key: str) -> str:
        """Return what a purpose is called: as the notice says, or by our name for it."""
        purpose = self.notice.purposes.get(key)
        if purpose is not None and purpose.title is not None:
            return self.own(purpose.title)
        known = f"purpose.{key}"
        return self.plain(known) if boilerplate.has(known) else _from_key(key)

    def purposes(self, keys: Iterable[str]) -> str:
        return self.join(words.soften(self.purpose(key)) for key in keys)

    def category(self, key: str) -> str:
        category = self.notice.categories.get(key)
        return (self.own(category.title) if category else "") or _from_key(key)

    def categories(self, keys: Iterable[str]) -> str:
        return self.join(words.soften(self.category(key)) for key in keys)

    def role(self, key: str) -> str:
        role = self.notice.roles.get(key)
        return (self.own(role.title) if role else "") or _from_key(key)

    def recipient(self, key: str) -> str:
        return self.own(self.notice.recipients[key].name) or _from_key(key)

    def field(self, field_id: str) -> str:
        known = FIELDS.get(field_id)
        return known.title[self.language] if known else field_id

    def country(self, code: str) -> str:
        return words.country(code, self.language)

    def address(self, address: PostalAddress) -> str:
        controller = self.notice.controller
        home = (controller.country if controller else None) or "FI"
        return words.address(address, self.language, home=home)

    def since(self, trigger: str) -> str:
        """Return from when a period runs: "siitä päivästä, jona viimeinen sopimus päättyi"."""
        known = TRIGGERS.get(trigger)
        return known.since[self.language] if known else _from_key(trigger)

    def contact_rows(self, party: Party) -> Iterable[tuple[str, tuple[Line, ...]]]:
        """Return how to reach a party, leaving out what it does not have."""
        rows: Sequence[tuple[str, Line]] = (
            ("who.postal_address", self._at(party.postal_address)),
            ("who.visiting_address", self._at(party.visiting_address)),
            ("who.email", email(party.email)),
            ("who.phone", phone(party.phone)),
            ("who.website", web(party.website)),
        )
        return [(self.plain(key), (line,)) for key, line in rows if line]

    def _at(self, address: PostalAddress | None) -> Line:
        return (Run(self.address(address)),) if address else ()


def _from_key(key: str) -> str:
    """Return a key of the notice as words, when nobody has given it a name."""
    return words.capital(key.replace("_", " "))


def text(content: str) -> Line:
    """Return plain text as a line; an empty line for none."""
    return (Run(content),) if content else ()


def email(address: str | None) -> Line:
    """Return an address that opens a new message."""
    return (Run(address, link=f"mailto:{address}"),) if address else ()


def phone(number: str | None) -> Line:
    """Return a number that can be called."""
    digits = "".join(c for c in number or "" if c.isdigit() or c == "+")
    return (Run(number or "", link=f"tel:{digits}"),) if digits else text(number or "")


def web(address: str | None) -> Line:
    """Return a web address as a link; anything but http is text only."""
    if not address:
        return ()
    if address.startswith(("https://", "http://")):
        return (Run(address.partition("://")[2].rstrip("/"), link=address),)
    return (Run(address),)


def facts(rows: Iterable[tuple[str, Line]]) -> Facts:
    """Return names and what stands for them, leaving out empty ones."""
    return Facts(tuple((name, (line,)) for name, line in rows if line))


def bullets(lines: Iterable[Line]) -> Bullets:
    """Return lines as a list."""
    return Bullets(tuple(lines))


def together(*lines: Line) -> Line:
    """Return lines as one, a space between them."""
    filled = [line for line in lines if line]
    spaced = chain.from_iterable((*line, Run(" ")) for line in filled[:-1])
    return (*spaced, *(filled[-1] if filled else ()))
