from __future__ import annotations

import csv
import fcntl
import os
from pathlib import Path

import pytest

from seloste.audit.models import Entry
from seloste.customers import queries
from seloste.customers.files.faults import FileRefused
from seloste.customers.models import Customer, PossibleDuplicate, SourceDuty
from seloste.customers.operations.finding import find, open_customer
from seloste.exchange.errors import ImportUnderWay, RejectsNotAFile
from seloste.exchange.models import ImportRun
from seloste.exchange.operations.importing import import_file, preview
from seloste.exchange.values import Counts, Order, Step
from seloste.kernel.actors import Actor
from seloste.readings.errors import NotAllowed
from seloste.vault.models import Sealed
from tests.operations.exchange.customer_files import write
from tests.register import Register


def order(path: Path, **more: object) -> Order:
    return Order(path=path, purpose="customer_care", **more)  # type: ignore[arg-type]  # by name


def imported(order_: Order, register: Register) -> Step:
    return list(import_file(order_, by=register.owner, at=register.at))[-1]


def csv_file(folder: Path, *rows: str, name: str = "in.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def name_of(number: str, register: Register) -> list[str]:
    found = find(number, purpose="customer_care", by=register.owner, at=register.at)
    return [one.name for one in found]


def nothing_was_written() -> bool:
    return not (
        Customer.objects.exists()
        or Sealed.objects.exists()
        or ImportRun.objects.exists()
        or Entry.objects.exclude(operation="notice.published").exists()
    )


# --- What becomes of a file -----------------------------------------------------------------------


def test_good_lines_are_taken_and_the_others_kept_to_be_mended(
    register: Register, tmp_path: Path
) -> None:
    path = tmp_path / "in.csv"
    expected = write(path, customers=100, seed=1)
    rejects = tmp_path / "rejects.csv"

    last = imported(order(path, rejects=rejects), register)

    assert last.counts == Counts(100, len(expected.good), 0, 0, len(expected.rejected))
    with rejects.open(encoding="utf-8-sig", newline="") as file:
        kept = list(csv.DictReader(file, delimiter=";"))
    assert [int(row["line"]) for row in kept] == expected.rejected
    assert all(row["fault"] for row in kept)
    assert rejects.stat().st_mode & 0o777 == 0o600
    [line] = Entry.objects.filter(operation="exchange.imported")
    assert line.ref == str(ImportRun.objects.get().id)
    assert Entry.objects.filter(operation="customers.created").count() == len(expected.good)


def test_a_dry_run_says_the_same_and_writes_nothing(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    expected = write(path, customers=100, seed=1)

    last = list(preview(order(path), by=register.owner, at=register.at))[-1]

    assert last.counts == Counts(100, len(expected.good), 0, 0, len(expected.rejected))
    assert nothing_was_written()


def test_the_same_file_is_not_taken_twice(register: Register, tmp_path: Path) -> None:
    path = csv_file(tmp_path, "nimi", "Aino Keksitty")
    imported(order(path), register)

    again = imported(order(path), register)

    assert again.finished_earlier == register.at
    assert Customer.objects.count() == 1


def test_mended_rejects_are_fed_again(register: Register, tmp_path: Path) -> None:
    path = csv_file(tmp_path, "nimi;sähköposti", "Aino Keksitty;ei osoite", "Eeva Olematon;")
    rejects = tmp_path / "rejects.csv"
    imported(order(path, rejects=rejects), register)
    mended = rejects.read_text(encoding="utf-8-sig").replace("ei osoite", "aino@a.example")
    rejects.write_text(mended, encoding="utf-8")

    last = imported(order(rejects), register)

    assert last.counts == Counts(1, 1, 0, 0, 0)
    assert name_of("aino@a.example", register) == ["Aino Keksitty"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a@a.example;;", "a@a.example;;"),
        (";;1234567-1", ";;1234567-1"),
        (";0401234567;", ";+358 40 123 4567;"),
    ],
)
def test_who_shares_what_people_do_not_share_is_not_taken_twice(
    register: Register, tmp_path: Path, first: str, second: str
) -> None:
    heading = "tyyppi;yritys;sähköposti;puhelin;y-tunnus"
    imported(order(csv_file(tmp_path, heading, f"yritys;Oy Yksi;{first}")), register)

    in_register = imported(
        order(csv_file(tmp_path, heading, f"yritys;Oy Kaksi;{second}", name="b.csv")), register
    )
    both = csv_file(
        tmp_path, heading.replace("yritys;", "", 0), f"yritys;Oy Kolme;{second}",
        f"yritys;Oy Neljä;{first}", name="c.csv",
    )  # fmt: skip
    in_file = imported(order(both), register)

    assert in_register.counts == Counts(1, 0, 0, 1, 0)
    assert in_file.counts == Counts(2, 0, 0, 2, 0)
    assert Customer.objects.count() == 1


def test_lines_of_one_file_are_compared_with_each_other(register: Register, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path, "nimi;sähköposti", "Aino Keksitty;a@a.example", "Eeva Olematon;A@A.example"
    )

    steps = list(import_file(order(path), by=register.owner, at=register.at))

    assert steps[-1].counts == Counts(2, 1, 0, 1, 0)
    [outcome] = steps[0].outcomes
    assert outcome.faults[0].facts == {"line": 2}


def test_a_near_name_at_the_same_place_is_taken_and_noted(
    register: Register, tmp_path: Path
) -> None:
    path = csv_file(
        tmp_path,
        "nimi;postinumero;kaupunki",
        "Matti Virtanen;33100;Tampere",
        "Wirttanen Matti;33100;Tampere",
    )
    imported(order(csv_file(tmp_path, *path.read_text().split("\n")[:2], name="a.csv")), register)

    last = imported(order(csv_file(tmp_path, "nimi;postinumero;kaupunki", "Wirttanen Matti;33100;Tampere", name="b.csv")), register)  # fmt: skip

    assert last.counts.imported == 1
    assert PossibleDuplicate.objects.get().reason == "near_name"


def test_a_known_number_brings_the_customer_up_to_date(register: Register, tmp_path: Path) -> None:
    head = "asiakasnumero;nimi;sähköposti;palvelu;verkkotunnus;alkaa"
    imported(order(csv_file(tmp_path, head, "7;Aino Keksitty;;;;")), register)

    second = csv_file(tmp_path, head, "7;Aino Toinen;a@a.example;;;", "7;Aino Toinen;a@a.example;;;", name="b.csv")  # fmt: skip
    last = imported(order(second), register)

    assert last.counts == Counts(2, 0, 1, 1, 0)
    assert name_of("7", register) == ["Aino Toinen"]


def test_a_row_is_never_written_to_another_customer_than_its_number_says(
    register: Register, tmp_path: Path
) -> None:
    path = csv_file(
        tmp_path,
        "asiakasnumero;nimi;sähköposti",
        "6;Berta Toinen;b@b.example",
        "5;Aino Keksitty;a@a.example",
        "5;Aino Keksitty-Uusi;b@b.example",
    )

    imported(order(path), register)

    assert name_of("6", register) == ["Berta Toinen"]
    assert name_of("5", register) == ["Aino Keksitty-Uusi"]


def test_what_an_update_brings_is_known_to_later_lines(register: Register, tmp_path: Path) -> None:
    head = "asiakasnumero;nimi;sähköposti"
    imported(order(csv_file(tmp_path, head, "7;Aino Keksitty;")), register)
    path = csv_file(
        tmp_path, head, "7;Aino Keksitty;a@a.example", ";A. Keksitty;a@a.example", name="b.csv"
    )

    last = imported(order(path), register)

    assert last.counts == Counts(2, 0, 1, 1, 0)


def test_people_whose_data_come_from_elsewhere_are_to_be_told(
    register: Register, tmp_path: Path
) -> None:
    path = csv_file(tmp_path, "nimi", "Aino Keksitty")

    imported(order(path, source="public_register"), register)

    [duty] = SourceDuty.objects.all()
    assert duty.source == "public_register"
    assert [d.person for d in queries.open_duties()] == [Customer.objects.get().id]


# --- What is refused leaves no trace --------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"nimi\nAino\0Keksitty\n", "nul_byte"),
        (b"nimi\n" + b"a" * 100_000 + b"\n", "line_too_long"),
        (b"", "no_headings"),
        ("nimi\nÄiti\n".encode() + b"\xe4\n", "mixed_encoding"),
        ("nimi\n".encode("utf-16"), "utf_16"),
        (b"foo;bar\n1;2\n", "no_name_column"),
    ],
)
def test_a_file_refused_as_a_whole_leaves_no_trace(
    register: Register, tmp_path: Path, content: bytes, code: str
) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(content)

    with pytest.raises(FileRefused) as refused:
        imported(order(path, rejects=tmp_path / "r.csv"), register)

    if code != "no_name_column":
        assert refused.value.fault.code == code
    assert nothing_was_written()
    assert not (tmp_path / "r.csv").exists() or not (tmp_path / "r.csv").read_bytes()


@pytest.mark.parametrize("role", ["accountant", "nobody"])
def test_a_role_that_may_not_takes_nothing(register: Register, tmp_path: Path, role: str) -> None:
    path = csv_file(tmp_path, "nimi;sähköposti", "Aino Keksitty;a@a.example")

    with pytest.raises(NotAllowed):
        list(import_file(order(path), by=Actor("s", role, "cli"), at=register.at))

    assert nothing_was_written()


def test_a_role_that_may_not_see_contracts_takes_none(register: Register, tmp_path: Path) -> None:
    path = csv_file(tmp_path, "nimi;palvelu;verkkotunnus", "Aino;Verkkotunnus;aino.example")

    with pytest.raises(NotAllowed):
        list(
            import_file(
                Order(path=path, purpose="development_surveys"), by=register.owner, at=register.at
            )
        )

    assert nothing_was_written()


# --- Interrupted, at once, and where it does not belong -------------------------------------------


def test_an_import_that_was_cut_off_goes_on(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seloste.exchange.operations.importing.BATCH", 10)
    path, rejects = tmp_path / "in.csv", tmp_path / "rejects.csv"
    expected = write(path, customers=95, seed=2, dirty=7)
    for _ in range(4):
        steps = import_file(order(path, rejects=rejects), by=register.owner, at=register.at)
        next(steps)
        next(steps)
        steps.close()
    assert Customer.objects.count() == sum(int(n) - 50_000 <= 81 for n in expected.good)
    with rejects.open("ab") as file:
        file.write(b"half a line of a batch that was never committed")

    last = imported(order(path, rejects=rejects), register)

    assert last.counts == Counts(95, len(expected.good), 0, 0, len(expected.rejected))
    with rejects.open(encoding="utf-8-sig", newline="") as file:
        kept = list(csv.DictReader(file, delimiter=";"))
    assert [int(row["line"]) for row in kept] == expected.rejected


def test_a_rejects_file_that_was_put_away_meanwhile_is_begun_anew(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seloste.exchange.operations.importing.BATCH", 10)
    path, rejects = tmp_path / "in.csv", tmp_path / "rejects.csv"
    write(path, customers=40, seed=2, dirty=7)
    steps = import_file(order(path, rejects=rejects), by=register.owner, at=register.at)
    next(steps)
    steps.close()
    rejects.unlink()

    imported(order(path, rejects=rejects), register)

    assert b"\0" not in rejects.read_bytes()
    with rejects.open(encoding="utf-8-sig", newline="") as file:
        assert [int(row["line"]) for row in csv.DictReader(file, delimiter=";")] == [14, 21, 28, 35]


def test_a_file_is_imported_by_one_process_at_a_time(register: Register, tmp_path: Path) -> None:
    path = csv_file(tmp_path, "nimi", "Aino Keksitty")

    with path.open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(ImportUnderWay):
            imported(order(path), register)
    assert nothing_was_written()

    assert imported(order(path), register).counts.imported == 1


def test_a_copy_of_the_file_is_not_imported_at_the_same_time(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seloste.exchange.operations.importing.BATCH", 10)
    path, copy = tmp_path / "in.csv", tmp_path / "copy.csv"
    write(path, customers=40, seed=3)
    copy.write_bytes(path.read_bytes())
    first = import_file(order(path), by=register.owner, at=register.at)
    second = import_file(order(copy), by=register.owner, at=register.at)
    next(first)
    next(second)  # goes on where the first stands

    with pytest.raises(ImportUnderWay):
        next(first)
    list(second)

    assert Customer.objects.count() == 38


@pytest.mark.parametrize("what", ["link", "itself", "hard link", "pipe", "folder", "device"])
def test_rejects_go_into_a_file_of_their_own(register: Register, tmp_path: Path, what: str) -> None:
    path = csv_file(tmp_path, "nimi;sähköposti", "Aino Keksitty;ei osoite")
    before, rejects, precious = path.read_bytes(), tmp_path / "r.csv", tmp_path / "precious"
    precious.write_text("stays", encoding="ascii")
    if what == "link":
        rejects.symlink_to(precious)
    elif what == "hard link":
        rejects.hardlink_to(path)
    elif what == "pipe":
        os.mkfifo(rejects)
    elif what == "folder":
        rejects.mkdir()
    elif what == "device":
        rejects = Path("/dev/null")
    else:
        rejects = path

    with pytest.raises(RejectsNotAFile):
        imported(order(path, rejects=rejects), register)

    assert path.read_bytes() == before
    assert precious.read_text(encoding="ascii") == "stays"
    assert nothing_was_written()


def test_a_rejects_file_that_others_could_read_is_closed_to_them(
    register: Register, tmp_path: Path
) -> None:
    path = csv_file(tmp_path, "nimi;sähköposti", "Aino Keksitty;ei osoite")
    rejects = tmp_path / "r.csv"
    rejects.touch(mode=0o644)
    rejects.chmod(0o644)

    imported(order(path, rejects=rejects), register)

    assert rejects.stat().st_mode & 0o777 == 0o600


def test_contracts_and_contact_persons_come_along(register: Register, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path,
        "tyyppi;yritys;palvelu;verkkotunnus;alkaa;yhteyshenkilö",
        "yritys;Oy Yksi;Kotisivut;yksi.example;1.2.2025;Kaisa Keksitty",
    )

    imported(order(path), register)

    [customer] = Customer.objects.all()
    view = open_customer(customer.id, purpose="customer_care", by=register.owner, at=register.at)
    assert [p.values["contact_person.name"] for p in view.contact_persons] == ["Kaisa Keksitty"]
    assert customer.has_contracts
