"""Whatever happens in whatever order, the register does what a simple model of it says.

A few long stories are told each time; SELOSTE_TEST_EXAMPLES=500 tells more, at random.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from seloste.contracts import operations as contracts
from seloste.kernel.actors import Actor
from tests.register import initialise, publish_example
from tests.stories.machine import Story
from tests.stories.snapshots import Snapshot

FEW = 16
EXAMPLES = int(os.environ.get("SELOSTE_TEST_EXAMPLES", FEW))
STORIES = settings(
    max_examples=EXAMPLES,
    stateful_step_count=60,
    derandomize=EXAMPLES == FEW,  # each run of the tests tells the same stories
    database=None,
    phases=(Phase.generate,),
    report_multiple_bugs=False,
)


def test_the_register_agrees_with_the_model(transactional_db: None, home: Path) -> None:
    initialise(home)
    owner = Actor(handle="s-owner", role="owner", way_in="console")
    publish_example(by=owner)
    at = datetime.fromisoformat("2026-11-20T10:00:00+00:00")
    contracts.offer("hosting", title="Webhotelli", by=owner, at=at)
    Story.home = home
    Story.fresh = (Snapshot.take("default"), Snapshot.take("keys"))

    run_state_machine_as_test(Story, settings=STORIES)
