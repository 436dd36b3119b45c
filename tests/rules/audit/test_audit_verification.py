from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seloste.audit.rules.merkle import NO_LINES
from seloste.audit.rules.notes import checkpoint_text, cut_text, joined
from seloste.audit.rules.verification import verify
from seloste.audit.values import (
    Checkpoint,
    Cut,
    Finding,
    Kind,
    OutsideFile,
    StoredCheckpoint,
    StoredLine,
    Verdict,
)

ORIGIN = "register.example/audit"
FILE = "audit/checkpoints.txt"
type_of_trail = Any  # the class lives in conftest.py, which is no module to import


def check(trail: type_of_trail, **changes: Any) -> Verdict:
    given_values = {
        "head": trail.head,
        "origin": ORIGIN,
        "keys": [trail.signer.key()],
        "stored": trail.checkpoints,
        "outside": [OutsideFile(FILE, joined(trail.notes), keeps_all=True)],
        **changes,
    }
    return verify(iter(trail.lines), **given_values)


def only(verdict: Verdict) -> Finding:
    assert len(verdict.findings) == 1, verdict.findings
    return verdict.findings[0]


def renumbered(lines: list[StoredLine]) -> list[StoredLine]:
    return [
        replace(each, line=replace(each.line, position=position))
        for position, each in enumerate(lines)
    ]


def sealed_anew(
    make_stored: Callable[..., StoredLine], lines: list[StoredLine]
) -> list[StoredLine]:
    return [make_stored(each.line) for each in renumbered(lines)]


def changed(stored: StoredLine, **changes: Any) -> StoredLine:
    return replace(stored, line=replace(stored.line, **{"role": "owner", **changes}))


# The trail holds


def test_an_empty_trail_holds(make_trail: Callable[..., Any]) -> None:
    verdict = check(make_trail(0), outside=[OutsideFile(FILE, None, keeps_all=True)])

    assert verdict == Verdict((), first=0, size=0, proven=0)
    assert verdict.holds


@pytest.mark.parametrize(("count", "every", "proven"), [(25, 10, 20), (30, 10, 30), (5, 0, 0)])
def test_an_honest_trail_holds(
    make_trail: Callable[..., Any], count: int, every: int, proven: int
) -> None:
    verdict = check(make_trail(count, every=every))

    assert verdict == Verdict((), first=0, size=count, proven=proven)


def test_a_checkpoint_of_no_lines_holds(make_trail: Callable[..., Any]) -> None:
    trail = make_trail(3, every=3)
    trail.checkpoints.insert(0, trail.checkpoint(0))

    assert check(trail).holds


def test_lines_are_read_once_and_not_held(make_trail: Callable[..., Any]) -> None:
    trail = make_trail(9000, every=8999)
    asked = 0

    def counted() -> Iterator[StoredLine]:
        nonlocal asked
        for line in trail.lines:
            asked += 1
            yield line

    verdict = verify(
        counted(),
        head=9000,
        origin=ORIGIN,
        keys=[trail.signer.key()],
        stored=trail.checkpoints,
        outside=[],
    )

    assert verdict == Verdict((), first=0, size=9000, proven=8999)
    assert asked == 9000


# Lines


def test_a_changed_line_is_named(make_trail: Callable[..., Any]) -> None:
    trail = make_trail(30, every=10)
    trail.lines[17] = changed(trail.lines[17])

    assert only(check(trail)) == Finding(Kind.CHANGED, 17, {"proven": 10})


def test_a_changed_last_line_is_named(make_trail: Callable[..., Any]) -> None:
    trail = make_trail(28, every=10)
    trail.lines[27] = changed(trail.lines[27])

    assert only(check(trail)) == Finding(Kind.CHANGED, 27, {"proven": 20})


def test_a_line_that_no_longer_has_a_form_is_named_as_changed(
    make_trail: Callable[..., Any],
) -> None:
    trail = make_trail(10)
    naive = datetime(2026, 11, 22)  # noqa: DTZ001 -- that is the damage
    trail.lines[4] = changed(trail.lines[4], at=naive)

    assert only(check(trail)).position == 4


def test_a_changed_leaf_hash_is_named(make_trail: Callable[..., Any]) -> None:
    trail = make_trail(30, every=10)
    trail.lines[3] = replace(trail.lines[3], leaf=bytes(32))

    assert only(check(trail)) == Finding(Kind.CHANGED, 3, {"proven": 0})


def test_a_line_changed_with_its_leaf_hash_is_named_by_the_peaks_of_the_checkpoint(
    make_trail: Callable[..., Any], make_stored: Callable[..., StoredLine]
) -> None:
    trail = make_trail(30, every=7)
    trail.lines[12] = make_stored(changed(trail.lines[12]).line)

    # Checkpoints at 7 and 14; the peaks of 14 cover 0-7, 8-11 and 12-13.
    facts = {"last": 13, "size": 14, "place": "database", "proven": 7}
    assert only(check(trail)) == Finding(Kind.REWRITTEN, 12, facts)


def test_without_peaks_it_is_named_by_the_checkpoints_around_it(
    make_trail: Callable[..., Any], make_stored: Callable[..., StoredLine]
) -> None:
    trail = make_trail(30, every=7)
    trail.lines[12] = make_stored(changed(trail.lines[12]).line)

    found = check(trail, stored=[]).findings[0]

    facts = {"last": 13, "size": 14, "place": FILE, "proven": 7}
    assert found == Finding(Kind.REWRITTEN, 7, facts)


def test_a_removed_line_is_named(make_trail: Callable[..., Any]) -> None:
    trail = make_trail(30, every=10)
    del trail.lines[15:17]

    assert only(check(trail)) == Finding(Kind.REMOVED, 15, {"count": 2, "proven": 10})


@pytest.mark.parametrize("place", [15, 28])
def test_a_removed_line_is_named_when_those_behind_moved_up(
    make_trail: Callable[..., Any], place: int
) -> None:
    trail = make_trail(30)
    del trail.lines[place]
    trail.lines = renumbered(trail.lines)
    trail.head = 29

    assert only(check(trail)) == Finding(Kind.REMOVED, place, {"count": 1, "proven": 0})


@pytest.mark.parametrize("place", [15, 29])
def test_an_inserted_line_is_named_when_those_behind_moved_down(
    make_trail: Callable[..., Any], make_stored: Callable[..., StoredLine], place: int
) -> None:
    trail = make_trail(30)
    trail.lines.insert(place, make_stored(changed(trail.lines[place], position=place).line))
    trail.lines = renumbered(trail.lines)
    trail.head = 31

    assert only(check(trail)) == Finding(Kind.INSERTED, place, {"count": 1, "proven": 0})


def test_an_inserted_line_is_named_when_its_leaf_hash_fits_nothing(
    make_trail: Callable[..., Any],
) -> None:
    trail = make_trail(30)
    trail.lines.insert(15, replace(trail.lines[15], leaf=bytes(32)))
    trail.lines = renumbered(trail.lines)
    trail.head = 31

    assert only(check(trail)) == Finding(Kind.INSERTED, 15, {"count": 1, "proven": 0})


def test_a_line_inserted_with_all_leaf_hashes_made_anew_is_named_by_its_checkpoint(
    make_trail: Callable[..., Any], make_stored: Callable[..., StoredLine]
) -> None:
    trail = make_trail(32, every=8)
    trail.lines.insert(20, changed(trail.lines[20]))
    trail.lines = sealed_anew(make_stored, trail.lines)
    trail.head = 33

    found = only(check(trail))

    assert (found.kind, found.position, found.facts["last"]) == (Kind.REWRITTEN, 16, 23)


def test_a_position_that_stands_twice_is_named(make_trail: Callable[..., Any]) -> None:
    trail = make_trail(30)
    trail.lines.insert(15, trail.lines[14])

    assert only(check(trail)) == Finding(Kind.INSERTED, 14, {"count": 1, "proven": 0})


def test_lines_beyond_the_head_are_named(make_trail: Callable[..., Any]) -> None:
    trail = make_trail(30)
    trail.head = 27

    assert only(check(trail)) == Finding(Kind.INSERTED, 27, {"count": 3, "proven": 0})


def test_two_lines_that_changed_places_are_named(make_trail: Callable[..., Any]) -> None:
    trail = make_trail(30)
    trail.lines[11], trail.lines[18] = trail.lines[18], trail.lines[11]
    trail.lines = renumbered(trail.lines)

    assert only(check(trail)) == Finding(Kind.MOVED, 11, {"written_at": 18, "proven": 0})


def test_two_neighbours_that_changed_places_are_named(make_trail: Callable[..., Any]) -> None:
    trail = make_trail(30)
    trail.lines[11], trail.lines[12] = trail.lines[12], trail.lines[11]
    trail.lines = renumbered(trail.lines)

    assert only(check(trail)) == Finding(Kind.MOVED, 11, {"written_at": 12, "proven": 0})


def test_an_export_in_another_order_is_named(make_trail: Callable[..., Any]) -> None:
    trail = make_trail(30)
    trail.lines[11], trail.lines[12] = trail.lines[12], trail.lines[11]

    assert only(check(trail)) == Finding(Kind.MOVED, 11, {"written_at": 12, "proven": 0})


def test_only_the_contents_of_two_lines_exchanged_is_a_change(
    make_trail: Callable[..., Any],
) -> None:
    trail = make_trail(30)
    trail.lines[11], trail.lines[18] = (
        changed(trail.lines[11], ref="18"),
        changed(trail.lines[18], ref="11"),
    )

    assert only(check(trail)) == Finding(Kind.CHANGED, 11, {"proven": 0})


# The tail


def test_a_cut_tail_shows_by_the_head(make_trail: Callable[..., Any]) -> None:
    trail = make_trail(25, every=10)
    del trail.lines[22:]

    facts = {"size": 25, "place": "database", "proven": 20}
    assert only(check(trail)) == Finding(Kind.TAIL_CUT, 22, facts)


def test_a_cut_tail_shows_by_a_checkpoint_outside_when_the_database_was_made_to_agree(
    make_trail: Callable[..., Any],
) -> None:
    trail = make_trail(30, every=10)
    content = joined(trail.notes)
    del trail.lines[25:]
    trail.head = 25

    verdict = check(
        trail,
        stored=trail.checkpoints[:2],
        outside=[OutsideFile(FILE, content, keeps_all=True)],
    )

    lines, lost = verdict.findings
    assert lines == Finding(Kind.TAIL_CUT, 25, {"size": 30, "place": FILE, "proven": 20})
    assert lost == Finding(Kind.CHECKPOINT_LOST, None, {"place": FILE, "size": 30, "count": 1})


def test_a_tail_cut_and_written_anew_shows_by_the_checkpoint_over_it(
    make_trail: Callable[..., Any], make_stored: Callable[..., StoredLine]
) -> None:
    trail = make_trail(32, every=16)
    trail.lines[24:] = [make_stored(changed(each).line) for each in trail.lines[24:]]

    found = only(check(trail))

    assert (found.kind, found.position, found.facts["last"]) == (Kind.REWRITTEN, 16, 31)


def test_lines_that_wait_too_long_for_a_checkpoint_are_named(
    make_trail: Callable[..., Any],
) -> None:
    trail = make_trail(30, every=10)
    trail.checkpoints.pop()
    due_by = trail.lines[24].line.at

    verdict = check(trail, due_by=due_by)

    assert only(verdict) == Finding(Kind.UNPROVEN, 20, {"proven": 20})


def test_lines_may_wait_a_little_for_their_checkpoint(make_trail: Callable[..., Any]) -> None:
    trail = make_trail(25, every=10)
    due_by = trail.lines[20].line.at - timedelta(microseconds=1)

    assert check(trail, due_by=due_by).holds


def test_without_any_checkpoint_the_whole_trail_is_named_unproven(
    make_trail: Callable[..., Any],
) -> None:
    trail = make_trail(25)

    verdict = check(trail, due_by=trail.lines[-1].line.at)

    assert only(verdict) == Finding(Kind.UNPROVEN, 0, {"proven": 0})


# Checkpoints


def test_a_forged_signature_is_named(
    make_trail: Callable[..., Any], make_signer: Callable[..., Any]
) -> None:
    trail = make_trail(30, every=10)
    forger = make_signer(b"guess")
    forger.public = trail.signer.public
    text = checkpoint_text(Checkpoint(ORIGIN, 30, bytes(32)))
    trail.checkpoints[2] = StoredCheckpoint(forger.note(text), trail.checkpoints[2].peaks)

    verdict = check(trail, outside=[])

    assert only(verdict) == Finding(Kind.FORGED, None, {"place": "database"})
    assert verdict.proven == 20


def test_a_checkpoint_signed_by_a_key_of_their_own_is_named(
    make_trail: Callable[..., Any], make_signer: Callable[..., Any]
) -> None:
    trail = make_trail(30, every=10)
    text = checkpoint_text(Checkpoint(ORIGIN, 30, bytes(32)))
    file = OutsideFile("letter.txt", make_signer(b"own").note(text), keeps_all=False)

    verdict = check(trail, outside=[file])

    assert only(verdict) == Finding(Kind.UNKNOWN_SIGNER, None, {"place": "letter.txt"})


def test_an_older_key_still_counts(
    make_trail: Callable[..., Any], make_signer: Callable[..., Any]
) -> None:
    trail = make_trail(30, every=10)
    newer = make_signer(b"newer")

    assert check(trail, keys=[newer.key(), trail.signer.key()]).holds


def test_a_checkpoint_of_another_register_is_named(
    make_trail: Callable[..., Any],
) -> None:
    trail = make_trail(30, every=10)
    text = checkpoint_text(Checkpoint("other.example/audit", 30, bytes(32)))
    file = OutsideFile("letter.txt", trail.signer.note(text), keeps_all=False)

    verdict = check(trail, outside=[file])

    facts = {"place": "letter.txt", "size": 30}
    assert only(verdict) == Finding(Kind.FOREIGN, None, facts)


def test_something_signed_that_is_no_checkpoint_is_named(make_trail: Callable[..., Any]) -> None:
    trail = make_trail(30, every=10)
    file = OutsideFile("letter.txt", trail.signer.note(b"hello\n"), keeps_all=False)

    verdict = check(trail, outside=[file])

    assert only(verdict) == Finding(Kind.UNREADABLE, None, {"place": "letter.txt"})


def test_two_signed_checkpoints_that_contradict_each_other_are_named(
    make_trail: Callable[..., Any],
) -> None:
    trail = make_trail(30, every=10)
    text = checkpoint_text(Checkpoint(ORIGIN, 30, bytes(32)))
    file = OutsideFile("letter.txt", trail.signer.note(text), keeps_all=False)

    verdict = check(trail, outside=[file])

    facts = {"place": "letter.txt", "other": "database", "size": 30}
    assert only(verdict) == Finding(Kind.CONTRADICTION, None, facts)


@pytest.mark.parametrize("size", [20, 30])
def test_changed_peaks_are_named(make_trail: Callable[..., Any], size: int) -> None:
    trail = make_trail(30, every=10)
    trail.checkpoints[2] = replace(trail.checkpoints[2], peaks=trail.peaks(size))
    if size == 30:
        damaged = (bytes(32), *trail.peaks(30).hashes[1:])
        peaks = replace(trail.peaks(30), hashes=damaged)
        trail.checkpoints[2] = replace(trail.checkpoints[2], peaks=peaks)

    facts = {"place": "database", "size": 30}
    assert only(check(trail)) == Finding(Kind.PEAKS_CHANGED, None, facts)


@pytest.mark.parametrize(
    ("content", "kind"),
    [(None, Kind.FILE_MISSING), (b"", Kind.FILE_EMPTY), (b" \n", Kind.FILE_EMPTY)],
)
def test_a_file_that_is_gone_or_empty_is_named(
    make_trail: Callable[..., Any], content: bytes | None, kind: Kind
) -> None:
    trail = make_trail(30, every=10)

    verdict = check(trail, outside=[OutsideFile(FILE, content, keeps_all=True)])

    assert only(verdict) == Finding(kind, None, {"place": FILE})


def test_a_copy_elsewhere_may_be_gone(make_trail: Callable[..., Any]) -> None:
    trail = make_trail(30, every=10)

    assert check(trail, outside=[OutsideFile("letter.txt", None, keeps_all=False)]).holds


def test_a_file_that_is_behind_is_named(make_trail: Callable[..., Any]) -> None:
    trail = make_trail(30, every=10)

    file = OutsideFile(FILE, joined(trail.notes[:1]), keeps_all=True)

    facts = {"place": FILE, "size": 20, "count": 2}
    assert only(check(trail, outside=[file])) == Finding(Kind.FILE_BEHIND, None, facts)


def test_a_note_torn_by_a_crash_is_only_a_file_that_is_behind(
    make_trail: Callable[..., Any],
) -> None:
    trail = make_trail(30, every=10)

    content = joined(trail.notes)[:-30]

    facts = {"place": FILE, "size": 30, "count": 1}
    verdict = check(trail, outside=[OutsideFile(FILE, content, keeps_all=True)])
    assert only(verdict) == Finding(Kind.FILE_BEHIND, None, facts)


def test_other_words_at_the_end_of_the_file_are_named(make_trail: Callable[..., Any]) -> None:
    trail = make_trail(30, every=10)

    content = joined(trail.notes) + b"other words"

    verdict = check(trail, outside=[OutsideFile(FILE, content, keeps_all=True)])
    assert only(verdict) == Finding(Kind.UNREADABLE, None, {"place": FILE})


def test_a_single_note_as_it_came_by_mail_is_read(make_trail: Callable[..., Any]) -> None:
    trail = make_trail(30, every=10)
    file = OutsideFile("letter.txt", trail.notes[2], keeps_all=False)
    del trail.lines[28:]
    trail.head = 28

    found = check(trail, stored=[], outside=[file]).findings[0]

    assert (found.kind, found.position) == (Kind.TAIL_CUT, 28)


# Cuts


def cut_note(trail: type_of_trail, size: int, *, origin: str = ORIGIN) -> bytes:
    at = trail.lines[0].line.at
    return bytes(trail.signer.note(cut_text(Cut(origin, at, trail.peaks(size)))))


def test_a_trail_holds_after_its_oldest_part_was_cut(make_trail: Callable[..., Any]) -> None:
    trail = make_trail(45, every=10)
    cut = cut_note(trail, 20)
    del trail.lines[:20]

    verdict = check(trail, cut=cut)

    assert verdict == Verdict((), first=20, size=45, proven=40)


def test_checkpoints_from_before_the_cut_may_go_too(make_trail: Callable[..., Any]) -> None:
    trail = make_trail(45, every=10)
    cut = cut_note(trail, 20)
    del trail.lines[:20]
    content = joined(trail.notes)

    verdict = check(
        trail,
        cut=cut,
        stored=trail.checkpoints[1:],
        outside=[
            OutsideFile(FILE, joined(trail.notes[1:]), keeps_all=True),
            OutsideFile("letter.txt", content, keeps_all=False),
        ],
    )

    assert verdict.holds


def test_the_checkpoint_at_the_cut_may_not_go(make_trail: Callable[..., Any]) -> None:
    trail = make_trail(45, every=10)
    cut = cut_note(trail, 20)
    del trail.lines[:20]

    verdict = check(trail, cut=cut, stored=trail.checkpoints[2:])

    facts = {"place": FILE, "size": 20, "count": 1}
    assert only(verdict) == Finding(Kind.CHECKPOINT_LOST, None, facts)


def test_a_trail_may_be_cut_to_nothing(make_trail: Callable[..., Any]) -> None:
    trail = make_trail(20, every=10)
    cut = cut_note(trail, 20)
    trail.lines.clear()

    assert check(trail, cut=cut) == Verdict((), first=20, size=20, proven=20)


def test_removing_more_than_the_cut_says_is_named(make_trail: Callable[..., Any]) -> None:
    trail = make_trail(45, every=10)
    cut = cut_note(trail, 20)
    del trail.lines[:22]

    facts = {"count": 2, "proven": 20}
    assert only(check(trail, cut=cut)) == Finding(Kind.REMOVED, 20, facts)


def test_a_line_that_should_have_gone_with_the_cut_is_named(
    make_trail: Callable[..., Any],
) -> None:
    trail = make_trail(45, every=10)
    cut = cut_note(trail, 20)
    del trail.lines[:19]

    facts = {"count": 1, "proven": 20}
    assert only(check(trail, cut=cut)) == Finding(Kind.INSERTED, 19, facts)


def test_removing_the_oldest_part_without_a_cut_is_named(make_trail: Callable[..., Any]) -> None:
    trail = make_trail(45, every=10)
    del trail.lines[:20]

    facts = {"count": 20, "proven": 0}
    assert only(check(trail)) == Finding(Kind.REMOVED, 0, facts)


def test_a_cut_that_contradicts_a_checkpoint_is_named(make_trail: Callable[..., Any]) -> None:
    trail = make_trail(45, every=10)
    wrong = replace(trail.peaks(20), hashes=(bytes(32), bytes(32)))
    cut = trail.signer.note(cut_text(Cut(ORIGIN, trail.lines[0].line.at, wrong)))
    del trail.lines[:20]

    facts = {"place": "database", "other": "cut", "size": 20}
    assert only(check(trail, cut=cut)) == Finding(Kind.CONTRADICTION, None, facts)


def test_a_forged_cut_is_named_and_nothing_is_read(
    make_trail: Callable[..., Any], make_signer: Callable[..., Any]
) -> None:
    trail = make_trail(45, every=10)
    own = make_signer(b"own")
    text = cut_text(Cut(ORIGIN, trail.lines[0].line.at, NO_LINES))
    changed_note = cut_note(trail, 20).replace(b"\n20\n", b"\n21\n", 1)

    verdicts = [
        check(trail, cut=cut)
        for cut in (
            own.note(text),
            changed_note,
            trail.notes[1],
            cut_note(trail, 20, origin="other.example/audit"),
        )
    ]

    kinds = [only(each).kind for each in verdicts]
    assert {(each.first, each.size, each.proven) for each in verdicts} == {(0, 0, 0)}
    assert kinds == [Kind.UNKNOWN_SIGNER, Kind.FORGED, Kind.UNREADABLE, Kind.FOREIGN]


# Whatever is done


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_change_is_found_and_no_line_before_it_is_blamed(
    make_trail: Callable[..., Any], make_stored: Callable[..., StoredLine], data: st.DataObject
) -> None:
    count = data.draw(st.integers(4, 40))
    trail = make_trail(count, every=data.draw(st.integers(1, count)))
    covered = count // (every := trail.checkpoints[0].peaks.size) * every
    at = data.draw(st.integers(0, covered - 1))
    anew = data.draw(st.booleans())
    deed = data.draw(st.sampled_from(["change", "remove", "insert", "swap"]))
    if deed == "change":
        trail.lines[at] = changed(trail.lines[at])
    elif deed == "remove":
        del trail.lines[at]
    elif deed == "insert":
        trail.lines.insert(at, changed(trail.lines[at]))
    else:
        other = data.draw(st.integers(0, covered - 1).filter(lambda each: each != at))
        trail.lines[at], trail.lines[other] = trail.lines[other], trail.lines[at]
        at = min(at, other)
    trail.lines = sealed_anew(make_stored, trail.lines) if anew else renumbered(trail.lines)
    trail.head = len(trail.lines)

    found = check(trail).findings[0]

    assert found.position is not None
    if anew and found.kind is Kind.REWRITTEN:
        assert found.position <= at <= found.facts["last"]
    else:
        assert found.position == at or (found.kind is Kind.TAIL_CUT and found.position >= at)


def test_a_thousand_random_bytes_never_crash_the_reading(make_trail: Callable[..., Any]) -> None:
    trail = make_trail(10, every=5)
    chance = random.Random(1)  # noqa: S311 -- the same bytes each time
    content = joined(trail.notes)
    for _ in range(1000):
        damaged = bytearray(content)
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)

        verdict = check(trail, outside=[OutsideFile(FILE, bytes(damaged), keeps_all=True)])

        assert verdict.holds == (bytes(damaged) == content)
