"""Tables of lifetimes."""

from __future__ import annotations
