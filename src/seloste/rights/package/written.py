"""How a value that is kept is written for people: addresses in lines, lists one under the other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import cast

_FINGERPRINT = re.compile("[0-9a-f]{64}")
"""A hash says nothing to people; machines find it in the data."""


def lines_of(value: object) -> list[str]:
    """Return the lines of a value; nothing for an empty one, or for a hash."""
    if isinstance(value, str):
        return [] if _FINGERPRINT.fullmatch(value) else value.splitlines()
    if isinstance(value, list):
        return [line for item in value for line in lines_of(item)]
    if isinstance(value, Mapping):
        return _of_mapping(cast("Mapping[str, object]", value))
    return [] if value is None else [str(value)]


def line_of(value: object) -> str:
    """Return a value in one line."""
    return ", ".join(lines_of(value))


def _of_mapping(value: Mapping[str, object]) -> list[str]:
    """Return an address as it stands on an envelope; other values part by part."""
    if "postal_code" in value:
        town = f"{value.get('postal_code', '')} {value.get('city', '')}".strip()
        parts: list[object] = [value.get("street"), town, value.get("country")]
    else:
        parts = list(value.values())
    return [line for part in parts for line in lines_of(part)]
