from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from seloste.audit.cutting import CUTTING
from seloste.audit.models import Entry
from seloste.audit.outside import checkpoints_file, cuts_file
from seloste.audit.recording import Told, record_many
from seloste.audit.verifying import verify_register
from seloste.kernel.actors import Actor, system
from seloste.notice.data.measures import MEASURES
from seloste.notice.operations import publish
from seloste.readings.retention import count_past_their_day, cut_log, log_kept_since
from tests.register import EXAMPLE, PUBLISHED, initialise

BY = Actor("m-test", "owner", "console")
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LAST_PAST = datetime(2024, 11, 22, 21, 59, tzinfo=UTC)  # 23.59 in Helsinki
FIRST_KEPT = datetime(2024, 11, 22, 22, 0, tzinfo=UTC)  # midnight there
PERIOD = "    from: log_entry\n    keep: P24M\n"


@pytest.fixture(autouse=True)
def _a_root_key_and_a_trail(db: None, home) -> None:
    initialise(home)
    for file in (checkpoints_file(), cuts_file()):
        file.unlink(missing_ok=True)
    for at, number in ((LAST_PAST, 4), (FIRST_KEPT, 3)):
        record_many("customers.changed", [Told(ref="x")] * number, by=BY, at=at)


def put_in_force(source: str) -> None:
    publish(
        source.encode(),
        path=EXAMPLE.name,
        attested=frozenset(MEASURES),
        held=dict,
        by=BY,
        at=PUBLISHED,
    )


def example() -> str:
    return EXAMPLE.read_text(encoding="utf-8")


def test_lines_of_the_example_are_kept_for_24_months_of_its_own_days() -> None:
    put_in_force(example())

    assert log_kept_since(NOW) == FIRST_KEPT
    assert count_past_their_day(NOW) == 4
    assert cut_log(by=system("worker"), at=NOW) == 4
    assert count_past_their_day(NOW) == 0
    assert Entry.objects.get(operation=CUTTING).edition == 1
    assert verify_register().holds


def test_another_period_is_obeyed() -> None:
    assert PERIOD in example()
    put_in_force(example().replace(PERIOD, PERIOD.replace("P24M", "P3Y")))

    assert cut_log(by=system("worker"), at=NOW) == 0
    assert cut_log(by=system("worker"), at=NOW + timedelta(days=365)) == 4


def test_nothing_goes_under_a_notice_whose_period_counts_from_something_else() -> None:
    put_in_force(example().replace(PERIOD, PERIOD.replace("log_entry", "last_activity")))

    assert log_kept_since(NOW) is None
    assert count_past_their_day(NOW) == 0
    assert cut_log(by=system("worker"), at=NOW) == 0
    assert Entry.objects.filter(operation="customers.changed").count() == 7


def test_nothing_goes_without_a_notice_in_force() -> None:
    assert log_kept_since(NOW) is None
    assert cut_log(by=system("worker"), at=NOW) == 0
    assert Entry.objects.count() == 7
