"""Files of customers are read as they come, in bounded memory, or refused with line and reason."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.customers.files.faults import FileRefused
from seloste.customers.files.reading import open_table


def read(content: bytes, filename: str = "") -> tuple[tuple[str, ...], list[Any], Any]:
    with open_table(io.BytesIO(content), filename) as table:
        records = [
            (each.line, each.cells, each.fault.code if each.fault else None) for each in table
        ]
        return table.headings, records, table


def refusal(content: bytes, filename: str = "") -> tuple[str, int]:
    with pytest.raises(FileRefused) as caught:
        read(content, filename)
    return caught.value.fault.code, caught.value.line


SAMPLE = "Nimi;Sähköposti;Paikkakunta\nÄijä Öhman;aija@esimerkki.example;Åbo\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_letters_delimiter_and_line_ends_are_recognised(
    encoding: str, delimiter: str, line_end: str
) -> None:
    content = SAMPLE.replace(";", delimiter).replace("\n", line_end).encode(encoding)

    headings, records, _ = read(content)

    assert headings == ("Nimi", "Sähköposti", "Paikkakunta")
    assert records == [(2, ("Äijä Öhman", "aija@esimerkki.example", "Åbo"), None)]


def test_a_delimiter_within_a_heading_does_not_mislead() -> None:
    headings, _, _ = read(b"Nimi;Osoite (katu, numero, porras, ovi, kerros)\nA;B\n")
    assert headings == ("Nimi", "Osoite (katu, numero, porras, ovi, kerros)")

    headings, _, _ = read(b'"Nimi; tai nimet; kaikki; muut",Email\nA,B\n')
    assert headings == ("Nimi; tai nimet; kaikki; muut", "Email")


def test_a_line_that_names_the_delimiter_is_obeyed() -> None:
    assert read(b"sep=,\r\nNimi,Email\r\nA,B\r\n")[1] == [(3, ("A", "B"), None)]


def test_a_record_is_named_by_its_first_line() -> None:
    content = b'\nNimi;Osoite\n"Kukka\r\nOy";"Katu ""1""\n\n"\n\n;;\nB;C\n'

    _, records, table = read(content)

    assert records == [(3, ("Kukka\r\nOy", 'Katu "1"\n\n'), None), (9, ("B", "C"), None)]
    assert table.blank == 3


def test_dirty_lines_are_told_and_the_next_ones_are_read() -> None:
    content = (
        b'Nimi;Email\n"Kukka" Oy;a\nB;b;b2\nlyhyt\n"avoin;c\nD;d\n"viel\xe4 avoin;e\nF;"f"\nG;g\n'
    )

    _, records, _ = read(content)

    assert [(line, fault) for line, _, fault in records] == [
        (2, "quotes_do_not_match"), (3, "too_many_cells"), (4, None), (5, "quotes_do_not_match"),
        (6, None), (7, "quotes_do_not_match"), (8, None), (9, None),
    ]  # fmt: skip
    assert records[2][1] == ("lyhyt", "")


def test_a_quotation_never_closed_swallows_no_customers() -> None:
    rows = "".join(f"Asiakas {number};x\n" for number in range(10_000))

    _, records, _ = read(f'Nimi;Email\n"auki;y\n{rows}'.encode())

    assert [fault for _, _, fault in records if fault] == ["quotes_do_not_match"]
    assert len(records) == 10_001


class Endless(io.RawIOBase):
    """Two gigabytes of one letter on the third line, and a count of what was read of them."""

    def __init__(self) -> None:
        self.given = 0
        self._at = 0

    def seekable(self) -> bool:
        return True

    def seek(self, to: int, whence: int = 0) -> int:
        self._at = to if whence == 0 else 2_000_000_000
        return self._at

    def tell(self) -> int:
        return self._at

    def read(self, size: int = -1) -> bytes:
        head = b"Nimi;Email\nA;B\n"[self._at : self._at + size]
        found = head + b"x" * (size - len(head))
        self._at += size
        self.given += size
        return found


def test_a_line_of_two_gigabytes_is_refused_after_little_reading() -> None:
    source = Endless()

    with pytest.raises(FileRefused) as caught, open_table(source, "x.csv"):  # type: ignore[arg-type]
        pass

    assert (caught.value.fault.code, caught.value.line) == ("line_too_long", 3)
    assert source.given < 512 * 1024


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"", "no_headings", 0),
        (b"\n \n;;\n", "no_headings", 0),
        (b"Nimi\nA\nB\0C\n", "nul_byte", 3),
        (b"Nimi\r\nA\rB\0C\n", "nul_byte", 3),
        (b"x" * 66_000, "line_too_long", 1),
        ("Nimi\nÄ\nÖ\n".encode() + b"\xe4\n", "mixed_encoding", 4),
        (b"Nimi\nA\n\x81\n", "unknown_encoding", 3),
        ("Nimi\n".encode("utf-16"), "utf_16", 1),
        (b";".join([b"h"] * 201), "too_many_columns", 1),
        (b'"Nimi;Email\nA;B\n', "quotes_do_not_match", 1),
        (b"BEGIN:VCARD\nVERSION:4.0\nFN:A\n", "card_not_ended", 1),
        (b"BEGIN:VCARD\nVERSION:4.0\nEND:VCARD\nFN:A\n", "not_a_card", 4),
        (b"BEGIN:VCARD\nBEGIN:VCARD\nEND:VCARD\n", "card_not_ended", 1),
        (b"BEGIN:VCARD\n" + b"FN:" + b"x" * 60_000 + b"\n " + b"y" * 6_000, "record_too_long", 1),
        (b"PK\x03\x04 nothing more", "not_a_workbook", 0),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "not_a_workbook", 0),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_line(
    content: bytes, code: str, line: int
) -> None:
    assert refusal(content) == (code, line)


@pytest.mark.parametrize("before", range(65_530, 65_545))
def test_lines_are_counted_over_the_edges_of_what_is_read_at_once(before: int) -> None:
    content = b"A\r\n" * (before // 3) + b"x" * (before % 3) + b"\r\n\xe4\r\nB\0"
    assert refusal(content) == ("nul_byte", before // 3 + 3)


@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.vcf", "a.xlsx"]))
def test_any_bytes_are_read_or_refused(content: bytes, filename: str) -> None:
    try:
        headings, records, _ = read(content, filename)
    except FileRefused:
        return
    assert all(len(cells) >= len(headings) for _, cells, _ in records)


def test_a_path_is_opened_and_closed(tmp_path: Path) -> None:
    path = tmp_path / "asiakkaat.csv"
    path.write_bytes(SAMPLE.encode())

    with open_table(path) as table:
        assert [each.line for each in table] == [2]
        assert table.progress() == 1.0


def test_a_pipe_is_refused() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    with pytest.raises(FileRefused) as caught, open_table(Pipe(b"x"), "x.csv"):
        pass

    assert caught.value.fault.code == "not_seekable"


# -- Workbooks --------------------------------------------------------------------------


def workbook(rows: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def rezipped(content: bytes, changed: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, changed.get(name, old.read(name)))
        for name in changed.keys() - set(old.namelist()):
            new.writestr(name, changed[name])
    return target.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_a_workbook_gives_text_days_and_whole_numbers() -> None:
    content = workbook(
        [
            ["Nimi", "Puhelin", "Alkaa", "Määrä", None],
            ["Äijä", 401234567, date(2026, 1, 2), 1.5],
            [],
            ["B", "00100", None, 100.0, "liikaa"],
            ["C", None, None, "#N/A"],
        ]
    )

    headings, records, table = read(content, "a.xlsx")

    assert headings == ("Nimi", "Puhelin", "Alkaa", "Määrä")
    assert records == [
        (2, ("Äijä", "401234567", "2026-01-02", "1.5"), None),
        (4, ("B", "00100", "", "100", "liikaa"), "too_many_cells"),
        (5, ("C", "", "", "#N/A"), "cell_shows_error"),
    ]
    assert table.blank == 1


def test_a_formula_counts_as_what_it_was_last_shown_as() -> None:
    content = workbook([["Nimi"], ["=1+1"]])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read(SHEET)
    shown = sheet.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>")

    assert read(rezipped(content, {SHEET: shown}))[1] == [(2, ("2",), None)]


def test_a_workbook_that_grows_is_refused() -> None:
    content = workbook([["Nimi"], ["A"]])
    shared = b"<sst>" + b" " * (65 * 1024 * 1024)
    assert refusal(rezipped(content, {"xl/sharedStrings.xml": shared})) == ("workbook_too_large", 0)

    many = {f"xl/{number}.bin": b"" for number in range(2_001)}
    assert refusal(rezipped(content, many)) == ("workbook_too_large", 0)


def test_a_workbook_that_understates_its_size_is_unpacked_no_further_than_it_says() -> None:
    content = workbook([["Nimi"], *([f"Asiakas {number}"] for number in range(2_000))])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        said = archive.getinfo(SHEET).file_size.to_bytes(4, "little")
    assert content.count(said) >= 1

    understated = content.replace(said, (300).to_bytes(4, "little"))

    assert refusal(understated)[0] in {"not_a_workbook", "workbook_breaks_off"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_workbook_with_entities_is_refused(encoding: str) -> None:
    entities = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "aaaa">]>'
        "<worksheet>&a;</worksheet>"
    ).encode(encoding)
    content = rezipped(workbook([["Nimi"], ["A"]]), {SHEET: entities})
    assert refusal(content) == ("workbook_declares_entities", 0)


def test_a_workbook_broken_in_the_middle_is_told_with_its_row() -> None:
    content = workbook([["Nimi"], ["A"], ["B"], ["C"]])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read(SHEET)
    broken = sheet[: sheet.index(b'<row r="4"')] + b"<row <"

    code, line = refusal(rezipped(content, {SHEET: broken}))

    assert code == "workbook_breaks_off"
    assert 1 <= line <= 4


def test_a_row_far_below_costs_no_more_than_a_sheet_has() -> None:
    content = workbook([["Nimi"], ["A"]])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read(SHEET)
    far = sheet.replace(b'r="2"', b'r="2000000000"').replace(b'r="A2"', b'r="A2000000000"')

    assert read(rezipped(content, {SHEET: far}))[1] == []


# -- Cards ------------------------------------------------------------------------------

CARDS = """BEGIN:VCARD\r
VERSION:4.0\r
KIND:org\r
FN:Kukka ja Multa Oy\r
ORG:Kukka ja\r
  Multa Oy;Myynti\r
item1.EMAIL;TYPE="work,x":mailto:kukka@esimerkki.example\r
EMAIL:toinen@esimerkki.example\r
TEL;VALUE=uri;TYPE=work:tel:+358-40-1234567\r
ADR;LABEL="Katu 1: A\\nB":;2. krs;Katu 1\\, A 2;Turku;;20100;Finland\r
LANG;PREF=1:sv\r
NICKNAME:kukka\r
NOTE:muistiinpano\\; pitkä\r
 ja jatkuu\r
PHOTO:data:image/jpeg;base64,PICTURE\r
END:VCARD\r
\r
BEGIN:VCARD
VERSION:3.0
N:Öhman;Äijä;;;
FN:Äijä Öhman
END:VCARD
BEGIN:VCARD
VERSION:2.1
N:Vanha
END:VCARD
BEGIN:VCARD
VERSION:4.0
vailla kaksoispistettä
END:VCARD
""".replace("PICTURE", "\r\n ".join(["A" * 70] * 2_000))


def test_cards_are_read_under_our_own_columns() -> None:
    with open_table(io.BytesIO(CARDS.encode()), "a.vcf") as table:
        first, second, third, fourth = table
        ignored = dict(table.ignored)

    found = {key: cell for key, cell in zip(table.headings, first.cells, strict=True) if cell}
    assert found == {
        "kind": "company",
        "name": "Kukka ja Multa Oy",
        "company": "Kukka ja Multa Oy",
        "handle": "kukka",
        "email": "kukka@esimerkki.example; toinen@esimerkki.example",
        "phone": "+358-40-1234567",
        "street": "Katu 1, A 2\n2. krs",
        "postal_code": "20100",
        "city": "Turku",
        "country": "Finland",
        "language": "sv",
    }
    assert (first.line, second.line) == (1, 2017)
    assert "Äijä Öhman" in second.cells
    assert "Öhman" in second.cells
    assert [each.fault and each.fault.code for each in (first, second, third, fourth)] == [
        None, None, "card_version", "card_line_unreadable",
    ]  # fmt: skip
    assert ignored == {"NOTE": 1, "PHOTO": 1, "ORG": 1}
