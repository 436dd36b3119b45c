"""What is written is read back equal, and no spreadsheet runs it."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from seloste.customers.files.columns import COLUMNS
from seloste.customers.files.guarding import guarded, unguarded
from seloste.customers.files.headings import recognise
from seloste.customers.files.reading import open_table
from seloste.customers.files.rejects import Rejects
from seloste.customers.files.writing import write_csv, write_vcards, write_xlsx

TEXT = st.one_of(
    st.text(st.characters(blacklist_categories=["Cc", "Cs"], blacklist_characters="\ufffe\uffff"), max_size=20),
    st.sampled_from(
        ["=1+1", "+358401234567", "-1", "@SUM(A1)", "'=x", "''+x", "'x", '"', "a;b,c\\n\\", "rivi\ntoinen",
         "#N/A", "Äijä", "00100", "1.0", "TRUE", "\uff1d1", "\t=x", "a" * 200, "ä" * 90]
    ),
).map(str.strip).filter(bool)  # fmt: skip
SEVERAL = st.lists(
    st.text("abc@+1.", min_size=1, max_size=8), min_size=1, max_size=3, unique=True
).map("; ".join)
ROWS = st.lists(
    st.fixed_dictionaries(
        {}, optional={key: SEVERAL if key in {"email", "phone"} else TEXT for key in COLUMNS}
    ).filter(bool),
    max_size=5,
)
LEADING = "=+-@\t\r\n＝＋－＠"


def written(write: Callable[..., int], rows: list[dict[str, str]], **options: Any) -> bytes:
    target = io.BytesIO()
    assert write(rows, target, **options) == len(rows)
    return target.getvalue()


def read_back(content: bytes, filename: str) -> list[dict[str, str]]:
    with open_table(io.BytesIO(content), filename) as table:
        records = list(table)
        assert not [each.fault for each in records if each.fault]
        return [recognise(table.headings).row(each.cells) for each in records]


@given(ROWS, st.sampled_from([";", ","]), st.sampled_from(["bom", "none"]))
def test_csv_is_read_back_equal(rows: list[dict[str, str]], delimiter: str, mark: str) -> None:
    content = written(write_csv, rows, delimiter=delimiter, mark=mark)
    assert read_back(content, "a.csv") == rows


@given(ROWS)
@example([{"name": "=1+1", "phone": "+358401234567", "company": "'=x"}])
def test_a_workbook_is_read_back_equal(rows: list[dict[str, str]]) -> None:
    assert read_back(written(write_xlsx, rows), "a.xlsx") == rows


@given(ROWS)
def test_cards_are_read_back_equal(rows: list[dict[str, str]]) -> None:
    content = written(write_vcards, rows)

    assert read_back(content, "a.vcf") == rows
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


@given(ROWS)
def test_no_cell_of_csv_begins_like_a_formula(rows: list[dict[str, str]]) -> None:
    content = written(write_csv, rows, mark="none").decode()

    cells = [
        cell for row in csv.reader(io.StringIO(content, newline=""), delimiter=";") for cell in row
    ]
    assert not [cell for cell in cells if cell[:1] and cell[:1] in LEADING]


@given(ROWS)
def test_every_cell_of_a_workbook_is_text(rows: list[dict[str, str]]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(write_xlsx, rows)))
    assert {c.data_type for row in book.worksheets[0] for c in row if c.value is not None} <= {"s"}


@given(st.text())
def test_a_guard_comes_off_as_it_went_on(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert guarded(cell)[:1] not in set(LEADING)


def test_a_telephone_number_stays_readable() -> None:
    content = written(write_csv, [{"phone": "+358401234567"}], columns=["phone"], mark="none")

    assert content.decode() == "phone\r\n'+358401234567\r\n"


def test_columns_and_headings_can_be_chosen() -> None:
    rows = [{"name": "Äijä", "number": "1", "city": "Turku"}]

    content = written(write_csv, rows, columns=["number", "name"], headings=["Nro", "Nimi"])

    assert content == "\ufeffNro;Nimi\r\n1;Äijä\r\n".encode()


def test_what_no_format_can_hold_is_replaced_and_seen() -> None:
    rows = [{"name": "a\x00b\ud800c", "city": "x\r\ny"}]
    expected = [{"name": "a\ufffdb\ufffdc", "city": "x\ny"}]

    assert read_back(written(write_csv, rows), "a.csv") == expected
    assert read_back(written(write_xlsx, rows), "a.xlsx") == expected
    assert read_back(written(write_vcards, rows), "a.vcf") == expected


# -- Rejects ----------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_rejects_can_be_mended_and_fed_again(delimiter: Any) -> None:
    target = io.BytesIO()
    with Rejects(target, ["Nimi", "Sähköposti"], delimiter=delimiter) as rejects:
        rejects.add(line=7, cells=["Äijä\nÖhman", "=vika", "liikaa"], fault="Ei kelpaa; korjaa.")
        rejects.add(line=9, cells=["B"], fault="-")

    with open_table(io.BytesIO(target.getvalue()), "rejects.csv") as table:
        records = list(table)

    meaning = recognise(table.headings)
    assert table.headings == ("fault", "line", "Nimi", "Sähköposti")
    assert meaning.unknown == ()
    assert records[0].cells == ("Ei kelpaa; korjaa.", "7", "Äijä\nÖhman", "=vika", "liikaa")
    assert meaning.row(records[1].cells) == {"name": "B"}
    assert rejects.count == 2


def test_rejects_of_rejects_have_one_fault_and_one_line() -> None:
    target = io.BytesIO()
    with Rejects(target, ["fault", "line", "Nimi"]) as rejects:
        rejects.add(line=2, cells=["vanha", "7", "A"], fault="uusi")

    assert target.getvalue() == "\ufefffault;line;Nimi\r\nuusi;2;A\r\n".encode()


def test_rejects_hold_no_personal_identity_code() -> None:
    target = io.BytesIO()
    with Rejects(target, ["Nimi", "Hetu"]) as rejects:
        rejects.add(line=2, cells=["A 131052-308T", "131052A308T"], fault="uusi")

    assert b"308T" not in target.getvalue()
    assert b"2;A ;\r\n" in target.getvalue()


def test_writing_a_workbook_leaves_nothing_in_the_folder_for_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "there is none"))
    rows = ({"name": f"Aino {number}"} for number in range(1000))

    assert write_xlsx(rows, io.BytesIO()) == 1000
