from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from seloste.audit.rules.lines import canonical_bytes
from seloste.audit.rules.merkle import NO_LINES, extended, leaf_hash, root_of
from seloste.audit.rules.notes import checkpoint_text, signed
from seloste.audit.values import Checkpoint, Line, NoteKey, Peaks, StoredCheckpoint, StoredLine

ORIGIN = "register.example/audit"
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def line_at(position: int, **changes: object) -> Line:
    line = Line(
        position=position,
        at=AT + timedelta(seconds=position),
        operation="readings.opened",
        actor="staff-7f3a",
        role="support",
        way_in="console",
        purpose="customer_care",
        categories=("contact", "identity"),
        about=4_611_686_018_427_387_904 + position,
        ref="",
        edition=4,
        sealed_facts=b"",
    )
    return replace(line, **changes)  # type: ignore[arg-type]  # a test may change any field


class TestSigner:
    """Signs with a keyed hash: enough for rules, which never see a cipher."""

    __test__ = False

    def __init__(self, secret: bytes = b"secret", name: str = ORIGIN) -> None:
        self.name = name
        self.secret = secret
        self.public = sha256(secret).digest()

    def sign(self, text: bytes) -> bytes:
        return sha256(self.secret + text).digest()

    def key(self) -> NoteKey:
        return NoteKey(self.name, self.public, lambda signature, text: signature == self.sign(text))

    def note(self, text: bytes) -> bytes:
        return signed(text, name=self.name, public=self.public, sign=self.sign)


class Trail:
    """An honest trail in memory, which a test may then tamper with."""

    def __init__(self, count: int, *, every: int = 0, first: int = 0) -> None:
        self.signer = TestSigner()
        self.lines = [stored(line_at(position)) for position in range(count)]
        sizes = range(every, count + 1, every) if every else ()
        self.checkpoints = [self.checkpoint(size) for size in sizes]
        self.head = count
        self.lines = self.lines[first:]

    def peaks(self, size: int) -> Peaks:
        return extended(NO_LINES, [each.leaf for each in self.lines[:size]])

    def checkpoint(self, size: int) -> StoredCheckpoint:
        peaks = self.peaks(size)
        text = checkpoint_text(Checkpoint(ORIGIN, size, root_of(peaks)))
        return StoredCheckpoint(self.signer.note(text), peaks)

    @property
    def notes(self) -> list[bytes]:
        return [each.note for each in self.checkpoints]


def stored(line: Line) -> StoredLine:
    return StoredLine(line, leaf_hash(canonical_bytes(line)))


@pytest.fixture(scope="session")
def make_line() -> Callable[..., Line]:
    return line_at


@pytest.fixture(scope="session")
def make_stored() -> Callable[[Line], StoredLine]:
    return stored


@pytest.fixture(scope="session")
def make_trail() -> Callable[..., Trail]:
    return Trail


@pytest.fixture(scope="session")
def make_signer() -> Callable[..., TestSigner]:
    return TestSigner
