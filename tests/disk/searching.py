"""Finds texts in files, byte for byte, in each form in which a program may have written them."""

from __future__ import annotations

import base64
import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path
from urllib.parse import quote

_CHUNK = 8 * 1024 * 1024


class Searcher:
    """Looks for texts in UTF-8, UTF-16, Latin-1, base64, hexadecimal, URLs, JSON and HTML.

    Letters of any case, with or without their accents, composed or not.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._in_any_case: dict[bytes, str] = {}
        self._as_they_are: dict[bytes, str] = {}
        for text in texts:
            for written in _written(text):
                for content in _encoded(written):
                    # Big-endian UTF-16 holds the little-endian form but for the last NUL.
                    self._in_any_case[content.lower().rstrip(b"\0")] = text
                    self._in_any_case[content.hex().encode()] = text
                for part in _in_base64(written.encode()):
                    self._as_they_are[part] = text
        self._longest = max(map(len, [*self._in_any_case, *self._as_they_are]))

    def search(self, folders: Sequence[Path]) -> list[tuple[str, str]]:
        """Return each text that stands in a file under the folders, and the file's path."""
        found = []
        for folder in folders:
            for path in sorted(folder.rglob("*")):
                if path.is_file() and not path.is_symlink():
                    found += [(text, str(path)) for text in sorted(self.in_file(path))]
        return found

    def in_file(self, path: Path) -> set[str]:
        """Return the texts that stand in the file, whether two reads cut them or not."""
        found: set[str] = set()
        with path.open("rb") as file:
            tail = b""
            while chunk := file.read(_CHUNK):
                window = tail + chunk
                found |= self.in_bytes(window)
                tail = window[-self._longest :]
        return found

    def in_bytes(self, content: bytes) -> set[str]:
        """Return the texts that stand in the bytes."""
        lowered = content.lower()
        return {text for form, text in self._in_any_case.items() if form in lowered} | {
            text for form, text in self._as_they_are.items() if form in content
        }


def _written(text: str) -> Iterator[str]:
    decomposed = unicodedata.normalize("NFD", text)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    for one in {text, decomposed, bare}:
        yield from {one, one.lower(), one.upper(), one.title()}


def _encoded(text: str) -> Iterator[bytes]:
    for encoding in ("utf-8", "utf-16-le", "latin-1"):
        yield text.encode(encoding, errors="ignore")
    yield quote(text).encode()
    yield json.dumps(text)[1:-1].encode()
    yield "".join(f"&#{ord(one)};" if ord(one) > 127 else escape(one) for one in text).encode()


def _in_base64(content: bytes) -> Iterator[bytes]:
    """Yield what is certain of the content in base64, wherever it stands among other bytes."""
    for before in range(3):
        encoded = base64.b64encode(bytes(before) + content)
        first = (before * 8 + 5) // 6  # letters that hold bits of what comes before
        last = (before + len(content)) * 8 // 6  # and of what comes after
        yield encoded[first:last]
        yield encoded[first:last].replace(b"+", b"-").replace(b"/", b"_")
