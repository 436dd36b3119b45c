from __future__ import annotations

from tests.register import register

__all__ = ["register"]
