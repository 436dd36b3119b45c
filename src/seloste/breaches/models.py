"""Tables of breaches."""

from __future__ import annotations
