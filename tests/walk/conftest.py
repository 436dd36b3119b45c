from __future__ import annotations

import pytest

from tests.register import Register, register
from tests.walk.restricted import Restricted, build

__all__ = ["register"]


@pytest.fixture
def restricted(register: Register) -> Restricted:
    """Two people who restricted the processing."""
    return build(register)
