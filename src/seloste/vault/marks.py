"""Keyed marks: two equal values can be told to be equal, and neither can be told from its mark.

Source: HMAC-SHA-256 (RFC 2104) under a key of the register's own, one for each use.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode

from seloste.vault.keys import system_key


class Marker:
    """Makes marks for one use. Holds its key for the time of one batch."""

    def __init__(self, use: str) -> None:
        self._key = hmac.digest(system_key("marks"), use.encode(), "sha256")

    def mark(self, value: str) -> str:
        """Return the mark of a value, 64 hexadecimal digits. It outlives the person's keys."""
        return self.hashed(value).hex()

    def hashed(self, value: str) -> bytes:
        return hmac.digest(self._key, value.encode(errors="surrogatepass"), "sha256")


def mark(value: str, *, use: str) -> str:
    """Return the mark of one value for one use."""
    return Marker(use).mark(value)


def secret_of(number: int, *, use: str) -> str:
    """Return the secret of a numbered link: the same each time, and told by nothing that is stored.

    43 letters that an address may hold; 256 bits.
    """
    return urlsafe_b64encode(Marker(use).hashed(str(number))).rstrip(b"=").decode()
