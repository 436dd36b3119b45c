"""A register comes back from its archives on another machine, and what is not right is refused."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from seloste.vault import archives
from tests.cli.places import Place, empty_place, register_with

pytestmark = pytest.mark.slow
PEOPLE = 5


@pytest.fixture
def place(register_environment: dict[str, str], tmp_path: Path) -> Iterator[Place]:
    with register_with(PEOPLE, register_environment, tmp_path) as made:
        made.cli.done("backup")
        yield made


@pytest.fixture
def elsewhere(place: Place) -> Iterator[Place]:
    with empty_place(place.environment, place.folder / "elsewhere") as made:
        yield made


def given(place: Place, data: Path | None = None, keys: Path | None = None) -> list[str | Path]:
    newest_data, newest_keys = place.newest()
    root = place.home / "root.key"
    return [
        "restore", data or newest_data, "--keys", keys or newest_keys,
        "--identity", place.identity, "--root-key", root,
    ]  # fmt: skip


def identity(place: Place) -> str:
    return place.identity.read_text(encoding="ascii").strip()


def read(place: Place, archive: Path) -> list[Any]:
    return [json.loads(line) for line in archives.lines_of(archive, [identity(place)])]


def rewritten(place: Place, archive: Path, **head: object) -> Path:
    """Return the archive with another head, made for the same recipient."""
    lines = list(archives.lines_of(archive, [identity(place)]))
    told = {**json.loads(lines[0]), **head}
    lines[0] = json.dumps(told).encode() + b"\n"
    return encrypted(place, lines)


def encrypted(place: Place, lines: list[bytes]) -> Path:
    path = place.folder / "rewritten.age"
    with path.open("wb") as file:
        archives.encrypt(lines, file, [archives.recipient_of(identity(place))])
    return path


# --- Another machine ------------------------------------------------------------------------------


def test_a_register_comes_back_on_another_machine(place: Place, elsewhere: Place) -> None:
    expected = place.names()
    place.cli.done(
        "tokens", "make", "--label", "webshop", "--role", "support",
        "--purpose", "customer_care", "--scope", "customers:read",
    )  # fmt: skip
    place.cli.done("backup")

    done = json.loads(elsewhere.cli.done(*given(place), "--json").out)

    assert done["tokens_ended"] == 1
    assert elsewhere.names() == expected
    assert "works until" not in elsewhere.cli.done("tokens", "list").out
    elsewhere.cli.done("audit", "verify")
    elsewhere.cli.done("check")
    assert "backups.restored" in elsewhere.cli.done("audit", "export").out


def test_what_is_written_after_a_restore_goes_on_from_it(place: Place, elsewhere: Place) -> None:
    elsewhere.cli.done(*given(place))
    more = place.folder / "more.csv"
    more.write_text("name;email\nSomebody New;new@people.example\n", encoding="utf-8")

    elsewhere.cli.done("customers", "import", more)
    elsewhere.cli.done("backup", "keys", "new", "--out", elsewhere.folder / "identity.txt")
    elsewhere.cli.done("backup")

    assert "Somebody New" in elsewhere.names()
    elsewhere.cli.done("audit", "checkpoint")
    elsewhere.cli.done("audit", "verify")


def test_who_was_erased_after_the_backup_does_not_come_back(place: Place, elsewhere: Place) -> None:
    [before, *_] = place.archives("keys")
    old_keys = place.folder / "carried-away.age"
    old_keys.write_bytes(before.read_bytes())
    found = json.loads(place.cli.done("customers", "find", "person", "--json").out)[0]

    place.cli.done("erase", found["id"], "--apply")
    done = json.loads(elsewhere.cli.done(*given(place), "--json").out)

    assert done["ledger"] >= 1
    assert found["name"] not in elsewhere.names()
    assert len(elsewhere.names()) == PEOPLE - 1
    assert not before.exists()  # the copy of the keys that could have opened it is gone
    keys = {row[0] for row in read(place, place.newest()[1]) if isinstance(row, list)}
    carried = {row[0] for row in read(place, old_keys) if isinstance(row, list)}
    assert int(found["id"]) in carried - keys


def test_the_key_store_that_stayed_is_gone_on_with(place: Place, elsewhere: Place) -> None:
    if "SELOSTE_DATABASE_URL" in place.environment:
        pytest.skip("the key store lies in the same database")
    expected = place.names()
    place.cli.done("audit", "checkpoint")
    elsewhere.home.mkdir()
    for path in (place.home / "root.key", *place.home.glob("keys.sqlite3*")):
        (elsewhere.home / path.name).write_bytes(path.read_bytes())
        (elsewhere.home / path.name).chmod(0o600)

    elsewhere.cli.done("restore", place.newest()[0], "--identity", place.identity)

    assert elsewhere.names() == expected


@pytest.mark.postgresql
def test_a_register_moves_from_one_database_to_the_other_and_back(place: Place) -> None:
    expected = place.names()

    with empty_place(place.environment, place.folder / "file", on_postgresql=False) as file:
        file.cli.done(*given(place))
        assert (file.home / "register.sqlite3").exists()
        assert file.names() == expected
        file.cli.done("backup", "keys", "new", "--out", file.identity)
        file.cli.done("backup")
        with empty_place(place.environment, place.folder / "server") as server:
            server.cli.done(*given(file))
            assert server.names() == expected
            server.cli.done("audit", "verify")


# --- What archives hold ---------------------------------------------------------------------------


def test_data_and_keys_lie_apart(place: Place) -> None:
    data, keys = place.newest()

    members = {
        kind: {
            line["member"]
            for line in read(place, path)
            if isinstance(line, dict) and "member" in line
        }
        for kind, path in (("data", data), ("keys", keys))
    }

    assert "vault_sealed" in members["data"]
    assert not [name for name in members["data"] if name.startswith("keystore_")]
    assert members["keys"] >= {
        "keystore_erasureline",
        "keystore_noline",
        "keystore_personkey",
        "keystore_rootkey",
        "keystore_systemkey",
    }
    assert all(name.startswith("keystore_") for name in members["keys"])
    assert "django_session" not in members["data"]


def test_neither_archive_holds_the_root_key(place: Place) -> None:
    [root] = [
        line.partition(" ")[2]
        for line in (place.home / "root.key").read_text(encoding="ascii").splitlines()
        if not line.startswith("#")
    ]

    for path in place.newest():
        for line in archives.lines_of(path, [identity(place)]):
            assert root.encode() not in line


def test_only_the_owner_may_read_archives_and_identity(place: Place) -> None:
    for path in (*place.newest(), place.identity):
        assert path.stat().st_mode & 0o077 == 0


def test_of_the_data_as_many_are_kept_as_the_notice_says(place: Place) -> None:
    for _ in range(15):
        place.cli.done("backup")

    assert len(place.archives("data")) == 14


# --- What is refused ------------------------------------------------------------------------------


def refused(place: Place, *arguments: str | Path) -> str:
    """Run a command that must be refused with a sentence, and leave nothing behind."""
    ended = place.cli.run(*arguments)
    assert ended.status == 1, ended.out
    assert "Traceback" not in ended.err
    left = [path.name for path in place.home.iterdir()] if place.home.exists() else []
    assert left == []
    return ended.err


def test_archives_that_are_not_whole_are_refused(place: Place, elsewhere: Place) -> None:
    data, keys = place.newest()
    content, broken = data.read_bytes(), place.folder / "broken.age"
    altered = bytearray(content)
    altered[len(altered) // 2] ^= 1
    cases = {
        "cut off, or changed": (content[:-200], content[:1000], bytes(altered), b""),
        "no archive in the age format": (b"SQLite format 3\0 and so on, long enough to be one",),
    }

    for sentence, contents in cases.items():
        for each in contents:
            broken.write_bytes(each)
            assert sentence in refused(elsewhere, *given(place, data=broken))
    assert "A key archive was given for the data" in refused(elsewhere, *given(place, data=keys))
    lines = list(archives.lines_of(data, [identity(place)]))
    shorter = encrypted(place, [line for line in lines if not line.startswith(b"[")])
    assert "not what its manifest says" in refused(elsewhere, *given(place, data=shorter))
    other = encrypted(place, [b"something else\n"])
    assert "no Seloste made what is in it" in refused(elsewhere, *given(place, data=other))


def test_archives_that_do_not_fit_are_refused(place: Place, elsewhere: Place) -> None:
    data, keys = place.newest()
    newer = rewritten(place, data, seloste_backup=2)
    assert "A newer release" in refused(elsewhere, *given(place, data=newer))
    newer = rewritten(place, data, migrations={"staff": ["0099_to_come"]})
    assert "A newer release" in refused(elsewhere, *given(place, data=newer))
    stranger = rewritten(place, keys, register="seloste/0000000000000000")
    assert "two different registers" in refused(elsewhere, *given(place, keys=stranger))
    older = rewritten(place, keys, made_at="2026-01-01T00:00:00+00:00")
    assert "would not open" in refused(elsewhere, *given(place, keys=older))
    yesterday = (datetime.now(UTC) - timedelta(days=2)).date().isoformat()
    past = rewritten(place, keys, gone_by=yesterday)
    assert "was to be gone by" in refused(elsewhere, *given(place, keys=past))


def test_without_what_opens_it_nothing_is_restored(place: Place, elsewhere: Place) -> None:
    data, keys = place.newest()
    other = place.folder / "other.txt"
    other.write_text(archives.new_identity()[0] + "\n", encoding="ascii")
    wrong = place.folder / "wrong.key"
    wrong.write_text("1 " + "A" * 43 + "=\n", encoding="ascii")

    said = refused(elsewhere, "restore", data, "--keys", keys, "--identity", other)
    assert "made for another identity" in said
    said = refused(elsewhere, "restore", data, "--identity", place.identity)
    assert "There are no keys" in said
    pair = ("restore", data, "--keys", keys, "--identity", place.identity)
    assert "is not there" in refused(elsewhere, *pair)
    assert "is not the one of this register" in refused(elsewhere, *pair, "--root-key", wrong)


def test_nothing_is_restored_over_a_register(place: Place) -> None:
    before = place.names()

    ended = place.cli.run(*given(place))

    assert ended.status == 1
    assert "Nothing was restored. Something lies in" in ended.err
    assert place.names() == before


def test_without_a_recipient_nothing_is_backed_up(place: Place) -> None:
    (place.home / "backup-recipients.txt").unlink()

    ended = place.cli.run("backup")

    assert ended.status == 1
    assert "Nothing was backed up." in ended.err
    assert len(place.archives("data")) == 1


def test_an_identity_is_not_replaced_by_mistake(place: Place) -> None:
    ended = place.cli.run("backup", "keys", "new", "--out", place.folder / "second.txt")

    assert ended.status == 1
    assert not (place.folder / "second.txt").exists()
    place.cli.done("backup", "keys", "new", "--replace", "--out", place.folder / "second.txt")
    again = place.cli.run(
        "backup", "keys", "new", "--replace", "--out", place.folder / "second.txt"
    )
    assert "There is a file" in again.err


# --- The drill ------------------------------------------------------------------------------------


def test_a_drill_shows_that_nobody_erased_comes_back_and_leaves_nothing(place: Place) -> None:
    before = place.names()

    report = json.loads(place.cli.done("drill", "--json").out)

    assert report["holds"] is True
    assert report["seen_before"] == 2
    assert (report["opened"], report["found_after"]) == (0, 0)
    assert report["keys_tried"] >= 2 * PEOPLE
    assert report["replayed"] >= 1
    assert place.names() == before
    assert not (place.home / "drill").exists()
    said = place.cli.done("check").out
    assert "nobody" not in said
    assert "The drill of" in said
    assert "Restoring was tried on" in said
    place.cli.done("audit", "verify")


def test_a_drill_that_was_cut_off_leaves_nobody_behind(place: Place) -> None:
    before = place.names()
    cut_off = place.cli.run("drill", killed_at="erase.committed")
    assert cut_off.was_killed
    assert (place.home / "drill").exists()

    started = place.cli.done("backup")

    assert "A drill was cut off." in started.err
    assert not (place.home / "drill").exists()
    assert place.names() == before


def test_no_byte_of_an_erased_person_is_in_any_file(place: Place) -> None:
    if "SELOSTE_DATABASE_URL" in place.environment:
        pytest.skip("the files are the server's")
    person = int(json.loads(place.cli.done("customers", "find", "person", "--json").out)[0]["id"])
    marks: list[bytes] = []
    for file, asked in (
        ("register.sqlite3", "SELECT sealed FROM vault_sealed WHERE person = ?"),
        ("keys.sqlite3", "SELECT wrapped FROM keystore_personkey WHERE person = ?"),
    ):
        connection = sqlite3.connect(place.home / file)
        marks += [row[0] for row in connection.execute(asked, (person,))]
        connection.close()

    def found() -> set[str]:
        files = [path for path in place.home.rglob("*") if path.is_file()]
        return {p.name for p in files if any(mark in p.read_bytes() for mark in marks)}

    assert len(marks) >= 4
    assert found() & {"register.sqlite3", "register.sqlite3-wal"}
    assert found() & {"keys.sqlite3", "keys.sqlite3-wal"}

    place.cli.done("erase", str(person), "--apply")

    assert found() == set()
    assert place.archives("keys")
