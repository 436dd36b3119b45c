"""What the public pages show of an edition, made once for each edition, language and form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from seloste.kernel.languages import Language
from seloste.notice import queries
from seloste.notice.editions import EditionInForce
from seloste.notice.rendering.document import Document
from seloste.notice.rendering.dpv import as_jsonld
from seloste.notice.rendering.html import as_html
from seloste.notice.rendering.pdf import as_pdf
from seloste.notice.rendering.plain import as_text
from seloste.notice.rendering.public_notice import public_notice
from seloste.public.verification import last_verified_on


@dataclass(frozen=True, slots=True)
class Shown:
    """One edition in one language, as it is shown today.

    Attributes:
        verified_on: the day on which it was last verified, or None for an edition that is not
            in force: only the one in force is verified.
    """

    number: int
    hash: str
    language: Language
    verified_on: date | None
    published_at: datetime

    def tag(self, form: str) -> str:
        """Return what changes exactly when the answer does."""
        return f'"{self.hash[:32]}-{self.language}-{form}-{self.verified_on or ""}"'


def in_force(language: Language, at: datetime) -> Shown:
    """Return the edition in force.

    Raises:
        NoneInForce: nothing is published yet.
    """
    return _shown(queries.in_force(at), language, last_verified_on(at))


def edition(number: int, language: Language) -> Shown:
    """Return the edition with the number.

    Raises:
        NoSuchEdition: there is none.
    """
    return _shown(queries.edition(number), language, None)


def _shown(found: EditionInForce, language: Language, verified_on: date | None) -> Shown:
    return Shown(found.number, found.hash, language, verified_on, found.published_at)


@lru_cache(maxsize=128)
def made(shown: Shown, form: str) -> str | bytes:
    """Return the edition in a form: `html`, `pdf`, `txt` or `jsonld`."""
    return _FORMS[form](shown)


def _document(shown: Shown) -> Document:
    notice = queries.edition(shown.number).notice
    return public_notice(notice, shown.language, verified_on=shown.verified_on)


def _pdf(shown: Shown) -> bytes:
    dated = queries.edition(shown.number).notice.edition.in_force_from
    return as_pdf(_document(shown), dated=dated)


_FORMS: Mapping[str, Callable[[Shown], str | bytes]] = {
    "html": lambda shown: str(as_html(_document(shown))),
    "txt": lambda shown: as_text(_document(shown)),
    "pdf": _pdf,
    "jsonld": lambda shown: as_jsonld(queries.edition(shown.number).notice, shown.language),
}
