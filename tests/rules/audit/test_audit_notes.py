"""Signed notes against the published examples, and strictly.

The key, the text and the signature of "PeterNeumann" (and of "EnochRoot") are those of the tests of
golang.org/x/mod/sumdb/note (note_test.go, TestSign and TestOpen), from which the specification
c2sp.org/signed-note comes; so is the list of malformed messages.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from seloste.audit.errors import ForgedSignature, MalformedNote, UnknownSigner
from seloste.audit.rules.merkle import NO_LINES, extended, leaf_hash
from seloste.audit.rules.notes import (
    checkpoint_text,
    cut_text,
    joined,
    key_id,
    opened,
    parse_checkpoint,
    parse_cut,
    signed,
    split,
    verifier_key,
)
from seloste.audit.values import Checkpoint, Cut, NoteKey

PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PETER_SECRET = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
ENOCH = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
TEXT = (
    b"If you think cryptography is the answer to your problem,\n"
    b"then you don't know what your problem is.\n"
)
PETER_LINE = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqf"
    "qdngotpRZb6KE6RyyBwJnAM=\n"
).encode()
ENOCH_LINE = (
    "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTG"
    "wnWLox33WWd1RvMc+QQ=\n"
).encode()
NOTE = TEXT + b"\n" + PETER_LINE
ROOT = leaf_hash(b"")
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def published(verifier: str) -> NoteKey:
    name, _, data = verifier.split("+", 2)
    public = b64decode(data)[1:]

    def verify(signature: bytes, text: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, text)
        except InvalidSignature:
            return False
        return True

    return NoteKey(name, public, verify)


@pytest.mark.parametrize("verifier", [PETER, ENOCH])
def test_key_ids_are_the_published_ones(verifier: str) -> None:
    key = published(verifier)

    assert key_id(key.name, key.public).hex() == verifier.split("+")[1]
    assert verifier_key(key.name, key.public) == verifier


def test_signing_gives_the_published_note() -> None:
    secret = Ed25519PrivateKey.from_private_bytes(b64decode(PETER_SECRET)[1:])
    key = published(PETER)

    assert signed(TEXT, name=key.name, public=key.public, sign=secret.sign) == NOTE


@pytest.mark.parametrize(
    ("lines", "verifiers"),
    [
        (PETER_LINE, [PETER]),
        (PETER_LINE + ENOCH_LINE, [PETER]),
        (PETER_LINE + ENOCH_LINE, [ENOCH]),
        (PETER_LINE + ENOCH_LINE, [PETER, ENOCH]),
        (ENOCH_LINE + PETER_LINE + PETER_LINE, [PETER]),
        (PETER_LINE * 100, [PETER]),
    ],
)
def test_the_published_note_opens(lines: bytes, verifiers: list[str]) -> None:
    assert opened(TEXT + b"\n" + lines, [published(each) for each in verifiers]) == TEXT


def test_a_note_that_no_known_key_signed_does_not_open() -> None:
    with pytest.raises(UnknownSigner):
        opened(NOTE, [published(ENOCH)])
    with pytest.raises(UnknownSigner):
        opened(NOTE, [])


@pytest.mark.parametrize(
    "note",
    [
        NOTE.replace(b"cryptography", b"Cryptography"),
        TEXT + b"\n" + PETER_LINE[:62] + b"ABCD" + PETER_LINE[62:],
        TEXT + b"\n" + ENOCH_LINE + PETER_LINE.replace(b"JkuBS", b"JkuBT"),
    ],
)
def test_a_signature_that_does_not_fit_is_forged_even_beside_one_that_does(note: bytes) -> None:
    with pytest.raises(ForgedSignature):
        opened(note, [published(PETER), published(ENOCH)])


@pytest.mark.parametrize(
    "note",
    [
        b"",
        TEXT,
        TEXT + b"\n",
        NOTE[:-1],
        b"\x01" + NOTE,
        b"\xff" + NOTE,
        NOTE.replace(b"\n", b"\r\n"),
        TEXT + b"\n" + PETER_LINE.replace(b"PeterNeumann", b"Bad Name"),
        TEXT + b"\n" + PETER_LINE.replace(b"PeterNeumann", b"Peter+Neumann"),
        TEXT + b"\n" + PETER_LINE.replace(b"PeterNeumann", "Peter\N{EM SPACE}N".encode()),
        TEXT + b"\n" + PETER_LINE.replace(b"PeterNeumann ", b" "),
        NOTE + b"Unexpected line.\n",
        TEXT + b"\n" + PETER_LINE.replace("—".encode(), b"-"),
        TEXT + b"\n" + PETER_LINE * 101,
        TEXT + b"\n" + "— PeterNeumann\n".encode(),
        TEXT + b"\n" + "— PeterNeumann x08goA==\n".encode()[:-3] + b"=\n",
        TEXT + b"\n" + "— PeterNeumann x08gow==\n".encode(),
        TEXT + b"\n" + "— PeterNeumann x08go/Z=\n".encode(),
        TEXT + b"\n" + PETER_LINE.replace(b"JnAM=", b"JnAN="),
        TEXT + b"\n" + PETER_LINE.replace(b"=\n", b"=\xff\n"),
    ],
)
def test_a_malformed_note_does_not_open(note: bytes) -> None:
    with pytest.raises(MalformedNote):
        opened(note, [published(PETER)])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (b"no end of line", "name"),
        (b"", "name"),
        (b"tab\there\n", "name"),
        (b"\xff\n", "name"),
        (TEXT, ""),
        (TEXT, "a name"),
        (TEXT, "a+b"),
        (TEXT, "a\nb"),
        (TEXT, "a\x00b"),
    ],
)
def test_what_cannot_stand_in_a_note_is_not_signed(text: bytes, name: str) -> None:
    with pytest.raises(MalformedNote):
        signed(text, name=name, public=bytes(32), sign=lambda _: bytes(64))


def test_the_example_of_the_checkpoint_specification_is_read_and_written_alike() -> None:
    # The example of c2sp.org/tlog-checkpoint.
    text = b"example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    root = b64decode("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")

    checkpoint = parse_checkpoint(text)

    assert checkpoint == Checkpoint("example.com/behind-the-sofa", 20_852_163, root)
    assert checkpoint_text(checkpoint) == text


@given(st.integers(0, 10**19 - 1), st.binary(min_size=32, max_size=32))
def test_a_checkpoint_survives_being_written_and_read(size: int, root: bytes) -> None:
    checkpoint = Checkpoint("register.example/audit", size, root)

    assert parse_checkpoint(checkpoint_text(checkpoint)) == checkpoint


@pytest.mark.parametrize(
    "text",
    [
        b"origin\n1\n",
        b"origin\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
        b"origin\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\nextension\n",
        b"\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        b"origin\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        b"origin\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        b"origin\n+1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "origin\n١\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n".encode(),
        b"origin\n10000000000000000000\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        b"origin\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
        b"origin\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jx\n",
        b"origin\n1\nnot base64\n",
        b"\xff\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
    ],
)
def test_other_texts_are_not_checkpoints(text: bytes) -> None:
    with pytest.raises(MalformedNote):
        parse_checkpoint(text)


@pytest.mark.parametrize("origin", ["", "two words", "a+b", "a\nb"])
def test_an_origin_that_would_break_the_form_is_not_written(origin: str) -> None:
    with pytest.raises(MalformedNote):
        checkpoint_text(Checkpoint(origin, 1, ROOT))
    with pytest.raises(MalformedNote):
        cut_text(Cut(origin, AT, NO_LINES))


@given(st.integers(0, 70))
def test_a_cut_survives_being_written_and_read(size: int) -> None:
    peaks = extended(NO_LINES, [leaf_hash(bytes([number])) for number in range(size)])
    cut = Cut("register.example/audit", AT, peaks)

    assert parse_cut(cut_text(cut)) == cut
    assert cut.first_kept == size


def test_the_text_of_a_cut_never_changes() -> None:
    helsinki = AT.astimezone(timezone(timedelta(hours=2)))
    cut = Cut("register.example/audit", helsinki, extended(NO_LINES, [ROOT]))

    assert cut_text(cut).decode() == (
        "seloste-audit-cut/1\nregister.example/audit\n1\n"
        "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n2026-11-22T09:00:00.000000+00:00\n"
        "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n"
    )


def test_a_cut_never_passes_for_a_checkpoint_nor_a_checkpoint_for_a_cut() -> None:
    with pytest.raises(MalformedNote):
        parse_checkpoint(cut_text(Cut("register.example/audit", AT, NO_LINES)))
    with pytest.raises(MalformedNote):
        parse_cut(checkpoint_text(Checkpoint("seloste-audit-cut/1", 1, ROOT)))


@pytest.mark.parametrize(
    ("part", "other"),
    [
        (b"cut/1", b"cut/2"),
        (b"\n1\n", b"\n3\n"),
        (b"\n1\nbj", b"\n1\naj"),
        (b"2026-11-22T", b"2026-11-22 "),
        (b"2026-11-22T", b"soon"),
        (b"+00:00", b""),
        (b"+00:00", b"+02:00"),
        (b"oB0=\n", b"oB0="),
        (b"register.example/audit", b""),
    ],
)
def test_other_texts_are_not_cuts(part: bytes, other: bytes) -> None:
    text = cut_text(Cut("register.example/audit", AT, extended(NO_LINES, [ROOT])))
    assert part in text

    with pytest.raises(MalformedNote):
        parse_cut(text.replace(part, other))


def test_a_file_of_checkpoints_gives_its_notes_back(make_trail: Callable[..., Any]) -> None:
    notes = make_trail(30, every=10).notes

    assert split(joined(notes)) == (notes, b"")
    assert split(b"") == ([], b"")
    assert split(notes[0]) == ([notes[0]], b"")
    assert split(joined(notes[:2]) + notes[2]) == (notes, b"")


def test_a_file_cut_anywhere_gives_the_whole_notes_and_the_rest(
    make_trail: Callable[..., Any],
) -> None:
    notes = make_trail(20, every=10).notes
    content = joined(notes)
    for length in range(len(content)):
        whole, rest = split(content[:length])

        assert whole == notes[: len(whole)]
        assert len(whole) == (length >= len(notes[0])) + (length >= len(content) - 1)
        assert rest.strip() == b"" or notes[len(whole)].startswith(rest)
