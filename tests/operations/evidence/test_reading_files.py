from __future__ import annotations

import sys
from typing import Any

import pytest

from seloste.evidence import stored
from seloste.evidence.operations import examine
from seloste.kernel.actors import system

opened: list[str] = []
watching: list[bool] = []


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    if watching and event == "open":
        opened.append(str(arguments[0]))


sys.addaudithook(watch)


def test_an_examination_opens_no_database_file_in_its_own_process(register, home) -> None:
    """Closing such a file again would end SQLite's locks on it, and lose data."""
    (home / "a-note.txt").write_text("hello", encoding="utf-8")
    opened.clear()
    watching.append(True)

    examine(by=system("cli"), at=register.at)

    watching.clear()
    assert not [name for name in opened if "sqlite3" in name]


def test_files_are_read_whole_and_in_parts(home) -> None:
    content = bytes(range(256)) * 12_000
    (home / "long").write_bytes(content)
    (home / "empty").write_bytes(b"")
    found = {place.name: place for place in stored.places()}

    with stored.Reader() as reader:
        parts = list(reader.chunks(found["long"], budget=stored.BUDGET))
        nothing = list(reader.chunks(found["empty"], budget=stored.BUDGET))
        gone = list(reader.chunks(stored.Place("no such file", 1), budget=stored.BUDGET))

    assert len(parts) == 3
    assert content.startswith(parts[0])
    assert parts[1] in content
    assert content.endswith(parts[2])
    assert sum(len(part) for part in parts) > len(content)  # they overlap
    assert (nothing, gone) == ([b""], [])


@pytest.fixture(autouse=True)
def _nothing_left(home):
    yield
    for name in ("long", "empty", "a-note.txt"):
        (home / name).unlink(missing_ok=True)
