"""Tables of rights."""

from __future__ import annotations
