"""Archives that only the holder of an identity opens: age, format v1, X25519 recipients.

Nothing is held in memory but a chunk, and nothing lies in a temporary file: what is read out
comes through a pipe. Source: age-encryption.org/v1 (C2SP).
"""

from __future__ import annotations

import io
import os
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from threading import Thread
from typing import IO, Any

import pyrage
from pyrage import passphrase as scrypt
from pyrage import x25519

from seloste.vault.errors import (
    ArchiveDamaged,
    IdentityUnreadable,
    IdentityWrong,
    NotAnArchive,
    NotARecipient,
)

_MAGIC = b"age-encryption.org/v1\n"
_ARMOUR = b"-----BEGIN AGE"
_BEGINS = "AGE-SECRET-KEY-"
_NOBODY = "No matching keys found"
_LONGEST_LINE = 256 * 1024 * 1024
_BUFFER = 1024 * 1024


def new_identity() -> tuple[str, str]:
    """Return a new private identity and the recipient that belongs to it."""
    made = x25519.Identity.generate()
    return str(made), str(made.to_public())


def recipient_of(identity: str) -> str:
    """Return the recipient whose archives the identity opens."""
    return str(_parsed(identity).to_public())


def check_recipient(recipient: str) -> None:
    """Refuse what is no recipient.

    Raises:
        NotARecipient: it is not.
    """
    _recipient(recipient)


def sealed_identity(identity: str, passphrase: str) -> bytes:
    """Return the identity as a file that opens with the passphrase only (age, scrypt)."""
    return bytes(scrypt.encrypt(f"{identity}\n".encode(), passphrase))


def identities_in(content: bytes, *, passphrase: str | None = None) -> list[str]:
    """Return the identities that stand in an identity file, one a line.

    Args:
        content: of the file; sealed with a passphrase or not.
        passphrase: of a sealed file.

    Raises:
        IdentityUnreadable: it holds none, or the passphrase is missing or another.
    """
    if content.startswith(_MAGIC):
        if passphrase is None:
            raise IdentityUnreadable
        try:
            content = scrypt.decrypt(content, passphrase)
        except (pyrage.DecryptError, OSError):
            raise IdentityUnreadable from None
    lines = content.decode("ascii", errors="replace").splitlines()
    found = [line.strip() for line in lines if line.strip().startswith(_BEGINS)]
    if not found:
        raise IdentityUnreadable
    return found


def encrypt(parts: Iterable[bytes], out: IO[bytes], recipients: Sequence[str]) -> None:
    """Write the parts, one after the other, so that each of the recipients can open them.

    Raises:
        NotARecipient: one of them is none.
    """
    pyrage.encrypt_io(_Parts(parts), _Writer(out), [_recipient(each) for each in recipients])


def lines_of(path: Path, identities: Sequence[str]) -> Generator[bytes, None, None]:
    """Yield the lines of what was encrypted; when they have ended, the archive was whole.

    Raises:
        NotAnArchive: it is something else.
        IdentityWrong: it was made for others.
        ArchiveDamaged: it was cut off or changed.
    """
    parsed = [_parsed(each) for each in identities]
    with path.open("rb") as source:
        _check_begins_well(source)
        reading, writing = os.pipe()
        failures: list[Exception] = []
        thread = Thread(target=_pour, args=(source, writing, parsed, failures), daemon=True)
        thread.start()
        try:
            with closing(os.fdopen(reading, "rb", buffering=_BUFFER)) as plain:
                yield from _whole_lines(plain, failures, thread)
        finally:
            thread.join()


def _whole_lines(
    plain: IO[bytes], failures: Sequence[Exception], thread: Thread
) -> Iterator[bytes]:
    while line := plain.readline(_LONGEST_LINE):
        if not line.endswith(b"\n"):
            break
        yield line
    thread.join()
    if failures:
        raise IdentityWrong if _NOBODY in str(failures[0]) else ArchiveDamaged
    if line:
        raise ArchiveDamaged


def _check_begins_well(source: IO[bytes]) -> None:
    begins = source.read(len(_MAGIC))
    source.seek(0)
    if begins == _MAGIC:
        return
    raise ArchiveDamaged if _MAGIC.startswith(begins) else NotAnArchive


def _pour(
    source: IO[bytes],
    writing: int,
    identities: Sequence[x25519.Identity],
    failures: list[Exception],
) -> None:
    """Decrypt into the pipe. Whoever reads it finds out at its end whether all was well."""
    with suppress(BrokenPipeError), os.fdopen(writing, "wb", buffering=_BUFFER) as out:
        try:
            pyrage.decrypt_io(_Reader(source), _Writer(out), identities)
        except BrokenPipeError:  # nobody reads on
            pass
        except (pyrage.DecryptError, OSError) as failure:
            failures.append(failure)


def _parsed(identity: str) -> x25519.Identity:
    try:
        return x25519.Identity.from_str(identity.strip())
    except pyrage.IdentityError:
        raise IdentityUnreadable from None


def _recipient(text: str) -> x25519.Recipient:
    try:
        return x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError:
        raise NotARecipient from None


class _Parts(io.BufferedIOBase):
    """Parts that come one after the other, read as a file."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self._parts, self._left = iter(parts), memoryview(b"")

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        while not self._left:
            part = next(self._parts, None)
            if part is None:
                return b""
            self._left = memoryview(part)
        taken = len(self._left) if size is None or size < 0 else size
        given, self._left = bytes(self._left[:taken]), self._left[taken:]
        return given


class _Reader(io.BufferedIOBase):
    """A file that is left open: pyrage would take it along."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, size: int | None = -1, /) -> bytes:
        return self._file.read(-1 if size is None else size)


class _Writer(io.BufferedIOBase):
    """The same for writing."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:  # bytes; the class below allows more
        return self._file.write(data)

    def flush(self) -> None:
        if not self._file.closed:
            self._file.flush()
