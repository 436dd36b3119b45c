"""Tables of disclosures."""

from __future__ import annotations
