"""Every text for people exists in Finnish and Swedish, and keeps its placeholders."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

import seloste

PACKAGE = Path(seloste.__file__).parent
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")

Message = tuple[str, str]
"""Context and text."""


def texts_of_code() -> Iterator[Message]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield from _extracted(path.read_text(encoding="utf-8"))


def texts_of_templates() -> Iterator[Message]:
    for path in sorted(PACKAGE.rglob("templates/**/*")):
        if path.is_file():
            calls = templatize(path.read_text(encoding="utf-8"), origin=str(path))
            yield from _extracted("\n".join(line.strip() for line in calls.splitlines()))


def _extracted(code: str) -> Iterator[Message]:
    source = io.BytesIO(code.encode())
    for _line, message, _comments, context in extract("python", source, keywords=KEYWORDS):
        yield context or "", message[0] if isinstance(message, tuple) else message


def catalogue(language: str) -> Iterator[tuple[Message, set[str], tuple[str, ...]]]:
    """Yield the texts of a language: its key, the placeholders it may have, the translations."""
    for path in PACKAGE.rglob(f"locale/{language}/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            read: Catalog = read_po(file, locale=language)
        for message in read:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            texts = message.string if isinstance(message.string, tuple) else (message.string,)
            if ids[0] and all(texts) and not message.fuzzy:
                known = {mark for one in ids for mark in PLACEHOLDER.findall(one)}
                yield (message.context or "", ids[0]), known, tuple(texts)


def translated(language: str) -> set[Message]:
    return {key for key, _, _ in catalogue(language)}


TEXTS = sorted({*texts_of_code(), *texts_of_templates()})


def test_texts_are_found_at_all() -> None:
    assert len(TEXTS) > 300


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_text_is_translated(language: str) -> None:
    known = translated(language)

    assert [text for text in TEXTS if text not in known] == []


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_translation_keeps_its_placeholders(language: str) -> None:
    wrong = []
    for key, known, texts in catalogue(language):
        used = [set(PLACEHOLDER.findall(text)) for text in texts]
        if not all(marks <= known for marks in used) or (len(texts) == 1 and used[0] != known):
            wrong.append(key)

    assert wrong == []


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_no_translation_is_left_over(language: str) -> None:
    assert sorted(translated(language) - set(TEXTS)) == []
