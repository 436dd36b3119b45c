"""Tables of usability."""

from __future__ import annotations
