"""Days, periods, lists and countries as each language writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from babel import Locale

from seloste.kernel.languages import Language
from seloste.notice.rendering.boilerplate import plain
from seloste.notice.values import PostalAddress

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_ISO = re.compile(r"P(?=\d)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?")

# Up to ten in words, as the style guides of all three languages have it.
_NUMBERS: dict[Language, tuple[str, ...]] = {
    "fi": ("", "yhden", "kaksi", "kolme", "neljä", "viisi", "kuusi", "seitsemän", "kahdeksan", "yhdeksän", "kymmenen"),
    "sv": ("", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio"),
    "en": ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
}  # fmt: skip

# One, and more than one. Finnish: an accusative for one ("yhden vuoden"), else a partitive
# after the numeral ("kolme vuotta"), as in "säilytämme kolme vuotta".
_UNITS: dict[Language, tuple[tuple[str, str], ...]] = {
    "fi": (("vuoden", "vuotta"), ("kuukauden", "kuukautta"), ("viikon", "viikkoa"), ("päivän", "päivää")),
    "sv": (("år", "år"), ("månad", "månader"), ("vecka", "veckor"), ("dag", "dagar")),
    "en": (("year", "years"), ("month", "months"), ("week", "weeks"), ("day", "days")),
}  # fmt: skip


def day(on: date, language: Language) -> str:
    """Return a day: 22.11.2026 in Finnish and Swedish, 22 November 2026 in English."""
    if language == "en":
        return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"
    return f"{on.day}.{on.month}.{on.year}"


def period(iso: str, language: Language) -> str | None:
    """Return an ISO 8601 period in words, in the units in which it is written, or None.

    "P3Y" is "kolme vuotta", "tre år", "three years"; "P24M" is "24 kuukautta"; no time at all
    is "". One in Finnish stands in the accusative, as the object of a verb.
    """
    match = _ISO.fullmatch(iso)
    if match is None:
        return None
    counted = [
        _counted(int(group), unit, language)
        for unit, group in enumerate(match.groups())
        if group is not None and int(group)
    ]
    return join(counted, language)


def _counted(number: int, unit: int, language: Language) -> str:
    words = _NUMBERS[language]
    in_words = words[number] if number < len(words) else str(number)
    if language == "sv" and number == 1 and unit:
        in_words = "en"  # "ett år", but "en månad", "en vecka", "en dag"
    return f"{in_words} {_UNITS[language][unit][number != 1]}"


def join(items: Sequence[str], language: Language) -> str:
    """Return the items as one text: "a, b ja c"; "a; b ja c; d" when an item is itself a list."""
    conjunction = f" {plain('and', language)} "
    if len(items) > 1 and any(mark in item for item in items for mark in (", ", conjunction)):
        return "; ".join(items)
    return conjunction.join(part for part in (", ".join(items[:-1]), *items[-1:]) if part)


def sentence(text: str) -> str:
    """Return the text with the capital and the stop of a sentence; nothing stays nothing."""
    stop = "" if not text or text.endswith((".", "?", "!")) else "."
    return capital(text) + stop


def soften(title: str) -> str:
    """Return a title as it stands within a sentence: "Laskutus" becomes "laskutus"."""
    first, second = title[:1], title[1:2]
    return first.lower() + title[1:] if second.islower() or second == " " else title


def capital(text: str) -> str:
    """Return the text with a capital at the beginning of a sentence."""
    return text[:1].upper() + text[1:]


@cache
def _territories(language: Language) -> dict[str, str]:
    return dict(Locale(language).territories)


def country(code: str, language: Language) -> str:
    """Return the name of a country, or its code when it has no name."""
    return _territories(language).get(code, code)


def address(of: PostalAddress, language: Language, *, home: str) -> str:
    """Return an address in one line, with the country when it lies elsewhere."""
    line = f"{of.street}, {of.postal_code} {of.city}"
    return line if of.country == home else f"{line}, {country(of.country, language)}"
