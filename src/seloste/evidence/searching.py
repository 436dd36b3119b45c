"""Looking for many values at once in many bytes.

Each value is looked for in UTF-8, UTF-16 and Latin-1, as JSON and web addresses escape it, without
its accents, and whatever the case. The bytes are read eight at a time as numbers, which are
compared with all values in one step; only where one fits are the values themselves looked for.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from seloste.kernel.folding import fold

LONGEST = 64
_WORD, _STEP = 8, 4
SHORTEST = _WORD + _STEP - 1
"""A shorter value would be missed where it begins between two steps; by chance it stands anywhere."""


class Sought:
    """Values to look for. They are personal data: nothing here shows them."""

    __slots__ = ("_by_word", "_words", "number")

    def __init__(self, values: Iterable[str]) -> None:
        distinctive = {value.strip()[:LONGEST] for value in values if is_distinctive(value)}
        self.number = len(distinctive)
        self._by_word: dict[int, set[bytes]] = {}
        for form in {form for value in distinctive for form in _forms(value)}:
            for offset in range(_STEP if len(form) >= SHORTEST else 0):
                word = int.from_bytes(form[offset : offset + _WORD], sys.byteorder)
                self._by_word.setdefault(word, set()).add(form)
        self._words = frozenset(self._by_word)

    def lie_in(self, data: bytes) -> bool:
        """Tell whether one of the values stands in the bytes."""
        lowered = data.lower()
        return any(form in lowered for word in self._hits(lowered) for form in self._by_word[word])

    def _hits(self, data: bytes) -> frozenset[int]:
        view = memoryview(data)
        found: frozenset[int] = frozenset()
        for start in range(0, _WORD, _STEP):
            whole = max(0, len(data) - start) // _WORD * _WORD
            found |= self._words.intersection(view[start : start + whole].cast("Q"))
        return found


def is_distinctive(value: str) -> bool:
    """Return whether a value is long enough to be looked for."""
    return len(value.strip()) >= SHORTEST


def _forms(value: str) -> Iterator[bytes]:
    """Yield how the value may be written, with ASCII letters in lower case."""
    for text in (value.lower(), value.upper(), value):
        yield text.encode("utf-8").lower()
        yield text.encode("utf-16-le").lower()
        yield text.encode("utf-16-be").lower()
        yield json.dumps(text)[1:-1].encode().lower()
        yield quote(text).encode().lower()
        if all(ord(letter) < 256 for letter in text):
            yield text.encode("latin-1").lower()
    yield fold(value).encode("ascii", "ignore")
