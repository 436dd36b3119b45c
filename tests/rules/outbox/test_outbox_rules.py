from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from seloste.outbox.rules import wait_after
from seloste.outbox.values import Letter


def test_work_that_fails_is_tried_for_between_three_and_four_days() -> None:
    waits = [wait for attempt in range(1, 50) if (wait := wait_after(attempt)) is not None]

    assert timedelta(days=3) < sum(waits, timedelta()) < timedelta(days=4)
    assert waits[0] == timedelta(minutes=1)


@given(st.integers(min_value=1, max_value=1000))
def test_no_wait_is_shorter_than_the_one_before(attempt: int) -> None:
    first, second = wait_after(attempt), wait_after(attempt + 1)

    assert second is None or (first is not None and first <= second)


def test_a_letter_is_not_shown_by_its_repr() -> None:
    letter = Letter("aino.virta@posti.example", "Hei", "Hei Aino")

    assert "aino" not in repr([letter]).lower()
