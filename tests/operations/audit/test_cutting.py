from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from seloste.audit.checkpointing import make_checkpoint
from seloste.audit.cutting import CUTTING, count_older, cut
from seloste.audit.errors import TrailNotCut, TrailNotWhole
from seloste.audit.models import Entry, Head, StoredCheckpoint, StoredCut
from seloste.audit.outside import checkpoints_file, cuts_file, public_key_file
from seloste.audit.queries import oldest_line_at, whole_from
from seloste.audit.recording import Told, record_many
from seloste.audit.values import Kind
from seloste.audit.verifying import verify_register
from seloste.kernel.actors import Actor, system
from seloste.kernel.ids import PersonId
from tests.register import initialise

BY = Actor("m-test", "owner", "console")
WORKER = system("worker")
DAY = timedelta(days=1)
FIRST = datetime(2026, 11, 1, 9, tzinfo=UTC)
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


def forget_files() -> None:
    for file in (checkpoints_file(), cuts_file(), public_key_file()):
        file.unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def _a_root_key_and_no_files(db: None, home: Path) -> None:
    initialise(home)
    forget_files()


def write(number: int, *, at: datetime) -> None:
    lines = [Told(about=PersonId(1000 + each), ref=str(each)) for each in range(number)]
    record_many("customers.changed", lines, by=BY, at=at, purpose="customer_care")


def write_days(*numbers: int, every: int = 1) -> None:
    """Write so many lines on each day, with a checkpoint on every so many of them."""
    for day, number in enumerate(numbers):
        write(number, at=FIRST + day * DAY)
        if day % every == 0:
            make_checkpoint(FIRST + day * DAY)


def everything() -> tuple[list[object], ...]:
    return (
        list(Entry.objects.order_by("position").values_list("position", "leaf")),
        list(StoredCheckpoint.objects.order_by("size").values_list("size", flat=True)),
        list(StoredCut.objects.values_list("first_kept", flat=True)),
        [path.read_bytes() for path in (checkpoints_file(), cuts_file()) if path.exists()],
    )


def test_lines_past_their_day_go_and_the_trail_still_verifies() -> None:
    write_days(3, 4, 5)

    removed = cut(FIRST + DAY, by=WORKER, at=AT)

    assert removed == 3
    assert oldest_line_at() == FIRST + DAY
    assert whole_from() == FIRST + DAY
    verdict = verify_register()
    assert verdict.holds
    assert (verdict.first, verdict.size, verdict.proven) == (3, 13, 12)


def test_it_leaves_a_line_that_says_how_much_went() -> None:
    write_days(3, 4, 5)

    cut(FIRST + 2 * DAY, by=WORKER, at=AT, edition=7)

    line = Entry.objects.get(operation=CUTTING)
    assert line.ref == "first_kept:7 lines:7 checkpoints:1"
    assert (line.position, line.way_in, line.edition) == (12, "worker", 7)


def test_the_checkpoints_from_the_cut_on_stay() -> None:
    write_days(3, 4, 5)

    cut(FIRST + 2 * DAY, by=WORKER, at=AT)

    assert [*StoredCheckpoint.objects.order_by("size").values_list("size", flat=True)] == [7, 12]


def test_a_cut_between_checkpoints_is_proved_by_the_next() -> None:
    write_days(3, 4, 5, 6, every=3)

    cut(FIRST + DAY, by=WORKER, at=AT)

    assert verify_register().holds


def test_all_lines_can_go() -> None:
    write_days(3, 4)

    assert cut(AT, by=WORKER, at=AT) == 7
    assert Entry.objects.get().operation == CUTTING
    assert verify_register().holds
    make_checkpoint(AT)
    assert verify_register().holds


def test_what_is_not_past_its_day_leaves_no_trace() -> None:
    write_days(3, 4)
    before = everything()

    assert cut(FIRST, by=WORKER, at=AT) == 0

    assert everything() == before


def test_what_stands_behind_a_younger_line_waits_for_it() -> None:
    write(2, at=FIRST)
    write(1, at=FIRST + 3 * DAY)  # a clock that went ahead
    write(2, at=FIRST + DAY)

    assert cut(FIRST + 2 * DAY, by=WORKER, at=AT) == 2
    assert cut(FIRST + 4 * DAY, by=WORKER, at=AT) == 3
    assert verify_register().holds


def test_counting_changes_nothing_and_says_what_a_cut_would_remove() -> None:
    write_days(3, 4, 5)
    cut(FIRST + DAY, by=WORKER, at=AT)
    before = everything()

    assert count_older(FIRST + 2 * DAY) == 4

    assert everything() == before
    assert cut(FIRST + 2 * DAY, by=WORKER, at=AT) == 4


def test_an_empty_trail_is_not_cut() -> None:
    assert count_older(AT) == 0
    assert cut(AT, by=WORKER, at=AT) == 0


# Killed on the way


def test_a_cut_that_breaks_off_before_its_end_changed_nothing() -> None:
    write_days(3, 4, 5)
    before = everything()
    nobody = Actor("\ud800", "system", "worker")  # has no bytes: the last step of the cut fails

    with pytest.raises(UnicodeEncodeError):
        cut(FIRST + DAY, by=nobody, at=AT)

    assert everything() == before
    assert cut(FIRST + DAY, by=WORKER, at=AT) == 3
    assert verify_register().holds


@pytest.mark.parametrize("before", [0, 1])
@pytest.mark.parametrize("left", [0, 1, 60, 250])
def test_a_cut_that_breaks_off_before_its_file_is_finished_by_the_next(
    before: int, left: int
) -> None:
    write_days(3, 4, 5)
    for day in range(1, before + 1):
        cut(FIRST + day * DAY, by=WORKER, at=AT)
    written = cuts_file().stat().st_size if before else 0
    cut(FIRST + (before + 1) * DAY, by=WORKER, at=AT)
    content = cuts_file().read_bytes()
    cuts_file().write_bytes(content[: written + left])

    assert cut(FIRST, by=WORKER, at=AT) == 0

    assert cuts_file().read_bytes() == content
    assert verify_register().holds


# What was tampered with is not cut off


def test_a_changed_line_stays_to_be_found() -> None:
    write_days(3, 4, 5)
    Entry.objects.filter(position=1).update(role="intruder")
    before = everything()

    with pytest.raises(TrailNotCut) as refused:
        cut(FIRST + DAY, by=WORKER, at=AT)

    assert refused.value.facts() == {"position": 1}
    assert everything() == before
    assert verify_register().findings[0].kind is Kind.CHANGED


def test_lines_written_anew_with_their_hashes_stay_to_be_found() -> None:
    write_days(3, 4, 5)
    other = Entry.objects.get(position=2)
    Entry.objects.filter(position=2).delete()
    Head.objects.update(size=2)
    write(1, at=other.at + timedelta(minutes=1))
    Head.objects.update(size=12)

    with pytest.raises(TrailNotCut):
        cut(FIRST + DAY, by=WORKER, at=AT)

    assert StoredCut.objects.count() == 0


def test_nothing_is_cut_off_a_trail_that_lacks_new_lines() -> None:
    write_days(3, 4, 5, every=9)
    Entry.objects.filter(position=8).delete()

    with pytest.raises(TrailNotWhole):
        cut(FIRST + DAY, by=WORKER, at=AT)

    assert Entry.objects.count() == 11


@pytest.mark.parametrize(
    "spoil",
    [
        lambda note: note.replace(b"\n3\n", b"\n2\n"),
        lambda note: note[:-20],
        lambda _note: checkpoints_file().read_bytes(),
    ],
    ids=["another position", "torn", "no cut"],
)
def test_a_cut_that_was_changed_is_named_and_not_gone_on_from(
    spoil: Callable[[bytes], bytes],
) -> None:
    write_days(3, 4, 5)
    cut(FIRST + DAY, by=WORKER, at=AT)
    made = StoredCut.objects.get()
    StoredCut.objects.update(note=spoil(bytes(made.note)))

    findings = verify_register().findings

    assert findings[0].kind in {Kind.FORGED, Kind.UNREADABLE}
    assert findings[0].facts["place"] == "cut"
    with pytest.raises(TrailNotCut):
        cut(FIRST + 2 * DAY, by=WORKER, at=AT)


def test_a_lost_cut_shows_as_lines_removed() -> None:
    write_days(3, 4, 5)
    cut(FIRST + DAY, by=WORKER, at=AT)
    StoredCut.objects.all().delete()

    finding = verify_register().findings[0]

    assert (finding.kind, finding.facts["count"]) == (Kind.REMOVED, 3)


def test_an_older_cut_in_the_place_of_the_newest_shows_as_lines_removed() -> None:
    write_days(3, 4, 5)
    cut(FIRST + DAY, by=WORKER, at=AT)
    cut(FIRST + 2 * DAY, by=WORKER, at=AT)
    StoredCut.objects.filter(first_kept=7).delete()

    finding = verify_register().findings[0]

    assert (finding.kind, finding.position, finding.facts["count"]) == (Kind.REMOVED, 3, 4)


@pytest.mark.slow
def test_more_lines_than_a_page_are_cut() -> None:
    write(12_000, at=FIRST)
    write(12_000, at=FIRST)
    write(1, at=AT)

    assert cut(AT, by=WORKER, at=AT) == 24_000

    assert verify_register().holds


# Any small trail


def change(position: int) -> None:
    Entry.objects.filter(position=position).update(role="intruder")


def remove(position: int) -> None:
    Entry.objects.filter(position=position).delete()


class AnyTrail(TestCase):
    databases = frozenset({"default", "keys"})

    @settings(max_examples=40)
    @given(
        numbers=st.lists(st.integers(1, 5), min_size=2, max_size=6),
        every=st.integers(1, 4),
        cuts=st.lists(st.integers(0, 7), min_size=1, max_size=3),
        tamper=st.sampled_from([change, remove]),
        data=st.data(),
    )
    def test_it_verifies_after_any_cuts_and_names_what_is_tampered_with_then(
        self,
        numbers: list[int],
        every: int,
        cuts: list[int],
        tamper: Callable[[int], None],
        data: st.DataObject,
    ) -> None:
        forget_files()
        write_days(*numbers, every=every)
        for at, days in enumerate(cuts):
            cut(FIRST + days * DAY, by=WORKER, at=AT + at * DAY)
            assert verify_register().holds
            write(1, at=AT + at * DAY)
        make_checkpoint(AT)
        verdict = verify_register()
        assert verdict.holds
        assert verdict.first == sum(numbers[: max(cuts)])
        kept = [*Entry.objects.order_by("position").values_list("position", flat=True)]
        assert kept == list(range(verdict.first, verdict.size))

        position = data.draw(st.sampled_from(kept))
        tamper(position)

        assert verify_register().findings[0].position == position
