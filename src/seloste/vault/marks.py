"""Keyed marks: two equal values can be told to be equal, and neither can be told from its mark.

Source: HMAC-SHA-256 (RFC 2104) under a key of the register's own, one for each use.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode

from seloste.vault.keys import system_key

MARK_LETTERS = 64


def mark(value: str, *, use: str) -> str:
    """Return the mark of a value for one use, 64 hexadecimal digits. It outlives the person's keys."""
    return _hashed(value, use).hex()


def secret_of(number: int, *, use: str) -> str:
    """Return the secret of a numbered link: the same each time, and told by nothing that is stored.

    43 letters that an address may hold; 256 bits.
    """
    return urlsafe_b64encode(_hashed(str(number), use)).rstrip(b"=").decode()


def _hashed(value: str, use: str) -> bytes:
    key = hmac.digest(system_key("marks"), use.encode(), "sha256")
    return hmac.digest(key, value.encode(errors="surrogatepass"), "sha256")
