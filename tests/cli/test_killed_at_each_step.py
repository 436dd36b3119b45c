"""Killed at any step of backup, restore, rotate or erase, the next start finishes or undoes it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from seloste.kernel.steps import POINTS
from tests.cli.places import Place, empty, empty_place, register_with
from tests.processes import Ended

PEOPLE = 30
pytestmark = pytest.mark.slow


def points(of: str) -> list[str]:
    return [point for point in POINTS if point.startswith(f"{of}.")]


@pytest.fixture
def place(register_environment: dict[str, str], tmp_path: Path) -> Iterator[Place]:
    with register_with(PEOPLE, register_environment, tmp_path) as made:
        yield made


@pytest.fixture
def elsewhere(place: Place) -> Iterator[Place]:
    """Another machine: an empty folder, an empty database, no file of the first."""
    with empty_place(place.environment, place.folder / "elsewhere") as made:
        yield made


def killed(place: Place, *arguments: str | Path, at: str) -> None:
    ended = place.cli.run(*arguments, killed_at=at)
    assert ended.was_killed, f"{at}: {ended.out}{ended.err}"


def test_a_backup_killed_at_any_step_is_finished_or_undone(place: Place) -> None:
    for number, point in enumerate(points("backup")):
        killed(place, "backup", at=point)

        started = place.cli.done("backup")

        was_whole = point in {"backup.named", "backup.recorded", "backup.pruned"}
        said = _said_of("backup", started)
        assert said == ("finished" if point == "backup.named" else "" if was_whole else "removed")
        listed = json.loads(place.cli.done("backup", "list", "--json").out)
        lying = {str(path) for kind in ("data", "keys") for path in place.archives(kind)}
        assert {one["path"] for one in listed} == lying, point
        assert len(lying) == 2 * (number + 1 + _whole_before(number))
        for path in lying:
            place.cli.done("backup", "verify", path, "--identity", place.identity)
    place.cli.done("audit", "verify")


def _whole_before(number: int) -> int:
    """Return how many of the killed backups so far had come to their end."""
    return sum(p in {"backup.named", "backup.recorded", "backup.pruned"}
               for p in points("backup")[: number + 1])  # fmt: skip


def test_a_restore_killed_at_any_step_is_finished_or_undone(place: Place, elsewhere: Place) -> None:
    erased, expected = _with_an_erasure_after_the_backup(place)
    [data], [keys] = place.archives("data"), place.archives("keys")[-1:]
    given = (data, "--keys", keys, "--identity", place.identity)
    with_root = (*given, "--root-key", place.home / "root.key")
    loaded = points("restore").index("restore.data_loaded")
    for number, point in enumerate(points("restore")):
        killed(elsewhere, "restore", *with_root, at=point)

        refused = elsewhere.cli.run("customers", "find", "person")
        started = elsewhere.cli.done("restore", *with_root)

        assert refused.status == 1, point
        assert _said_of("restore", started) == ("removed" if number < loaded else "finished"), point
        assert elsewhere.names() == expected, point
        assert erased not in elsewhere.names()
        elsewhere.cli.done("audit", "verify")
        assert not (elsewhere.home / "restoring").exists()
        _empty(elsewhere)


def test_a_start_opens_a_restore_that_was_killed_and_says_so(
    place: Place, elsewhere: Place
) -> None:
    _, expected = _with_an_erasure_after_the_backup(place)
    [data], [keys] = place.archives("data"), place.archives("keys")[-1:]
    given = (data, "--keys", keys, "--identity", place.identity)
    killed(
        elsewhere,
        "restore",
        *given,
        "--root-key",
        place.home / "root.key",
        at="restore.data_loaded",
    )

    started = elsewhere.cli.run("backup")

    assert "A restore that was cut off was finished." in started.err
    assert elsewhere.names() == expected


def test_a_change_of_the_root_key_killed_at_any_step_is_finished_or_undone(place: Place) -> None:
    expected = place.names()
    for point in points("rotate"):
        killed(place, "keys", "rotate", at=point)

        started = place.cli.done("backup")

        undone = point == "rotate.key_written"
        assert _said_of("change of the root key", started) == (
            "as it was" if undone else "finished"
        ), point
        keys = (place.home / "root.key").read_text(encoding="ascii").splitlines()
        assert len([one for one in keys if not one.startswith("#")]) == 1, point
        assert "older root key" not in place.cli.done("keys", "status").out
        assert place.names() == expected
        assert place.cli.done("backup").err == ""
    place.cli.done("audit", "verify")


def test_an_erasure_killed_at_any_step_is_finished(place: Place) -> None:
    place.cli.done("backup")
    for point in points("erase"):
        person, name = _somebody(place)
        killed(place, "erase", person, "--apply", at=point)

        started = place.cli.done("backup")

        assert ("erasure that was cut off was finished" in started.err) is (
            point != "erase.settled"
        ), point
        assert name not in place.names(), point
        gone = place.cli.run("erase", person)
        assert gone.status == 1, f"{point}: {gone.out}"
    place.cli.done("audit", "verify")
    place.cli.done("check")


def _with_an_erasure_after_the_backup(place: Place) -> tuple[str, list[str]]:
    """Back up, then erase somebody, which replaces the copy of the keys; return who is left."""
    place.cli.done("backup")
    person, name = _somebody(place)
    before = place.archives("keys")
    place.cli.done("erase", person, "--apply")
    after = place.archives("keys")
    assert len(after) == 1
    assert before != after
    return name, place.names()


def _somebody(place: Place) -> tuple[str, str]:
    found = json.loads(place.cli.done("customers", "find", "person", "--json").out)
    return str(found[0]["id"]), found[0]["name"]


def _said_of(what: str, ended: Ended) -> str:
    """Return how the command said that something which was cut off had ended."""
    lines = [line for line in ended.err.splitlines() if what in line.lower() and "cut off" in line]
    assert len(lines) < 2, ended.err
    words = ("finished", "removed", "as it was")
    return next((word for line in lines for word in words if word in line), "")


def _empty(place: Place) -> None:
    shutil.rmtree(place.home)
    empty(place)
