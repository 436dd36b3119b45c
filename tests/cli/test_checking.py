from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.db import connections
from django.utils import translation

from seloste.audit.checkpointing import make_checkpoint
from seloste.cli.check import check
from seloste.evidence.clauses.registry import IDS
from seloste.evidence.queries import history
from seloste.vault.models import Openings

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _whole(register, home: Path):
    """Nothing of earlier tests lies outside the database, and only the owner reads the keys."""
    shutil.rmtree(home / "audit", ignore_errors=True)
    if connections["keys"].vendor == "sqlite":
        (home / "keys.sqlite3").chmod(0o600)
    make_checkpoint(register.at)
    with translation.override("en"):
        yield


def run(*arguments: object) -> Result:
    return CliRunner().invoke(check, [str(argument) for argument in arguments])


def break_access() -> None:
    Openings.objects.create(opened_on="2026-11-20", category="identity", count=1)


def test_a_register_that_keeps_its_notice_passes():
    done = run()

    assert done.exit_code == 0, done.output
    assert "Yes: every clause that can be tested holds." in done.output
    assert [line.holds for line in history()] == [True]


def test_programs_get_each_clause_with_title_state_and_evidence():
    done = run("--json")

    answer = json.loads(done.output)
    assert set(answer) == {"holds", "clauses"}
    assert answer["holds"] is True
    assert [clause["id"] for clause in answer["clauses"]] == list(IDS)
    assert {frozenset(clause) for clause in answer["clauses"]} == {
        frozenset({"id", "title", "state", "evidence"})
    }
    stated = {clause["id"]: clause["state"] for clause in answer["clauses"]}
    assert stated.pop("backups") == "not_attested"  # none was made yet
    assert set(stated.values()) == {"holds"}


def test_what_does_not_hold_is_told_by_exit_status_and_in_words():
    break_access()

    done = run("--json")

    assert done.exit_code == 1
    answer = json.loads(done.output)
    assert answer["holds"] is False
    broken = [clause for clause in answer["clauses"] if clause["state"] == "does_not_hold"]
    assert [clause["id"] for clause in broken] == ["access"]
    assert any("They differ" in sentence for sentence in broken[0]["evidence"])


@pytest.mark.parametrize(
    ("language", "verdict"),
    [
        ("fi", "Kyllä: jokainen kohta, jonka voi tarkastaa, pitää paikkansa."),
        ("sv", "Ja: varje punkt som kan prövas stämmer."),
        ("en", "Yes: every clause that can be tested holds."),
    ],
)
def test_it_speaks_three_languages_as_text_and_page(language, verdict):
    assert verdict in run("--lang", language).output
    page = run("--lang", language, "--format", "html").output
    assert verdict in page
    assert f'<html lang="{language}">' in page


def test_a_report_can_be_written_to_a_file_as_pdf(tmp_path):
    report = tmp_path / "report.pdf"

    done = run("--format", "pdf", "--out", report)

    assert done.exit_code == 0
    assert done.output == ""
    assert report.read_bytes().startswith(b"%PDF-")
