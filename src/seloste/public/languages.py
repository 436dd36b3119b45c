"""In which language a page is shown: as its address says, else as the browser asks."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from seloste.kernel.languages import LANGUAGES, Language


class LanguageConverter:
    """Matches the languages that there are, so that any other address is not found."""

    regex = "|".join(LANGUAGES)

    def to_python(self, value: str) -> Language:
        return cast("Language", value)

    def to_url(self, value: str) -> str:
        return value


def preferred(request: HttpRequest) -> Language:
    """Return the language that the browser asks for first of those we have, else Finnish.

    Cookies and sessions are not asked: these pages set none.
    """
    for accepted, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        for language in LANGUAGES:
            if accepted.partition("-")[0] == language:
                return language
    return LANGUAGES[0]
