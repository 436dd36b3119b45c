"""The register's own signature (Ed25519, RFC 8032): what it states can be checked by anyone."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from seloste.vault.keys import system_key


def sign(text: bytes) -> bytes:
    """Return the register's signature of the text, 64 bytes."""
    return _private().sign(text)


def public_key() -> bytes:
    """Return the 32 bytes by which the register's signatures are checked."""
    return _private().public_key().public_bytes_raw()


def is_signed(signature: bytes, text: bytes, public: bytes) -> bool:
    """Tell whether the signature of the text was made with the private half of this key."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, text)
    except (InvalidSignature, ValueError):
        return False
    return True


def _private() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(system_key("signing"))
