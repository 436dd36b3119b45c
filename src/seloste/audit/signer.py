"""Under which name and with which key this register signs its checkpoints."""

from __future__ import annotations

import hashlib

from seloste.audit.values import NoteKey
from seloste.vault import signing


def origin() -> str:
    """Return the name of this register's trail: made from its key, so no other has it."""
    return origin_of(signing.public_key())


def origin_of(public: bytes) -> str:
    """Return the name of the trail whose checkpoints this key verifies."""
    return f"seloste/{hashlib.sha256(public).hexdigest()[:16]}"


def register_key() -> NoteKey:
    """Return the key that verifies this register's checkpoints."""
    public = signing.public_key()
    return NoteKey(
        name=origin_of(public),
        public=public,
        verify=lambda signature, text: signing.is_signed(signature, text, public),
    )
