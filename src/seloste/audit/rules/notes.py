"""Signed notes, and the two texts that the audit signs: checkpoints and cuts.

The forms are those of C2SP: https://c2sp.org/signed-note and https://c2sp.org/tlog-checkpoint.
What they leave to the log is narrowed here: a checkpoint has no extension lines, base64 has
one spelling only, and a note has at most a hundred signatures.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from hashlib import sha256

from seloste.audit.errors import ForgedSignature, MalformedNote, UnknownSigner
from seloste.audit.rules.merkle import HASH_BYTES, root_of
from seloste.audit.values import Checkpoint, Cut, NoteKey, Peaks

_ED25519 = b"\x01"
_KEY_ID_BYTES = 4
_MOST_SIGNATURES = 100
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_CUT = "seloste-audit-cut/1"


def key_id(name: str, public: bytes) -> bytes:
    """Return the four bytes that signature lines name an Ed25519 key by."""
    return sha256(name.encode() + b"\n" + _ED25519 + public).digest()[:_KEY_ID_BYTES]


def verifier_key(name: str, public: bytes) -> str:
    """Return the public key as one line of text, as Go's `note` package and its kin read it."""
    return f"{name}+{key_id(name, public).hex()}+{_base64(_ED25519 + public)}"


def signed(text: bytes, *, name: str, public: bytes, sign: Callable[[bytes], bytes]) -> bytes:
    """Return the note: the text, a blank line, one signature line.

    Raises:
        MalformedNote: the text or the name cannot stand in a note.
    """
    _check_text(text)
    _check_name(name)
    signature = _base64(key_id(name, public) + sign(text))
    return text + b"\n" + f"\N{EM DASH} {name} {signature}\n".encode()


def opened(note: bytes, keys: Sequence[NoteKey]) -> bytes:
    """Return the text of a note that one of the keys signed.

    Raises:
        MalformedNote: this is not a signed note.
        ForgedSignature: a signature names one of the keys and is not by it.
        UnknownSigner: no signature names any of the keys.
    """
    text, separator, tail = note.rpartition(b"\n\n")
    text += b"\n"
    _check_text(text)
    if not separator or not tail.endswith(b"\n") or tail.count(b"\n") > _MOST_SIGNATURES:
        raise MalformedNote("a note is a text, a blank line and its signatures")
    signatures = [_parse_signature(line) for line in _unicode(tail).split("\n")[:-1]]
    known = {(key.name, key_id(key.name, key.public)): key for key in keys}
    is_signed = False
    for name, key, signature in signatures:
        if signer := known.get((name, key)):
            if not signer.verify(signature, text):
                raise ForgedSignature(f"the signature of {name} does not fit the text")
            is_signed = True
    if not is_signed:
        raise UnknownSigner("none of our keys signed this note")
    return text


def checkpoint_text(checkpoint: Checkpoint) -> bytes:
    """Return the text to sign for a checkpoint."""
    _check_name(checkpoint.origin)
    return f"{checkpoint.origin}\n{checkpoint.size}\n{_base64(checkpoint.root)}\n".encode()


def parse_checkpoint(text: bytes) -> Checkpoint:
    """Read a checkpoint from the text of an opened note.

    Raises:
        MalformedNote: this is something else.
    """
    lines = _unicode(text).split("\n")
    if len(lines) != 4 or lines[3]:
        raise MalformedNote("a checkpoint has three lines")
    _check_name(lines[0])
    return Checkpoint(lines[0], _parse_size(lines[1]), _parse_hash(lines[2]))


def cut_text(cut: Cut) -> bytes:
    """Return the text to sign for a cut.

    Its lines: the form, the origin, the first position kept, the root and the time of the
    cut, then the peaks. The second line is no number, so it never passes for a checkpoint.
    """
    _check_name(cut.origin)
    lines = [_CUT, cut.origin, str(cut.first_kept), _base64(root_of(cut.peaks)), _time(cut.at)]
    return "".join(f"{line}\n" for line in [*lines, *map(_base64, cut.peaks.hashes)]).encode()


def parse_cut(text: bytes) -> Cut:
    """Read a cut from the text of an opened note.

    Raises:
        MalformedNote: this is something else, or its peaks do not make its root.
    """
    lines = _unicode(text).split("\n")
    if len(lines) < 6 or lines[0] != _CUT or lines.pop():
        raise MalformedNote("this is not a cut")
    _, origin, first_kept, root, at, *hashes = lines
    _check_name(origin)
    peaks = Peaks(_parse_size(first_kept), tuple(_parse_hash(each) for each in hashes))
    if len(hashes) != peaks.size.bit_count() or root_of(peaks) != _parse_hash(root):
        raise MalformedNote("the peaks of the cut do not make its root")
    return Cut(origin, _parse_time(at), peaks)


def joined(notes: Sequence[bytes]) -> bytes:
    """Return checkpoints as one file: notes with a blank line after each.

    A checkpoint has no blank line within, so the file can be read again and appended to.
    """
    return b"".join(note + b"\n" for note in notes)


def split(content: bytes) -> tuple[list[bytes], bytes]:
    """Return the notes of a file of checkpoints, and what is left of a note torn at the end."""
    parts = content.split(b"\n\n")
    if len(parts) % 2 == 0 and parts[-1].endswith(b"\n"):
        # A single note, as it came by e-mail, ends without the blank line.
        parts[-1:] = [parts[-1][:-1], b""]
    whole = (len(parts) - 1) // 2 * 2
    notes = [parts[at] + b"\n\n" + parts[at + 1] + b"\n" for at in range(0, whole, 2)]
    return notes, b"\n\n".join(parts[whole:])


def _parse_signature(line: str) -> tuple[str, bytes, bytes]:
    mark, name, signature = [*line.split(" ", 2), "", ""][:3]
    if mark != "\N{EM DASH}":
        raise MalformedNote("a signature line begins with a dash")
    _check_name(name)
    data = _parse_base64(signature)
    if len(data) <= _KEY_ID_BYTES:
        raise MalformedNote("a signature line holds a key id and a signature")
    return name, data[:_KEY_ID_BYTES], data[_KEY_ID_BYTES:]


def _check_text(text: bytes) -> None:
    if _CONTROL.search(_unicode(text)) or not text.endswith(b"\n"):
        raise MalformedNote("a text has no control characters and ends its last line")


def _check_name(name: str) -> None:
    if not name or "+" in name or any(each.isspace() or each < " " for each in name):
        raise MalformedNote("a name has neither spaces nor a plus")


def _unicode(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise MalformedNote("a note is UTF-8") from None


def _parse_size(text: str) -> int:
    if not _SIZE.fullmatch(text):
        raise MalformedNote("a size is a decimal number without leading zeros")
    return int(text)


def _parse_hash(text: str) -> bytes:
    data = _parse_base64(text)
    if len(data) != HASH_BYTES:
        raise MalformedNote("a hash has 32 bytes")
    return data


def _base64(data: bytes) -> str:
    return b64encode(data).decode()


def _parse_base64(text: str) -> bytes:
    try:
        data = b64decode(text, validate=True)
    except ValueError:
        raise MalformedNote("this is not base64") from None
    if _base64(data) != text:
        raise MalformedNote("base64 has one spelling only")
    return data


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _parse_time(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise MalformedNote("this is not a time") from None
    if at.tzinfo is None or _time(at) != text:
        raise MalformedNote("a time is in UTC with microseconds")
    return at
