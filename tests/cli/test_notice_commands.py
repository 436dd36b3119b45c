from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.utils import translation

from seloste.cli.errors import NoRegisterHere
from seloste.cli.notice import notice
from seloste.notice import queries

EXAMPLE = Path(__file__).parents[2] / "notices" / "palvelin-example.yaml"


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def run(*arguments: object):
    return CliRunner().invoke(notice, [str(argument) for argument in arguments])


def test_the_example_has_nothing_to_mend():
    done = run("lint", EXAMPLE)

    assert done.exit_code == 0
    assert "nothing to mend" in done.output
    assert json.loads(run("lint", EXAMPLE, "--json").output) == []


def test_findings_name_file_line_path_article_and_cure(tmp_path):
    faulty = tmp_path / "faulty.yaml"
    faulty.write_text(EXAMPLE.read_text(encoding="utf-8").replace("    legal_basis: consent\n", ""))

    told = run("lint", faulty, "--json")
    text = run("lint", faulty)

    assert (told.exit_code, text.exit_code) == (1, 1)
    finding = next(f for f in json.loads(told.output) if f["severity"] == "error")
    assert set(finding) == {"rule", "severity", "path", "line", "article", "message", "cure"}
    assert f"{faulty}:{finding['line']}: error: {finding['rule']}" in text.output
    assert finding["cure"] in text.output


def test_a_file_that_cannot_be_read_is_a_finding_too(tmp_path):
    broken = tmp_path / "broken.yaml"
    broken.write_text(
        "seloste: 1\nsurprise: yes\nedition: {number: 1, in_force_from: 2026-12-01}\n"
    )

    done = run("lint", broken, "--json")

    assert done.exit_code == 1
    assert json.loads(done.output)[0]["line"] == 2


@pytest.mark.parametrize(
    ("form", "beginning"),
    [
        ("html", b"<!DOCTYPE html>"),
        ("pdf", b"%PDF-"),
        ("text", b"TIETOSUOJASELOSTE"),
        ("jsonld", b"{"),
        ("art30", b"<!DOCTYPE html>"),
    ],
)
def test_each_form_goes_to_a_file_or_to_the_terminal(tmp_path, form, beginning):
    out = tmp_path / "notice.out"

    to_file = run("render", EXAMPLE, "--lang", "fi", "--format", form, "--out", out)
    to_terminal = run("render", EXAMPLE, "--lang", "fi", "--format", form)

    assert (to_file.exit_code, to_terminal.exit_code) == (0, 0)
    assert out.read_bytes().startswith(beginning)
    assert to_terminal.stdout_bytes.startswith(beginning)


@pytest.mark.parametrize(("name", "beginning"), [("r.txt", b"SELOSTE K"), ("r.pdf", b"%PDF-")])
def test_the_record_of_processing_takes_its_form_from_the_files_name(tmp_path, name, beginning):
    out = tmp_path / name

    run("render", EXAMPLE, "--lang", "fi", "--format", "art30", "--out", out)

    assert out.read_bytes().startswith(beginning)


def test_differences_are_told_in_sentences_and_in_json(tmp_path):
    other = tmp_path / "other.yaml"
    other.write_text(EXAMPLE.read_text(encoding="utf-8").replace("P12M", "P18M"))

    text, told = run("diff", EXAMPLE, other), run("diff", EXAMPLE, other, "--json")

    assert "before 12 months; now 18 months" in text.output
    assert "In all: material." in text.output
    answer = json.loads(told.output)
    assert answer["class"] == "material"
    assert [d["before"] for d in answer["differences"]] == ["P12M"]
    assert "say the same" in run("diff", EXAMPLE, EXAMPLE).output


@pytest.mark.django_db
def test_without_a_register_nothing_is_published():
    done = run("publish", EXAMPLE)

    assert isinstance(done.exception, NoRegisterHere)
    assert queries.editions() == ()


@pytest.mark.parametrize("command", ["lint", "render", "diff", "publish", "schema"])
def test_every_command_has_an_example(command):
    assert f": seloste notice {command}" in run(command, "--help").output


def test_the_schema_is_json():
    assert "properties" in json.loads(run("schema").output)


def second(tmp_path: Path) -> Path:
    file = tmp_path / "second.yaml"
    text = EXAMPLE.read_text(encoding="utf-8").replace("number: 1\n", "number: 2\n")
    told = "in_force_from: 2026-11-01\n  changes: {fi: Uusi aika., sv: Ny tid., en: A new time.}"
    text = text.replace("in_force_from: 2026-11-01", told).replace("P12M", "P18M")
    file.write_text(text)
    return file


def test_publishing_says_what_follows_and_keeps_the_file(register, home, tmp_path):
    file = second(tmp_path)

    done = run("publish", file)

    assert done.exit_code == 0
    assert "Edition 2 is published." in done.output
    assert "Kind of change: material." in done.output
    assert "Now to be told of the change:" in done.output
    assert (home / "notice.yaml").read_bytes() == file.read_bytes()
    assert queries.editions()[0].number == 2


def test_publishing_answers_in_json_too(register, tmp_path):
    answer = json.loads(run("publish", second(tmp_path), "--json").output)

    assert (answer["number"], answer["class"], answer["withheld"]) == (2, "material", [])
    assert answer["audience"] == ["contact_persons", "customers", "staff"]
