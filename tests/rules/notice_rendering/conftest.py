from __future__ import annotations

from pathlib import Path

import pytest

from seloste.notice.loading import read_notice
from seloste.notice.values import Notice

EXAMPLE = Path(__file__).parents[3] / "notices" / "palvelin-example.yaml"


@pytest.fixture(scope="session")
def source() -> str:
    return EXAMPLE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def notice(source: str) -> Notice:
    return read_notice(source.encode(), path="notice.yaml").notice


@pytest.fixture(scope="session")
def bare() -> Notice:
    """A notice that says hardly anything: rendering never fails on what is missing."""
    return Notice.model_validate(
        {"seloste": 1, "edition": {"number": 1, "in_force_from": "2026-12-01"}}
    )
