"""The shipped texts, with facts put in. What a controller writes is never read as markup."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import cast

from seloste.kernel.languages import Language
from seloste.notice.rendering.document import Line, Run

_MARK = re.compile(r"\{(\w+)\}|\[\[(\w+)\]\]")

_OWN = "seloste.notice.texts"

Fact = str | int | Line


@cache
def _texts(name: str) -> dict[str, dict[Language, str]]:
    package, _, file = name.rpartition("/")
    source = files(package or _OWN).joinpath(f"{file}.toml").read_text(encoding="utf-8")
    found: dict[str, dict[Language, str]] = {}
    _flatten(tomllib.loads(source), "", found)
    return found


def _flatten(table: dict[str, object], key: str, found: dict[str, dict[Language, str]]) -> None:
    """Collect the texts of nested tables under their dotted names."""
    texts = {name: value for name, value in table.items() if isinstance(value, str)}
    if texts:
        found[key] = cast("dict[Language, str]", texts)  # tests look at the keys
    for name, value in table.items():
        if isinstance(value, dict):
            _flatten(value, f"{key}.{name}" if key else name, found)


def texts(name: str = "notice") -> dict[str, dict[Language, str]]:
    """Return all texts of a file by their names, such as `basis.contract`.

    A file of another module is named with its package: `seloste.rights.texts/letters`.
    """
    return _texts(name)


def has(key: str, name: str = "notice") -> bool:
    """Return whether there is such a text."""
    return key in _texts(name)


def say(key: str, language: Language, name: str = "notice", /, **facts: Fact) -> Line:
    """Return a text as a line: its facts put in, its references to sections marked."""
    text = _texts(name)[key][language]
    runs: list[Run] = []
    end = 0
    for mark in _MARK.finditer(text):
        runs.append(Run(text[end : mark.start()]))
        runs.extend(_put_in(mark, facts))
        end = mark.end()
    runs.append(Run(text[end:]))
    return tuple(run for run in runs if run.text or run.section)


def _put_in(mark: re.Match[str], facts: dict[str, Fact]) -> Line:
    fact_name, section = mark.groups()
    if section:
        return (Run("", section=section),)
    fact = facts[fact_name]
    return fact if isinstance(fact, tuple) else (Run(str(fact)),)


def plain(key: str, language: Language, name: str = "notice", /, **facts: Fact) -> str:
    """Return a text that holds no references, as plain text."""
    return "".join(run.text for run in say(key, language, name, **facts))
