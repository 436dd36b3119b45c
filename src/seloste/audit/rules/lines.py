"""The bytes of an audit line that are hashed into the tree."""

from __future__ import annotations

import json
from base64 import b64encode
from datetime import UTC

from seloste.audit.values import Line

_FORMAT = 1
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def canonical_bytes(line: Line) -> bytes:
    """Return the one form in which a line is hashed, exported and verified by others.

    It is canonical JSON: members in the order of their names, no spaces, UTF-8, `about`
    as text because it needs more than 53 bits, `at` in UTC with microseconds, sealed facts in
    base64. Different lines have different bytes; `format` lets the form change one day.

    Raises:
        ValueError: `at` has no time zone, or a text is not Unicode.

    Source: RFC 8785, of which it is a case.
    """
    if line.at.tzinfo is None:
        raise ValueError(f"audit line {line.position} has a time without a zone")
    at = line.at.astimezone(UTC).isoformat(timespec="microseconds")
    return _encode(
        {
            "about": None if line.about is None else str(line.about),
            "actor": line.actor,
            "at": at[:-6] + "Z",
            "categories": line.categories,
            "edition": line.edition,
            "format": _FORMAT,
            "operation": line.operation,
            "position": line.position,
            "purpose": line.purpose,
            "ref": line.ref,
            "role": line.role,
            "sealed_facts": b64encode(line.sealed_facts).decode(),
            "way_in": line.way_in,
        }
    ).encode()
