"""Lines of a text file in bounded memory, once the whole file has been looked through."""

from __future__ import annotations

import codecs
import io
import os
from collections.abc import Iterator
from typing import BinaryIO

from seloste.customers.files.faults import FileRefused
from seloste.customers.files.tables import MOST_RECORD

_CHUNK = 64 * 1024
_UTF_16_AND_32 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Lines:
    """Physical lines with their 1-based numbers; lines can be given back to be read again."""

    def __init__(self, source: BinaryIO) -> None:
        """Look the file through and stand before its first line.

        Raises:
            FileRefused: a line is too long, holds NUL, or the letters cannot be told.
        """
        self._source = source
        self.size = source.seek(0, os.SEEK_END)
        encoding = _encoding(source)
        source.seek(0)
        self._text = io.TextIOWrapper(_Unclosed(source), encoding, newline="")
        self._given_back: list[str] = []
        self.number = 0  # of the line read last

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._given_back.pop() if self._given_back else self._text.readline(MOST_RECORD + 1)
        if not line:
            raise StopIteration
        self.number += 1
        return line

    def give_back(self, lines: list[str]) -> None:
        """Put lines back, to be read again in the same order."""
        self._given_back.extend(reversed(lines))
        self.number -= len(lines)

    def progress(self) -> float:
        """Return how much of the file has been read, from 0 to 1."""
        return self._source.tell() / self.size if self.size else 1.0


class _Unclosed(io.BufferedReader):
    """Reads a stream that somebody else closes."""

    def __init__(self, source: BinaryIO) -> None:
        super().__init__(_Raw(source), _CHUNK)


class _Raw(io.RawIOBase):
    def __init__(self, source: BinaryIO) -> None:
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # typeshed's Buffer is 3.12's
        found = self._source.read(len(buffer))
        buffer[: len(found)] = found
        return len(found)


def _encoding(source: BinaryIO) -> str:
    """Return the name of the encoding: UTF-8 with or without a mark, else Windows-1252."""
    source.seek(0)
    if source.read(2) in _UTF_16_AND_32:
        raise FileRefused("utf_16", line=1)
    utf8 = _Look(source, "utf-8")
    if not utf8.failed:
        return "utf-8-sig"
    if utf8.beyond_ascii:
        raise FileRefused("mixed_encoding", line=utf8.line)
    windows = _Look(source, "cp1252")
    if windows.failed:
        raise FileRefused("unknown_encoding", line=windows.line)
    return "cp1252"


class _Look:
    """One look through a file, up to the first byte that is not in the encoding."""

    def __init__(self, source: BinaryIO, encoding: str) -> None:
        source.seek(0)
        self.line = 1  # where the look has come to
        self.beyond_ascii = False
        self.failed = False
        self._since_break = 0
        self._after_return = False
        decoder = codecs.getincrementaldecoder(encoding)()
        while chunk := source.read(_CHUNK):
            self._check_bounds(chunk)
            if not self._decodes(decoder, chunk):
                return
            self._pass(chunk)
        self._decodes(decoder, b"", final=True)

    def _check_bounds(self, chunk: bytes) -> None:
        if b"\0" in chunk:
            raise FileRefused(
                "nul_byte", line=self.line + self._breaks(chunk[: chunk.index(b"\0")])
            )
        ends = [at for at in (chunk.find(b"\n"), chunk.find(b"\r")) if at >= 0]
        if self._since_break + min(ends, default=len(chunk)) > MOST_RECORD:
            raise FileRefused("line_too_long", line=self.line, most=MOST_RECORD // 1024)

    def _decodes(
        self, decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False
    ) -> bool:
        try:
            text = decoder.decode(chunk, final)
        except UnicodeDecodeError as error:
            self.failed = True
            self.beyond_ascii |= (
                not error.object[: error.start].removeprefix(codecs.BOM_UTF8).isascii()
            )
            self.line += self._breaks(error.object[: error.start])
            return False
        self.beyond_ascii |= not text.isascii()
        return True

    def _pass(self, chunk: bytes) -> None:
        self.line += self._breaks(chunk)
        self._after_return = chunk.endswith(b"\r")
        last = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
        self._since_break = len(chunk) - last - 1 if last >= 0 else self._since_break + len(chunk)

    def _breaks(self, chunk: bytes) -> int:
        """Return how many lines end in the bytes: by LF, CR LF or CR.

        One of two bytes may be cut by the edge of what is read at once: it counts once.
        """
        breaks = chunk.count(b"\n") - (self._after_return and chunk.startswith(b"\n"))
        if b"\r" in chunk:
            breaks += chunk.count(b"\r") - chunk.count(b"\r\n")
        return breaks
