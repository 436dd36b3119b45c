"""The three languages, and texts that exist in one or more of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

Language = Literal["fi", "sv", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

Text = str | Mapping[Language, str]
"""One text for all languages, or one for each."""


def in_language(text: Text | None, language: Language) -> str:
    """Return the text in the language, else in Finnish, English or Swedish; `""` without one."""
    if text is None or isinstance(text, str):
        return text or ""
    for candidate in (language, *LANGUAGES):
        if found := text.get(candidate):
            return found
    return ""
