"""How words are compared: without regard to case, accents and Finnish or Swedish letters."""

from __future__ import annotations

import re
import unicodedata

# Letters that NFKD does not take apart, as people type them without a Nordic keyboard.
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "đ": "d", "ł": "l", "þ": "th"})
_WORD = re.compile(r"[0-9a-z]+")


def fold(text: str) -> str:
    """Return the text in lower case and basic letters: "Mäkinen Åsa" becomes "makinen asa"."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    # Lowering can compose anew (“İ”), and a fold must not change what is folded.
    lowered = unicodedata.normalize("NFKD", bare.lower().translate(_LETTERS))
    return "".join(c for c in lowered if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """Return the folded words of the text, in order: letters and digits, nothing else."""
    return _WORD.findall(fold(text))
