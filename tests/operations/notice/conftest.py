from __future__ import annotations

from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[3] / "notices" / "palvelin-example.yaml"


@pytest.fixture
def example() -> str:
    return EXAMPLE.read_text(encoding="utf-8")
