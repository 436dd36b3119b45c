"""`seloste breaches` from awareness to closing, as it is typed."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.utils.translation import override

from seloste.breaches import queries
from seloste.cli import register as whole
from seloste.cli.breaches import breaches
from seloste.customers.operations import creating, finding
from seloste.customers.values import CustomerDraft
from tests.register import Register

AWARE = "2026-11-23T10:20"


@pytest.fixture
def type_in(register: Register, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Type a command, with what is typed in after it."""
    (whole.settings.HOME / whole.UNFINISHED).unlink(missing_ok=True)

    def run(*words: str, typed: str = "") -> Result:
        with override("en"):
            return CliRunner().invoke(breaches, words, input=typed, catch_exceptions=False)

    return run


def test_the_limit_is_printed_without_a_register() -> None:
    with override("en"):
        shown = CliRunner().invoke(breaches, ["due", "2026-10-23T16:20", "--json"])
        plain = CliRunner().invoke(breaches, ["due", "2026-10-23T16:20", "--hours", "96"])

    assert json.loads(shown.output) == {
        "aware": "2026-10-23T16:20:00+03:00",
        "due": "2026-10-26T15:20:00+02:00",
        "outer": "2026-10-26T16:00:00+02:00",
        "due_utc": "2026-10-26T13:20:00+00:00",
        "hours": 72,
    }
    assert "2026-10-27T15:20:00+02:00: 96 hours" in plain.output


def test_a_zone_that_is_none_is_refused() -> None:
    shown = CliRunner().invoke(breaches, ["due", AWARE, "--zone", "Nowhere/X"])

    assert shown.exit_code == 2


@pytest.mark.django_db
def test_a_breach_is_kept_from_recording_to_closing(type_in, tmp_path: Path) -> None:
    effects = tmp_path / "effects.txt"
    effects.write_text("Osoitteet näkyivät.", encoding="utf-8")
    made = type_in("record", "--aware", AWARE, "--facts", "-", typed="Levy hukkui.")
    assert made.output == "1\n", made.output
    described = ("--facts", "-", "--effects", str(effects), "--measures", str(effects))

    for words, typed in (
        (
            ("describe", "1", *described, "--persons", "12", "--happened", "2026-11-20T08:00"),
            "Levy.",
        ),
        (("assess", "1", "--risk", "risk"), "Nimet."),
        (("notified", "1", "--sent", "2026-11-23T10:25", "--last"), "Riski."),
        (("told", "1", "--when", "2026-11-23T10:30"), "Sähköpostilla."),
        (("close", "1"), "Valmis."),
    ):
        done = type_in(*words, typed=typed)
        assert done.exit_code == 0, done.output

    view = queries.numbered(1)
    assert (view.state, view.persons, view.telling) == ("closed", 12, "told")
    shown = json.loads(type_in("show", "1", "--json").output)
    assert (shown["texts"]["facts"], shown["pressure"]) == ("Levy.", "met")
    assert [event["code"] for event in shown["events"]][-1] == "closed"
    assert "closed  met" in type_in("list").output
    assert json.loads(type_in("list", "--json").output)[0]["number"] == 1
    assert "Levy." in type_in("show", "1").output


@pytest.mark.django_db
def test_a_breach_is_not_notified_and_nobody_told_with_reasons(type_in) -> None:
    type_in("record", "--aware", AWARE, "--facts", "-", typed="Levy hukkui.")
    type_in("assess", "1", "--risk", "unlikely", typed="Salattu.")

    type_in("not-notified", "1", typed="Salattu.")
    type_in("not-told", "1", "--exemption", "protected", typed="Salattu.")

    view = queries.numbered(1)
    assert (view.state, view.telling, view.exemption) == ("not_notified", "not_told", "protected")


@pytest.mark.django_db
def test_a_scope_is_printed_and_the_list_of_persons_is_its_owners_only(
    type_in, register: Register, tmp_path: Path
) -> None:
    draft = CustomerDraft(kind="person", name="Aino Esimerkki", emails=("aino@esimerkki.example",))
    care = {"purpose": "customer_care", "at": register.at}
    aino = creating.create(draft, by=register.owner, **care)
    finding.open_customer(aino, by=register.support, **care)
    type_in("record", "--aware", AWARE, "--facts", "-", typed="Tunnus vuoti.")
    file = tmp_path / "persons.csv"
    asked = ("scope", "s-support", "--since", "2026-11-01T00:00", "--until", "2026-12-01T00:00")

    shown = type_in(*asked, "--breach", "1", "--persons", str(file))
    again = type_in(*asked, "--persons", str(file))

    assert "s-support: 1 persons, opened 1 times." in shown.output
    assert "Aino" not in shown.output
    assert "Aino Esimerkki" in file.read_text(encoding="utf-8-sig")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert again.exit_code == 1
    assert json.loads(type_in(*asked, "--json").output)["persons"] == 1
    assert "scoped" in type_in("show", "1").output


@pytest.mark.django_db
def test_a_draft_is_printed_in_the_language_asked_for(type_in) -> None:
    type_in("record", "--aware", AWARE, "--facts", "-", typed="Levy hukkui.")

    draft = type_in("draft", "1", "--to", "authority", "--language", "fi")

    assert "Ilmoitus henkilötietojen tietoturvaloukkauksesta" in draft.output
    assert "Levy hukkui." in draft.output
