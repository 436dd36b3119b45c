"""Archives in the age format open for whom they were made, whole or not at all."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seloste.vault import archives
from seloste.vault.errors import (
    ArchiveDamaged,
    IdentityUnreadable,
    IdentityWrong,
    NotAnArchive,
    NotARecipient,
)

LINES = [b"%d:%s\n" % (number, b"x" * 100) for number in range(3000)]  # several chunks of age


@pytest.fixture(scope="module")
def identity() -> str:
    return archives.new_identity()[0]


@pytest.fixture(scope="module")
def content(identity: str) -> bytes:
    out = io.BytesIO()
    archives.encrypt(iter(LINES), out, [archives.recipient_of(identity)])
    return out.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("age")


def lines(folder: Path, content: bytes, identity: str) -> list[bytes]:
    path = folder / "archive.age"
    path.write_bytes(content)
    return list(archives.lines_of(path, [identity]))


def test_what_was_written_is_read(folder: Path, content: bytes, identity: str) -> None:
    assert lines(folder, content, identity) == LINES


def test_nothing_of_it_stands_in_clear(content: bytes) -> None:
    assert b"xxxxxxxx" not in content


def test_every_recipient_opens_it(folder: Path) -> None:
    (one, first), (other, second) = archives.new_identity(), archives.new_identity()
    out = io.BytesIO()
    archives.encrypt([b"a\n", b"b\n"], out, [first, second])

    for each in (one, other):
        assert lines(folder, out.getvalue(), each) == [b"a\n", b"b\n"]


def test_another_identity_is_refused(folder: Path, content: bytes) -> None:
    with pytest.raises(IdentityWrong):
        lines(folder, content, archives.new_identity()[0])


@settings(max_examples=60)
@given(at=st.floats(0, 1, exclude_max=True))
def test_cut_off_anywhere_it_is_refused(
    folder: Path, content: bytes, identity: str, at: float
) -> None:
    with pytest.raises(ArchiveDamaged):
        lines(folder, content[: int(at * len(content))], identity)


@settings(max_examples=60)
@given(at=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_altered_anywhere_it_is_refused(
    folder: Path, content: bytes, identity: str, at: float, bit: int
) -> None:
    changed = bytearray(content)
    changed[int(at * len(content))] ^= 1 << bit

    with pytest.raises((ArchiveDamaged, IdentityWrong, NotAnArchive)):
        lines(folder, bytes(changed), identity)


def test_something_after_its_end_is_refused(folder: Path, content: bytes, identity: str) -> None:
    with pytest.raises(ArchiveDamaged):
        lines(folder, content + b"more", identity)


def test_a_line_without_an_end_is_refused(folder: Path, identity: str) -> None:
    out = io.BytesIO()
    archives.encrypt([b"a\n", b"b"], out, [archives.recipient_of(identity)])

    with pytest.raises(ArchiveDamaged):
        lines(folder, out.getvalue(), identity)


@pytest.mark.parametrize(
    "other", [b"PK\x03\x04 a zip file that is long enough", b"SQLite format 3\0"]
)
def test_another_kind_of_file_is_refused(folder: Path, identity: str, other: bytes) -> None:
    with pytest.raises(NotAnArchive):
        lines(folder, other, identity)


def test_whoever_stops_reading_leaves_nothing_behind(
    folder: Path, content: bytes, identity: str
) -> None:
    path = folder / "archive.age"
    path.write_bytes(content)
    reading = archives.lines_of(path, [identity])

    assert next(reading) == LINES[0]
    reading.close()


@pytest.mark.slow
def test_a_sealed_identity_opens_with_its_passphrase_only(identity: str) -> None:
    sealed = archives.sealed_identity(identity, "a long passphrase")

    assert identity.encode() not in sealed
    assert archives.identities_in(sealed, passphrase="a long passphrase") == [identity]
    with pytest.raises(IdentityUnreadable):
        archives.identities_in(sealed)


def test_an_identity_file_may_have_remarks(identity: str) -> None:
    assert archives.identities_in(f"# made today\n{identity}\n".encode()) == [identity]


@pytest.mark.parametrize("content", [b"", b"nothing\n", b"\xff\xfe\n"])
def test_a_file_without_identity_is_refused(content: bytes) -> None:
    with pytest.raises(IdentityUnreadable):
        archives.identities_in(content)


def test_a_broken_identity_is_refused(folder: Path, content: bytes) -> None:
    with pytest.raises(IdentityUnreadable):
        lines(folder, content, "AGE-SECRET-KEY-1NOTONE")


def test_what_is_no_recipient_is_refused() -> None:
    with pytest.raises(NotARecipient):
        archives.check_recipient("age1notone")
