from __future__ import annotations

import pytest
from django.core.cache import cache

from tests.register import register

__all__ = ["register"]


@pytest.fixture(autouse=True)
def _no_limits_left_over(register: object) -> None:
    cache.clear()
