"""AES-256-GCM with a version byte in front, and one mute error.

Source: NIST SP 800-38D. A key seals few texts (one person, one category), so random
96-bit nonces stay far from their bound; the root key wraps at most 2**32 keys a generation.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from seloste.vault.errors import CannotOpen

KEY_BYTES = 32
_VERSION = b"\x01"
_NONCE_BYTES = 12
_BODY = 1 + _NONCE_BYTES


class Cipher:
    """Seals and opens bytes, each for one place only (`place` is authenticated, not stored)."""

    __slots__ = ("_aead",)

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError("a key must be 32 bytes")
        self._aead = AESGCM(key)

    def seal(self, plain: bytes, *, place: bytes) -> bytes:
        nonce = os.urandom(_NONCE_BYTES)
        return _VERSION + nonce + self._aead.encrypt(nonce, plain, place)

    def open(self, sealed: bytes, *, place: bytes) -> bytes:
        """Return what was sealed for this place.

        Raises:
            CannotOpen: other key, other place, changed bytes, or a version not known.
        """
        if sealed[:1] != _VERSION or len(sealed) < _BODY:
            raise CannotOpen
        try:
            return self._aead.decrypt(sealed[1:_BODY], sealed[_BODY:], place)
        except InvalidTag:
            raise CannotOpen from None
