"""`seloste requests answer` and `seloste package`, as they are typed."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from django.utils import timezone
from django.utils.translation import override

from seloste.cli import register as whole
from seloste.cli.main import seloste
from seloste.consents.operations.giving import give
from seloste.consents.queries import wording_of
from seloste.consents.values import Said
from seloste.customers.operations.creating import create
from seloste.customers.values import CustomerDraft
from seloste.kernel.ids import PersonId
from seloste.rights import queries
from seloste.rights.operations.receiving import receive
from seloste.rights.values import Kind, NewRequest, RequestFile
from seloste.usability.queries import restrictions_of
from tests.register import Register, register

__all__ = ["register"]

pytestmark = pytest.mark.django_db

FILE = RequestFile(name="Aino Esimerkki", email="aino@esimerkki.example", words="Mitä tiedätte?")
Type = Callable[..., Result]


@pytest.fixture
def type_in(register: Register) -> Type:
    (whole.settings.HOME / whole.UNFINISHED).unlink(missing_ok=True)

    def run(*words: object) -> Result:
        with override("en"):
            return CliRunner().invoke(seloste, [*map(str, words)])

    return run


@pytest.fixture
def aino(register: Register) -> PersonId:
    draft = CustomerDraft(kind="person", name="Aino Esimerkki", emails=("aino@esimerkki.example",))
    return create(draft, purpose="customer_care", by=register.owner, at=register.at)


@pytest.fixture
def ask(register: Register) -> Callable[..., str]:
    def made(*kinds: Kind, about: PersonId | None = None) -> str:
        at = timezone.now()
        new = NewRequest(kinds, "email", at - timedelta(days=1), "fi", FILE, about)
        return queries.request(receive(new, by=register.owner, at=at), at=at).reference

    return made


def answer(type_in: Type, step: str, number: str, *more: object) -> str:
    result = type_in("requests", "answer", step, number, "--as", "owner", *more)
    assert result.exit_code == 0, (result.output, result.exception)
    return result.output


def refused(type_in: Type, step: str, number: str, *more: object) -> str:
    result = type_in("requests", "answer", step, number, "--as", "owner", *more)
    assert result.exit_code == 1, result.output
    return result.output


def outcome(number: str, kind: Kind) -> str:
    part = queries.numbered(number, at=timezone.now()).part(kind)
    assert part is not None
    return part.outcome


def written(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_copy_is_written_to_a_file_that_only_its_owner_reads(
    type_in: Type, aino: PersonId, tmp_path: Path
) -> None:
    out = tmp_path / "copy.zip"

    made = type_in("package", aino, "--as", "owner", "--out", out)
    again = type_in("package", aino, "--as", "owner", "--out", out)

    assert made.exit_code == 0, made.output
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    with ZipFile(out) as archive:
        assert b"aino@esimerkki.example" in archive.read("data.json")
    assert again.exit_code == 1


def test_what_a_person_takes_along_is_written_too(
    type_in: Type, aino: PersonId, tmp_path: Path
) -> None:
    out = tmp_path / "portable.zip"

    type_in("package", aino, "--as", "owner", "--out", out, "--portable")

    with ZipFile(out) as archive:
        assert set(archive.namelist()) == {"portable/data.json", "portable/data.csv"}


def test_no_copy_is_written_of_nobody_or_for_a_role_that_may_not(
    type_in: Type, aino: PersonId, tmp_path: Path
) -> None:
    out = tmp_path / "copy.zip"

    nobody = type_in("package", 12345, "--as", "owner", "--out", out)
    accountant = type_in("package", aino, "--as", "accountant", "--out", out)

    assert (nobody.exit_code, accountant.exit_code) == (1, 1)
    assert not out.exists()


def test_a_request_for_access_is_answered(
    type_in: Type, aino: PersonId, ask: Callable[..., str], tmp_path: Path
) -> None:
    number = ask("access", about=aino)

    held = answer(type_in, "held", number)
    answer(type_in, "copy", number)
    letter = answer(type_in, "letter", number)
    answer(type_in, "send", number, "--by", "paper")
    answer(type_in, "print", number, "--to", tmp_path / "post")
    answer(type_in, "posted", number)

    assert "identity: 1" in held
    assert "Pääsy tietoihin" in letter
    assert (tmp_path / "post" / "letter.pdf").read_bytes().startswith(b"%PDF")
    assert queries.numbered(number, at=timezone.now()).state == "closed"
    answer(type_in, "send-again", number)


def test_nothing_held_is_said(type_in: Type, ask: Callable[..., str]) -> None:
    number = ask("access")

    answer(type_in, "nothing-held", number)

    assert outcome(number, "access") == "granted"


def test_another_self_is_chosen_and_left(
    type_in: Type, aino: PersonId, ask: Callable[..., str], register: Register
) -> None:
    draft = CustomerDraft(
        kind="sole_trader", name="A. Esimerkki", emails=("aino@esimerkki.example",)
    )
    other = create(
        draft,
        purpose="customer_care",
        although_duplicate=[aino],
        by=register.owner,
        at=register.at,
    )
    number = ask("access", about=aino)

    offered = answer(type_in, "held", number)
    answer(type_in, "same", number, other)
    chosen = answer(type_in, "held", number)
    answer(type_in, "same", number, other, "--not")

    assert f"? {other}" in offered
    assert f"* {other}" in chosen


def test_words_that_are_not_there_are_not_left_out(
    type_in: Type, aino: PersonId, ask: Callable[..., str], tmp_path: Path
) -> None:
    number = ask("access", about=aino)
    words = written(tmp_path, "words.txt", "Matti")
    field = ("--field", "customer.name", "--words", words)

    refused(type_in, "leave-out", number, "--record", f"customer:{aino}", *field)
    written(tmp_path, "words.txt", "Esimerkki")
    found = answer(type_in, "leave-out", number, "--record", f"customer:{aino}", *field)
    wrong = type_in(
        "requests", "answer", "leave-out", number, "--as", "owner", "--record", "x", *field
    )

    assert "1" in found
    assert wrong.exit_code == 2


def test_a_correction_is_compared_and_then_applied(
    type_in: Type, aino: PersonId, ask: Callable[..., str], tmp_path: Path
) -> None:
    number = ask("rectification", about=aino)
    values = written(tmp_path, "values.json", '{"emails": ["uusi@esimerkki.example"]}')
    broken = written(tmp_path, "broken.json", "{")

    compared = answer(type_in, "correct", number, "--values", values)
    refused(type_in, "correct", number, "--values", broken)
    before = outcome(number, "rectification")
    answer(type_in, "correct", number, "--values", values, "--apply")

    assert "customer.emails" in compared
    assert before == ""
    assert outcome(number, "rectification") == "granted"


def test_a_correction_of_nobody_known_is_refused(
    type_in: Type, ask: Callable[..., str], tmp_path: Path
) -> None:
    number = ask("rectification")
    values = written(tmp_path, "values.json", "{}")

    refused(type_in, "correct", number, "--values", values)


def test_a_correction_is_declined(
    type_in: Type, aino: PersonId, ask: Callable[..., str], tmp_path: Path
) -> None:
    number = ask("rectification", about=aino)
    reasons = written(tmp_path, "reasons.txt", "Osoite on oikein")

    answer(type_in, "leave-as-is", number, "--reasons", reasons)

    assert outcome(number, "rectification") == "refused"


def test_erasing_only_lists_until_it_is_applied(
    type_in: Type, aino: PersonId, ask: Callable[..., str]
) -> None:
    number = ask("erasure", about=aino)

    listed = answer(type_in, "erase", number)
    before = outcome(number, "erasure")
    answer(type_in, "erase", number, "--apply")

    assert "Nothing was erased" in listed
    assert before == ""
    assert outcome(number, "erasure") in {"granted", "partly_granted"}


def test_a_restriction_begins_and_ends(
    type_in: Type, aino: PersonId, ask: Callable[..., str], tmp_path: Path
) -> None:
    number = ask("restriction", about=aino)
    reasons = written(tmp_path, "reasons.txt", "Tiedot on tarkistettu")
    on = (date.today() + timedelta(days=7)).isoformat()  # noqa: DTZ011 - any day to come

    answer(type_in, "restrict", number, "--ground", "accuracy_contested")
    refused(type_in, "lift", number)
    answer(type_in, "announce-lifting", number, "--on", on, "--reasons", reasons)
    answer(type_in, "lifting-told", number)
    answer(type_in, "lift", number)

    assert restrictions_of([aino]) == {}


def test_the_other_rights_are_carried_out(
    type_in: Type, aino: PersonId, ask: Callable[..., str], register: Register, tmp_path: Path
) -> None:
    at = timezone.now()
    shown = wording_of("newsletter", language="fi", at=at)
    said = Said(means="paper", language="fi")
    give(aino, "newsletter", said=said, wording=shown.hash, by=register.owner, at=at)
    number = ask("portability", "objection", "withdrawal", about=aino)
    reasons = written(tmp_path, "reasons.txt", "Lasku on maksamatta")
    weighed = {"interest": "a", "necessity": "b", "weighing": "c"}
    balancing = written(tmp_path, "balancing.json", json.dumps(weighed))
    empty = written(tmp_path, "empty.json", "{}")

    answer(type_in, "portable", number)
    answer(type_in, "withdraw-consent", number, "--for", "newsletter")
    answer(type_in, "end-marketing", number, "--more")
    answer(type_in, "rest", number)
    purpose = ("--for", "legal_claims", "--reasons", reasons, "--balancing")
    refused(type_in, "reject", number, *purpose, empty)
    answer(type_in, "reject", number, *purpose, balancing)

    assert [outcome(number, k) for k in ("portability", "objection", "withdrawal")] == [
        "granted", "refused", "granted",
    ]  # fmt: skip


def test_an_objection_is_upheld(type_in: Type, aino: PersonId, ask: Callable[..., str]) -> None:
    number = ask("objection", about=aino)

    answer(type_in, "uphold", number, "--for", "development_surveys")

    assert outcome(number, "objection") == "granted"
