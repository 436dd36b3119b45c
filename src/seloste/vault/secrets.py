"""Secrets of the register itself: sign-in seeds and sessions, sealed under a key of its own.

Nothing of a customer belongs here: what is sealed here opens without a purpose.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode

from seloste.vault.ciphers import Cipher
from seloste.vault.errors import CannotOpen
from seloste.vault.keys import system_key


def seal_secret(text: str, *, place: str) -> str:
    """Return the text sealed for one place, as ASCII."""
    sealed = _cipher().seal(text.encode(), place=_place(place))
    return urlsafe_b64encode(sealed).decode()


def open_secret(sealed: str, *, place: str) -> str:
    """Return what `seal_secret` sealed for the place.

    Raises:
        CannotOpen: it was changed, moved, or is of another register.
    """
    try:
        data = urlsafe_b64decode(sealed)
    except ValueError:
        raise CannotOpen from None
    return _cipher().open(data, place=_place(place)).decode()


def mark(text: str, *, place: str) -> str:
    """Return a keyed hash of the text, 64 hexadecimal digits: equal texts have equal marks."""
    key = hmac.digest(system_key("sign_in"), b"mark:" + place.encode(), "sha256")
    return hmac.digest(key, text.encode(), "sha256").hex()


def _cipher() -> Cipher:
    return Cipher(system_key("sign_in"))


def _place(place: str) -> bytes:
    return b"secret:" + place.encode()
