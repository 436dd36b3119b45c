"""Who acts: a pseudonym, the role of the notice they act in, and the way they came in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

WayIn = Literal["console", "portal", "public", "api", "cli", "worker"]

SYSTEM_ROLE = "system"
"""The role of the program itself. The notice says what it may look at, as for any other."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who carries out an operation.

    Attributes:
        handle: pseudonym of the person or token; never a name or an address.
        role: key of a role in the notice, or `system`.
        way_in: the door used.
    """

    handle: str
    role: str
    way_in: WayIn


def system(way_in: WayIn) -> Actor:
    """Return the program itself as actor."""
    return Actor(handle="system", role=SYSTEM_ROLE, way_in=way_in)
