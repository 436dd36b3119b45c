"""What is hostile is refused with a sentence, costs little memory, and leaves no trace."""

from __future__ import annotations

import csv
import io
import os
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest

from tests.processes import CommandLine
from tests.register import EXAMPLE

pytestmark = pytest.mark.slow

NOTICE = EXAMPLE.read_text(encoding="utf-8")
MOST_KIB = 250 * 1024


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture(scope="module")
def environment(folder: Path) -> dict[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("SELOSTE_")},
        "SELOSTE_HOME": str(folder / "register"),
    }


@pytest.fixture(scope="module")
def seloste(environment: dict[str, str], folder: Path) -> Iterator[CommandLine]:
    """One register for all of these: none of them may change it."""
    (folder / "first.csv").write_text("nimi;sähköposti\nAino Keksitty;a@a.example\n", "utf-8")
    with CommandLine(environment, folder) as line:
        line.done("init", "--notice", EXAMPLE)
        line.done("customers", "import", folder / "first.csv")
        yield line


def bomb() -> str:
    letters = "abcdefghi"
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{two}: &{two} [{', '.join([f'*{one}'] * 9)}]" for one, two in pairwise(letters)]
    return "\n".join(lines) + "\n"


def packed(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def workbook_bomb() -> bytes:
    """A workbook of some hundred kilobytes that unpacks to 600 MB."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(600):
                sheet.write(bytes(1024 * 1024))
    return file.getvalue()


def entities() -> bytes:
    book = io.BytesIO()
    openpyxl.Workbook().save(book)
    with zipfile.ZipFile(book) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    lol = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    sheet = members["xl/worksheets/sheet1.xml"]
    members["xl/worksheets/sheet1.xml"] = sheet.replace(b"<worksheet", lol + b"<worksheet", 1)
    return packed(**members)


def sparse(path: Path) -> None:
    """Two gigabytes that take no room: one line of NULs."""
    with path.open("wb") as file:
        file.truncate(2 * 1024**3)


FILES: dict[str, tuple[str, bytes | Callable[[Path], None]]] = {
    "two gigabytes of NUL": ("nul.csv", sparse),
    "a line of eight megabytes": ("long.csv", b"nimi\n" + b"a" * 8_000_000 + b"\nAino\n"),
    "a heading of eight megabytes": ("head.csv", b"a" * 8_000_000),
    "a million columns": ("wide.csv", b";" * 1_000_000),
    "NUL": ("zero.csv", b"nimi\nAi\0no\n"),
    "unknown columns only": ("unknown.csv", b"shoe;hat\n42;7\n"),
    "UTF-16": ("utf16.csv", "nimi\nAino\n".encode("utf-16")),
    "nothing": ("empty.csv", b""),
    "a workbook that unpacks to too much": ("bomb.xlsx", workbook_bomb()),
    "a workbook with entities": ("entities.xlsx", entities()),
    "an archive that is no workbook": ("zip.xlsx", packed(a=b"b")),
    "half a workbook": ("half.xlsx", packed(a=b"b" * 1000)[:60]),
    "a text called workbook": ("text.xlsx", b"nimi\nAino\n"),
    "a card that is none": ("none.vcf", b"nimi\nAino\n"),
}


@pytest.mark.parametrize("what", FILES)
def test_a_hostile_file_is_refused_with_a_sentence(
    seloste: CommandLine, folder: Path, what: str
) -> None:
    name, content = FILES[what]
    path = folder / name
    if callable(content):
        content(path)
    else:
        path.write_bytes(content)
    before = kept(folder)

    ended = seloste.run("customers", "import", path)

    path.unlink()
    assert_refused(ended.status, ended.err)
    assert ended.memory < MOST_KIB
    assert ended.seconds < 20
    assert kept(folder) == before


def assert_refused(status: int, says: str) -> None:
    assert status == 1, says
    assert "Traceback" not in says
    sentence = says.strip().splitlines()[-1]
    assert re.fullmatch(r"[A-ZÅÄÖ“”].+\.", sentence), says
    assert "%(" not in sentence


def kept(folder: Path) -> dict[str, int]:
    """How many rows there are in each table of the register."""
    with closing(sqlite3.connect(folder / "register" / "register.sqlite3")) as database:
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - its own names
            for (name,) in tables
        }


@pytest.mark.parametrize(
    "mapping",
    [
        bomb(),
        "columns: !!python/object/apply:os.system [id]\n",
        "columns: {name: &a nimi, email: *a}\n",
        "columns: {shoe: kenkä}\n",
        "shoes: {}\n",
        "columns: [" * 5000,
        "a: b: c\n",
        "columns: {name: nimi}\0",
        "- a\n",
        "columns: {name: [1, 2]}\n",
        "x" * 200_000,
        "",
    ],
)
def test_a_hostile_mapping_is_refused_with_a_sentence(
    seloste: CommandLine, folder: Path, mapping: str
) -> None:
    (folder / "mapping.yaml").write_text(mapping, "utf-8")

    ended = seloste.run(
        "customers", "import", folder / "first.csv", "--mapping", folder / "mapping.yaml"
    )

    assert_refused(ended.status, ended.err)
    assert ended.memory < MOST_KIB


@pytest.mark.parametrize(
    "notice",
    [
        bomb(),
        NOTICE.replace("number: 1", "number: !!python/name:os.system"),
        NOTICE.replace("seloste: 1\n", "seloste: 1\nshoes: 42\n"),
        NOTICE + "\0",
        "x: [" * 5000,
        "a" * 1_000_000,
        NOTICE.replace("number: 1", "number: 2").replace(
            "  contact:\n    title", "  contact_x:\n    title"
        ),
        "",
    ],
)
def test_a_hostile_notice_is_not_published(seloste: CommandLine, folder: Path, notice: str) -> None:
    (folder / "notice.yaml").write_text(notice, "utf-8")
    before = kept(folder)["notice_edition"]

    ended = seloste.run("notice", "publish", folder / "notice.yaml")

    assert ended.status == 1
    assert ended.err.strip() or ended.out.strip()
    assert "Traceback" not in ended.err
    assert ended.memory < MOST_KIB
    assert kept(folder)["notice_edition"] == before
    assert (folder / "register" / "notice.yaml").read_text("utf-8") == NOTICE


FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "=cmd|'/C calc'!A0", "'=1", "\uff1d1")


def test_no_cell_of_an_export_runs(seloste: CommandLine, folder: Path) -> None:
    with (folder / "formula.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(
            [["nimi", "nimimerkki"], *([f"Kaava {one}", one] for one in FORMULAS)]
        )
    seloste.done("customers", "import", folder / "formula.csv")
    exported = folder / "export.csv", folder / "export.xlsx"
    for path in exported:
        seloste.done("customers", "export", path)

    with exported[0].open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file, delimiter=";") for cell in row]
    assert not [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\uff1d"}]
    book = openpyxl.load_workbook(exported[1])
    kinds = {cell.data_type for row in book.active.iter_rows() for cell in row if cell.value}
    assert kinds <= {"s", "inlineStr"}


def test_an_export_replaces_a_link_and_not_what_it_leads_to(
    seloste: CommandLine, folder: Path
) -> None:
    precious, link = folder / "precious", folder / "link.csv"
    precious.write_text("stays", "utf-8")
    link.symlink_to(precious)
    (folder / ".link.csv.part").symlink_to(precious)

    seloste.done("customers", "export", link)

    assert precious.read_text("utf-8") == "stays"
    assert not link.is_symlink()
    assert link.stat().st_mode & 0o777 == 0o600


def test_an_export_that_is_refused_leaves_no_file(seloste: CommandLine, folder: Path) -> None:
    ended = seloste.run("customers", "export", folder / "none.csv", "--as", "nobody")

    assert_refused(ended.status, ended.err)
    assert not list(folder.glob("*none.csv*"))


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_refusals_speak_the_language_of_the_person(
    seloste: CommandLine, folder: Path, language: str
) -> None:
    (folder / "zero.csv").write_bytes(b"nimi\nAi\0no\n")

    ended = seloste.run("customers", "import", folder / "zero.csv", language=language)

    assert_refused(ended.status, ended.err)
    word = {"fi": "Lukeminen", "sv": "Läsningen", "en": "Reading"}[language]
    assert word in ended.err


@pytest.mark.parametrize("command", [["find", "a"], ["export", "x.csv"], ["duplicates"]])
def test_without_a_register_a_command_says_so(
    tmp_path: Path, environment: dict[str, str], command: list[str]
) -> None:
    nowhere = {**environment, "SELOSTE_HOME": str(tmp_path / "nothing")}
    with CommandLine(nowhere, tmp_path) as line:
        ended = line.run("customers", *command)

    assert_refused(ended.status, ended.err)
    assert not (tmp_path / "nothing").exists()
