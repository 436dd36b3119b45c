"""Every fault has a sentence in three languages, and no sentence holds a value."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils.translation import override

import seloste.customers
from seloste.customers import sentences
from seloste.customers.files.columns import COLUMNS
from seloste.customers.files.drafts import draft
from seloste.customers.files.faults import FileRefused

HOME = Path(seloste.customers.__file__).parent
RAISING = {"Unfit", "Fault", "FileRefused", "_fault", "_listed"}


def codes() -> set[str]:
    """Return the second text, or the only one, that each call which makes a fault is given."""
    found = set()
    for path in [HOME / "rules.py", *(HOME / "files").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                texts = [
                    each.value
                    for each in node.args[:2]
                    if isinstance(each, ast.Constant) and isinstance(each.value, str)
                ]
                if name in RAISING and texts:
                    found.add(texts[-1])
    return found


def translations(language: str) -> dict[str, str]:
    path = HOME / "locale" / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as stream:
        return {str(each.id): str(each.string) for each in read_po(stream) if each.id}


def test_every_code_has_a_sentence() -> None:
    assert len(codes()) > 40
    assert codes() <= set(sentences.FAULTS)
    assert set(COLUMNS) == set(sentences.COLUMN_TITLES)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_sentence_is_translated_with_the_same_placeholders(language: str) -> None:
    known = translations(language)
    with override("en"):  # the language the sentences are written in
        written = [
            *map(str, sentences.FAULTS.values()),
            *map(str, sentences.COLUMN_TITLES.values()),
        ]

    for message in written:
        assert known.get(message), message
        assert sorted(re.findall(r"%\(\w+\)s", known[message])) == sorted(
            re.findall(r"%\(\w+\)s", message)
        )


def test_a_sentence_names_line_and_column_and_never_the_value() -> None:
    found = draft({"name": "Salainen Nimi", "email": "salainen", "phone": "123"})
    assert isinstance(found, tuple)

    said = sentences.says_of_line(found, line=12)

    assert "12" in said
    assert "alainen" not in said
    assert "%(" not in said


@pytest.mark.parametrize("line", [0, 3])
def test_a_file_refused_is_told_with_its_line_if_it_has_one(line: int) -> None:
    said = sentences.says_of_file(FileRefused("line_too_long", line=line, most=64))

    assert "64" in said
    assert ("3" in said) == bool(line)
