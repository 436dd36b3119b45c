"""The root key: where it comes from, how it is known again, how a new one takes over.

It is a file with mode 0600, one line a generation (`1 BASE64`), or a passphrase stretched with
Argon2id (RFC 9106). Everything else in the key store is wrapped under it.
"""

from __future__ import annotations

import base64
import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from django.conf import settings
from django.db import connections, transaction

from seloste.kernel.steps import reached
from seloste.vault.ciphers import KEY_BYTES, Cipher
from seloste.vault.errors import (
    AlreadyInitialised,
    CannotOpen,
    RootKeyExposed,
    RootKeyMissing,
    RootKeyWrong,
)
from seloste.vault.keystore.models import PersonKey, RootKey, SystemKey

_PROOF = b"seloste root key"
_ARGON2 = {"iterations": 3, "lanes": 4, "memory_cost": 64 * 1024}  # KiB; RFC 9106, section 4


@dataclass(frozen=True, slots=True, repr=False)
class Root:
    """The root keys at hand: the current generation, and earlier ones until all is re-wrapped."""

    current: int
    ciphers: Mapping[int, Cipher]

    def wrap(self, key: bytes, *, place: bytes) -> bytes:
        return self.ciphers[self.current].seal(key, place=place)

    def unwrap(self, wrapped: bytes, generation: int, *, place: bytes) -> bytes:
        # Another process may have begun a generation since the keys were read.
        cipher = self.ciphers.get(generation) or _afresh().ciphers.get(generation)
        if cipher is None:
            raise RootKeyWrong
        return cipher.open(wrapped, place=place)


def initialise(*, passphrase: str | None = None, at: datetime) -> None:
    """Make the first generation: a key file, or a passphrase's salt.

    Raises:
        AlreadyInitialised: this register has a root key.
    """
    path = settings.SELOSTE_ROOT_KEY_FILE
    if RootKey.objects.exists() or (passphrase is None and path.exists()):
        raise AlreadyInitialised
    _add_generation(1, passphrase=passphrase, at=at)
    _loaded.cache_clear()


def is_made() -> bool:
    """Tell whether this register has a root key."""
    return RootKey.objects.exists()


def begin_generation(*, passphrase: str | None = None, at: datetime) -> None:
    """Make the next generation beside the current one, unless that was begun and not ended."""
    with transaction.atomic(using="keys"):
        rows = _held()
        if sum(row.retired_at is None for row in rows) < 2:
            _add_generation(rows[-1].generation + 1, passphrase=passphrase, at=at)
    _loaded.cache_clear()


def is_changing() -> bool:
    """Tell whether a change of the root key was begun and not ended."""
    return RootKey.objects.filter(retired_at=None).count() > 1


def end_generation(generation: int, *, at: datetime) -> bool:
    """Forget a generation; return False, and forget nothing, while a key is wrapped under it."""
    with transaction.atomic(using="keys"):
        # Waits for those who wrap under it at this moment; whoever comes later takes the next.
        RootKey.objects.filter(generation=generation).update(retired_at=at)
        if _wraps(generation):
            transaction.set_rollback(True, using="keys")
            return False
    reached("rotate.generation_ended")
    forget_retired()
    reached("rotate.key_forgotten")
    return True


def forget_retired() -> bool:
    """Take keys out of the file that no generation in use has; tell whether there were any."""
    with transaction.atomic(using="keys"):
        used = {row.generation for row in _held() if row.retired_at is None}
        path = settings.SELOSTE_ROOT_KEY_FILE
        held = _read_file(path) if path.exists() else {}
        stray = bool(held.keys() - used)
        if stray:
            _write_file(path, {g: k for g, k in held.items() if g in used})
    _loaded.cache_clear()
    return stray


def root(*, also: str | None = None) -> Root:
    """Return the root keys at hand, read once and again whenever their file changes.

    Args:
        also: the passphrase of a generation that comes, beside the one of the settings.

    Raises:
        RootKeyMissing, RootKeyWrong, RootKeyExposed: as their names say.
    """
    path = settings.SELOSTE_ROOT_KEY_FILE
    phrase = settings.SELOSTE_PASSPHRASE_FILE
    if also is not None:
        return _read(path, phrase, also=[also])
    while True:
        stamp = _stamp(path)
        try:
            return _loaded(path, stamp, phrase, _stamp(Path(phrase)) if phrase else 0)
        except RootKeyMissing:
            # A generation may have come or gone between the file and its row being read.
            if _stamp(path) == stamp:
                raise


def in_clear() -> list[bytes]:
    """Return the root keys at hand themselves. Only for looking whether they lie elsewhere too."""
    path = settings.SELOSTE_ROOT_KEY_FILE
    keys = list(_parse(path.read_bytes()).values()) if path.exists() else []
    if settings.SELOSTE_PASSPHRASE_FILE:
        phrase = _read_passphrase(Path(settings.SELOSTE_PASSPHRASE_FILE))
        rows = RootKey.objects.filter(retired_at=None).exclude(derivation={})
        keys += [_derive(phrase, row.derivation) for row in rows]
    return keys


def in_use() -> Root:
    """Return the root keys; the current one is not retired before this transaction ends.

    To be called in a transaction on the key store: what is wrapped and written in it stays
    within reach, however a change of the root key goes on beside it.
    """
    at_hand = root()
    if not _is_in_use(at_hand.current):
        at_hand = _afresh()
        if not _is_in_use(at_hand.current):
            raise RootKeyWrong
    return at_hand


def _is_in_use(generation: int) -> bool:
    keys = connections["keys"]
    wait = " FOR SHARE" if keys.vendor == "postgresql" else ""  # SQLite has one writer at a time
    with keys.cursor() as cursor:
        cursor.execute(
            f"SELECT 1 FROM keystore_rootkey WHERE generation = %s AND retired_at IS NULL{wait}",  # noqa: S608 - words of our own
            [generation],
        )
        return cursor.fetchone() is not None


def _held() -> list[RootKey]:
    """Return all generations, oldest first; nobody else begins or ends one before this is over."""
    return list(RootKey.objects.select_for_update().order_by("generation"))


def _wraps(generation: int) -> bool:
    return any(
        model.objects.filter(generation=generation).exists() for model in (PersonKey, SystemKey)
    )


def _afresh() -> Root:
    _loaded.cache_clear()
    return root()


@lru_cache(maxsize=4)
def _loaded(path: Path, _stamp: int, passphrase_file: str, _phrase_stamp: int) -> Root:
    return _read(path, passphrase_file)


def _read(path: Path, passphrase_file: str, *, also: Sequence[str] = ()) -> Root:
    keys = _read_file(path) if path.exists() else {}
    phrases = [*([_read_passphrase(Path(passphrase_file))] if passphrase_file else []), *also]
    ciphers: dict[int, Cipher] = {}
    for row in RootKey.objects.filter(retired_at=None).order_by("generation"):
        candidates = (
            (_derive(phrase, row.derivation) for phrase in phrases)
            if row.derivation
            else iter([keys[row.generation]] if row.generation in keys else [])
        )
        ciphers[row.generation] = _first_right(candidates, row, path=path)
    if not ciphers:
        raise RootKeyMissing(path=path.name, generation=1)
    return Root(current=max(ciphers), ciphers=ciphers)


def _add_generation(generation: int, *, passphrase: str | None, at: datetime) -> None:
    derivation: dict[str, object] = {}
    if passphrase is None:
        key = secrets.token_bytes(KEY_BYTES)
        path = settings.SELOSTE_ROOT_KEY_FILE
        _write_file(path, {**(_read_file(path) if path.exists() else {}), generation: key})
        reached("rotate.key_written")
    else:
        derivation = {"salt": secrets.token_hex(16), **_ARGON2}
        key = _derive(passphrase, derivation)
    RootKey.objects.create(
        generation=generation,
        proof=Cipher(key).seal(_PROOF, place=_place(generation)),
        derivation=derivation,
        made_at=at,
    )


def _first_right(candidates: Iterator[bytes], row: RootKey, *, path: Path) -> Cipher:
    """Return the cipher of the first key that opens the proof of the generation."""
    key = None
    for key in candidates:
        with suppress(CannotOpen, ValueError):  # a key of another length is none of ours
            cipher = Cipher(key)
            cipher.open(bytes(row.proof), place=_place(row.generation))
            return cipher
    if key is None:
        raise RootKeyMissing(path=path.name, generation=row.generation)
    raise RootKeyWrong


def _place(generation: int) -> bytes:
    return b"root:%d" % generation


def _derive(passphrase: str, derivation: Mapping[str, object]) -> bytes:
    costs = {name: int(str(derivation[name])) for name in _ARGON2}
    return Argon2id(
        salt=bytes.fromhex(str(derivation["salt"])),
        length=KEY_BYTES,
        iterations=costs["iterations"],
        lanes=costs["lanes"],
        memory_cost=costs["memory_cost"],
    ).derive(passphrase.encode())


def _read_passphrase(path: Path) -> str:
    if not path.exists():
        raise RootKeyMissing(path=path.name, generation=0)
    try:
        return path.read_text(encoding="utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        raise RootKeyWrong from None


def _stamp(path: Path) -> int:
    return path.stat().st_mtime_ns if path.exists() else 0


def _read_file(path: Path) -> dict[int, bytes]:
    if path.stat().st_mode & 0o077:
        raise RootKeyExposed(path=path.name)
    return _parse(path.read_bytes())


def _parse(content: bytes) -> dict[int, bytes]:
    keys = {}
    try:
        for line in content.decode("ascii").splitlines():
            if line.strip() and not line.startswith("#"):
                generation, _, encoded = line.partition(" ")
                keys[int(generation)] = base64.b64decode(encoded, validate=True)
    except ValueError:  # not as we wrote it
        raise RootKeyWrong from None
    return keys


def _write_file(path: Path, keys: Mapping[int, bytes]) -> None:
    """Replace the file in one step, readable by its owner only."""
    lines = ["# The root key of this register. Whoever has it and the data can read them.\n"]
    lines += [f"{g} {base64.b64encode(k).decode()}\n" for g, k in sorted(keys.items())]
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
