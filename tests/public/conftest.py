from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from seloste.kernel.actors import Actor
from seloste.notice.data.measures import MEASURES
from seloste.notice.editions import Published
from seloste.notice.operations import publish
from seloste.public.shown import made

EXAMPLE = Path(__file__).parents[2] / "notices" / "palvelin-example.yaml"
BY = Actor(handle="tester", role="owner", way_in="cli")
AT = datetime(2026, 11, 2, 9, tzinfo=UTC)

Publish = Callable[..., Published]


@pytest.fixture(autouse=True)
def _folder_of_collected_files(home: Path) -> None:
    """Make the folder that whitenoise warns about when it is not there."""
    (home / "static").mkdir(exist_ok=True)


@pytest.fixture
def example() -> str:
    return EXAMPLE.read_text(encoding="utf-8")


@pytest.fixture
def publish_notice(db) -> Publish:
    def publish_it(text: str, *, at: datetime = AT, attested=frozenset(MEASURES)) -> Published:
        made.cache_clear()
        return publish(
            text.encode(), path="notice.yaml", attested=attested, held=dict, by=BY, at=at
        )

    return publish_it
