"""Seloste: a customer register that keeps its own privacy notice."""

from __future__ import annotations

__version__ = "0.1.0"
