from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from seloste.audit.checkpointing import make_checkpoint, write_public_key
from seloste.audit.errors import TrailNotWhole
from seloste.audit.models import Entry, Head, StoredCheckpoint
from seloste.audit.outside import checkpoints_file, public_key_file
from seloste.audit.recording import Told, record_many
from seloste.audit.values import Kind
from seloste.audit.verifying import exported, verify_register
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId
from tests.register import initialise

BY = Actor("m-test", "owner", "console")
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _a_root_key_and_no_files(db: None, home: Path) -> None:
    initialise(home)
    for file in (checkpoints_file(), public_key_file()):
        file.unlink(missing_ok=True)


def write(number: int, *, at: datetime = AT) -> None:
    lines = [Told(about=PersonId(1000 + each), ref=str(each)) for each in range(number)]
    record_many("customers.changed", lines, by=BY, at=at, purpose="customer_care")


def renumber(changes: dict[int, int]) -> None:
    """Give rows other positions, by way of free ones."""
    for old in changes:
        Entry.objects.filter(position=old).update(position=old + 10**9)
    for old, new in changes.items():
        Entry.objects.filter(position=old + 10**9).update(position=new)


def only() -> tuple[Kind, int | None]:
    findings = verify_register().findings
    assert len(findings) == 1, findings
    return findings[0].kind, findings[0].position


def test_an_empty_trail_holds_and_gets_no_checkpoint() -> None:
    assert make_checkpoint(AT) is None
    assert verify_register().holds


def test_an_honest_trail_holds_and_is_covered() -> None:
    for size in (5, 17, 1):
        write(size)
        assert make_checkpoint(AT) is not None
    assert make_checkpoint(AT) is None
    write(2)

    verdict = verify_register()

    assert verdict.holds
    assert (verdict.size, verdict.proven) == (25, 23)


def test_each_checkpoint_lies_outside_the_database_too() -> None:
    write(3)
    made = make_checkpoint(AT)
    write_public_key()

    assert made is not None
    assert f"{made.origin}\n3\n" in checkpoints_file().read_text(encoding="utf-8")
    assert public_key_file().read_text(encoding="utf-8").startswith(f"{made.origin}+")


def test_lines_that_waited_too_long_are_named() -> None:
    write(3)
    make_checkpoint(AT)
    write(1)

    verdict = verify_register(due_by=AT + timedelta(minutes=5))

    assert [(f.kind, f.position) for f in verdict.findings] == [(Kind.UNPROVEN, 3)]


@pytest.mark.parametrize(
    "column", ["operation", "actor", "role", "way_in", "purpose", "categories", "ref"]
)
def test_a_changed_column_is_found(column: str) -> None:
    write(9)
    make_checkpoint(AT)
    Entry.objects.filter(position=4).update(**{column: "other"})

    assert only() == (Kind.CHANGED, 4)


@pytest.mark.parametrize(
    "change",
    [{"about": 7}, {"edition": 2}, {"at": AT - timedelta(days=1)}, {"sealed_facts": b"x"}],
)
def test_a_changed_number_time_or_fact_is_found(change: dict[str, object]) -> None:
    write(9)
    Entry.objects.filter(position=8).update(**change)

    assert only() == (Kind.CHANGED, 8)


def test_a_removed_line_is_found() -> None:
    write(9)
    make_checkpoint(AT)
    Entry.objects.filter(position=3).delete()

    assert only() == (Kind.REMOVED, 3)


def test_a_line_removed_with_those_behind_moved_up_is_found() -> None:
    write(9)
    make_checkpoint(AT)
    Entry.objects.filter(position=3).delete()
    renumber({old: old - 1 for old in range(4, 9)})
    Head.objects.update(size=8)

    assert verify_register().findings[0].position == 3


def test_a_cut_tail_is_found_even_when_the_head_was_set_back() -> None:
    write(9)
    make_checkpoint(AT)
    Entry.objects.filter(position__gte=6).delete()
    Head.objects.update(size=6)

    assert only() == (Kind.TAIL_CUT, 6)


def test_a_cut_tail_is_found_by_the_file_when_checkpoints_went_with_it() -> None:
    write(6)
    make_checkpoint(AT)
    write(3)
    make_checkpoint(AT)
    Entry.objects.filter(position__gte=6).delete()
    Head.objects.update(size=6)
    StoredCheckpoint.objects.filter(size=9).delete()

    kinds = {finding.kind for finding in verify_register().findings}

    assert kinds == {Kind.TAIL_CUT, Kind.CHECKPOINT_LOST}


def test_the_file_removed_is_found_and_not_made_anew() -> None:
    for _ in range(3):
        write(3)
        make_checkpoint(AT)
    checkpoints_file().unlink()

    assert only() == (Kind.FILE_MISSING, None)
    write(1)
    make_checkpoint(AT)
    assert only() == (Kind.FILE_BEHIND, None)


@pytest.mark.parametrize("left", [0, 1, 60, 150])
def test_a_crash_between_database_and_file_is_mended_by_the_next_checkpoint(left: int) -> None:
    for _ in range(2):
        write(3)
        make_checkpoint(AT)
    content = checkpoints_file().read_bytes()
    whole = len(content) // 2
    checkpoints_file().write_bytes(content[: whole + left])

    make_checkpoint(AT)

    assert checkpoints_file().read_bytes() == content
    assert verify_register().holds


def test_nothing_is_signed_when_lines_are_missing() -> None:
    write(5)
    make_checkpoint(AT)
    write(5)
    Entry.objects.filter(position=7).delete()

    with pytest.raises(TrailNotWhole):
        make_checkpoint(AT)

    assert StoredCheckpoint.objects.count() == 1


def test_nothing_is_signed_on_a_checkpoint_that_was_changed() -> None:
    write(5)
    make_checkpoint(AT)
    StoredCheckpoint.objects.update(peaks=b"\0" * 72)
    write(1)

    with pytest.raises(TrailNotWhole):
        make_checkpoint(AT)


def test_what_is_exported_is_what_is_hashed() -> None:
    write(3)

    lines = [json.loads(line) for line in exported()]

    assert [line["position"] for line in lines] == [0, 1, 2]
    assert lines[0]["operation"] == "customers.changed"


def test_more_lines_than_a_page_are_verified() -> None:
    write(10_001)
    make_checkpoint(AT)

    verdict = verify_register()

    assert (verdict.holds, verdict.proven) == (True, 10_001)


# Any tampering with any line of a small trail


def change(at: int, _other: int) -> None:
    Entry.objects.filter(position=at).update(role="intruder")


def remove(at: int, _other: int) -> None:
    Entry.objects.filter(position=at).delete()


def remove_and_close(at: int, _other: int) -> None:
    last = Entry.objects.count()
    Entry.objects.filter(position=at).delete()
    renumber({old: old - 1 for old in range(at + 1, last)})


def swap(at: int, other: int) -> None:
    renumber({at: other, other: at})


def insert(at: int, _other: int) -> None:
    last = Entry.objects.count()
    renumber({old: old + 1 for old in range(at, last)})
    row = Entry.objects.filter(position=last).values().get()
    Entry.objects.create(**{**row, "position": at, "ref": "put in"})
    Head.objects.update(size=last + 1)


def cut(at: int, _other: int) -> None:
    Entry.objects.filter(position__gte=at).delete()
    Head.objects.update(size=at)


class AnyTampering(TestCase):
    databases = frozenset({"default", "keys"})

    @settings(max_examples=60)
    @given(
        size=st.integers(2, 14),
        tamper=st.sampled_from([change, remove, remove_and_close, swap, insert, cut]),
        data=st.data(),
    )
    def test_any_tampering_is_found_at_the_line_or_before_it(
        self, size: int, tamper: Callable[[int, int], None], data: st.DataObject
    ) -> None:
        for file in (checkpoints_file(), public_key_file()):
            file.unlink(missing_ok=True)
        write(size)
        make_checkpoint(AT)
        at, other = sorted(
            data.draw(st.lists(st.integers(0, size - 1), min_size=2, max_size=2, unique=True))
        )

        tamper(at, other)

        findings = verify_register().findings
        assert findings
        assert findings[0].position == at
