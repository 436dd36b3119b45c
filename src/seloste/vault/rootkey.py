"""The root key: where it comes from, how it is known again, how a new one takes over.

It is a file with mode 0600, one line a generation (`1 BASE64`), or a passphrase stretched with
Argon2id (RFC 9106). Everything else in the key store is wrapped under it.
"""

from __future__ import annotations

import base64
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from django.conf import settings

from seloste.vault.ciphers import KEY_BYTES, Cipher
from seloste.vault.errors import (
    AlreadyInitialised,
    CannotOpen,
    RootKeyExposed,
    RootKeyMissing,
    RootKeyWrong,
)
from seloste.vault.keystore.models import RootKey

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
        if generation not in self.ciphers:
            raise RootKeyWrong
        return self.ciphers[generation].open(wrapped, place=place)


def initialise(*, passphrase: str | None = None, at: datetime) -> None:
    """Make the first generation: a key file, or a passphrase's salt.

    Raises:
        AlreadyInitialised: this register has a root key.
    """
    path = settings.SELOSTE_ROOT_KEY_FILE
    if RootKey.objects.exists() or (passphrase is None and path.exists()):
        raise AlreadyInitialised
    _add_generation(1, passphrase=passphrase, at=at)


def is_made() -> bool:
    """Tell whether this register has a root key."""
    return RootKey.objects.exists()


def begin_generation(*, passphrase: str | None = None, at: datetime) -> int:
    """Make the next generation beside the current one and return its number."""
    generation = RootKey.objects.order_by("-generation").values_list("generation", flat=True)[0] + 1
    _add_generation(generation, passphrase=passphrase, at=at)
    return int(generation)


def end_generation(generation: int, *, at: datetime) -> None:
    """Forget a generation under which no key is wrapped any more."""
    RootKey.objects.filter(generation=generation).update(retired_at=at)
    path = settings.SELOSTE_ROOT_KEY_FILE
    if path.exists():
        _write_file(path, {g: k for g, k in _read_file(path).items() if g != generation})
    _loaded.cache_clear()


def root() -> Root:
    """Return the root keys at hand, read once and again whenever their file changes.

    Raises:
        RootKeyMissing, RootKeyWrong, RootKeyExposed: as their names say.
    """
    path = settings.SELOSTE_ROOT_KEY_FILE
    phrase = settings.SELOSTE_PASSPHRASE_FILE
    return _loaded(path, _stamp(path), phrase, _stamp(Path(phrase)) if phrase else 0)


@lru_cache(maxsize=4)
def _loaded(path: Path, _stamp: int, passphrase_file: str, _phrase_stamp: int) -> Root:
    keys = _read_file(path) if path.exists() else {}
    ciphers: dict[int, Cipher] = {}
    for row in RootKey.objects.filter(retired_at=None).order_by("generation"):
        key = keys.get(row.generation)
        if key is None and row.derivation and passphrase_file:
            key = _derive(_read_passphrase(Path(passphrase_file)), row.derivation)
        if key is None:
            raise RootKeyMissing(path=path.name, generation=row.generation)
        ciphers[row.generation] = _checked(key, row)
    if not ciphers:
        raise RootKeyMissing(path=path.name, generation=1)
    return Root(current=max(ciphers), ciphers=ciphers)


def _add_generation(generation: int, *, passphrase: str | None, at: datetime) -> None:
    derivation: dict[str, object] = {}
    if passphrase is None:
        key = secrets.token_bytes(KEY_BYTES)
        path = settings.SELOSTE_ROOT_KEY_FILE
        _write_file(path, {**(_read_file(path) if path.exists() else {}), generation: key})
    else:
        derivation = {"salt": secrets.token_hex(16), **_ARGON2}
        key = _derive(passphrase, derivation)
    RootKey.objects.create(
        generation=generation,
        proof=Cipher(key).seal(_PROOF, place=_place(generation)),
        derivation=derivation,
        made_at=at,
    )
    _loaded.cache_clear()


def _checked(key: bytes, row: RootKey) -> Cipher:
    cipher = Cipher(key)
    try:
        cipher.open(bytes(row.proof), place=_place(row.generation))
    except CannotOpen:
        raise RootKeyWrong from None
    return cipher


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
    return path.read_text(encoding="utf-8").rstrip("\r\n")


def _stamp(path: Path) -> int:
    return path.stat().st_mtime_ns if path.exists() else 0


def _read_file(path: Path) -> dict[int, bytes]:
    if path.stat().st_mode & 0o077:
        raise RootKeyExposed(path=path.name)
    keys = {}
    for line in path.read_text(encoding="ascii").splitlines():
        if line.strip() and not line.startswith("#"):
            generation, _, encoded = line.partition(" ")
            keys[int(generation)] = base64.b64decode(encoded)
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
