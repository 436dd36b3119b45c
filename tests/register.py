"""A register that runs: a root key, the example notice in force, somebody who works with it.

Ask for the fixture `register`; a conftest takes it in with `from tests.register import register`.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from seloste.kernel.actors import Actor
from seloste.notice.data.measures import MEASURES
from seloste.notice.operations import publish
from seloste.vault import rootkey

EXAMPLE = Path(__file__).parents[1] / "notices" / "palvelin-example.yaml"
PUBLISHED = datetime(2026, 11, 2, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Register:
    """A register and those who work with it.

    Attributes:
        owner: may use nearly everything.
        support: may use little beside customer care.
        at: a moment at which the notice is in force.
    """

    owner: Actor
    support: Actor
    at: datetime


def initialise(home: Path) -> None:
    """Give the home a root key of this test: the database it was proved in is empty again."""
    (home / "static").mkdir(exist_ok=True)  # whitenoise warns when there is none
    (home / "root.key").unlink(missing_ok=True)
    shutil.rmtree(home / "audit", ignore_errors=True)  # another trail was signed there
    rootkey.initialise(at=PUBLISHED)
    for keys in home.glob("keys.sqlite3*"):
        keys.chmod(0o600)  # as `seloste init` makes it


@pytest.fixture
def register(db: None, home: Path) -> Register:
    initialise(home)
    made = Register(
        owner=Actor(handle="s-owner", role="owner", way_in="console"),
        support=Actor(handle="s-support", role="support", way_in="console"),
        at=datetime(2026, 11, 23, 8, 30, tzinfo=UTC),
    )
    publish_example(by=made.owner)
    return made


def publish_example(*, by: Actor) -> None:
    """Publish the example notice as the first edition."""
    publish(
        EXAMPLE.read_bytes(),
        path=EXAMPLE.name,
        attested=frozenset(MEASURES),
        held=dict,
        by=by,
        at=PUBLISHED,
    )
