"""Signatures of messages from one machine to another, by Standard Webhooks 1.0.0. Pure.

Source: Standard Webhooks, “Signature scheme” and “Verifying webhook authenticity”.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from datetime import datetime, timedelta

PREFIX = "whsec_"
"""What a written secret begins with; the rest is base64."""

TOLERANCE = timedelta(minutes=5)
"""So far may the clocks of two machines be apart. Whatever is older may be a repetition."""

_SHORTEST, _LONGEST = 24, 64


def key_of(secret: str) -> bytes:
    """Return the key that a written secret means.

    Raises:
        ValueError: it is not base64, or not of 24 to 64 bytes. The message does not hold it.
    """
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error:
        raise ValueError("a webhook secret must be whsec_ and base64") from None
    if not _SHORTEST <= len(key) <= _LONGEST:
        raise ValueError("a webhook secret must have 24 to 64 bytes")
    return key


def sign(key: bytes, *, message_id: str, at: datetime, body: bytes) -> str:
    """Return the signature of a message, as its header holds it."""
    signed = f"{message_id}.{int(at.timestamp())}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, signed, "sha256")).decode()


def is_signed(
    key: bytes, *, message_id: str, timestamp: str, signatures: str, body: bytes, at: datetime
) -> bool:
    """Tell whether a message was signed with the key, and lately.

    Args:
        key: agreed on.
        message_id: header `webhook-id`.
        timestamp: header `webhook-timestamp`, seconds since 1970.
        signatures: header `webhook-signature`; several stand there while a key is changed.
        body: byte for byte.
        at: now, UTC.
    """
    if not timestamp.isdecimal() or len(timestamp) > 12 or not message_id:
        return False
    then = datetime.fromtimestamp(int(timestamp), tz=at.tzinfo)
    if abs(at - then) > TOLERANCE:
        return False
    right = sign(key, message_id=message_id, at=then, body=body)
    return any(hmac.compare_digest(right, one) for one in signatures.split() if one.isascii())
