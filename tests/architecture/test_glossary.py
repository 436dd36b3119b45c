"""The glossary and the code speak of the same things."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

import seloste

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = Path(seloste.__file__).parent
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs/glossary.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| English")
]
NAMES = sorted({name for row in ROWS for name in re.findall(r"`([\w.]+)`", row[5])})


def test_every_row_has_all_three_languages() -> None:
    assert len(ROWS) > 40
    for row in ROWS:
        assert len(row) == 6, row
        assert all(row[:3]), row


def test_no_word_stands_for_two_things() -> None:
    for language in range(3):
        words = [row[language] for row in ROWS]

        assert len(words) == len(set(words))


@pytest.mark.parametrize("name", NAMES)
def test_the_code_has_what_the_glossary_names(name: str) -> None:
    assert is_in_code(f"seloste.{name}"), name


def test_each_module_has_its_word() -> None:
    modules = {folder.name for folder in PACKAGE.iterdir() if (folder / "__init__.py").exists()}
    named = {name.partition(".")[0] for name in NAMES}

    assert modules - {"locale"} <= named


def is_in_code(name: str) -> bool:
    """Import as much of the dotted name as is a module, and look the rest up in it."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found: object = import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            fields = getattr(found, "model_fields", {}) or getattr(found, "__annotations__", {})
            if part in fields:
                found = fields[part]
            elif hasattr(found, part):
                found = getattr(found, part)
            else:
                return False
        return True
    return False
