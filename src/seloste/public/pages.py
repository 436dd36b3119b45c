"""How a public page is put together, whatever it shows. No page sets a cookie or asks for one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import resolve, reverse

from seloste.kernel.languages import LANGUAGES, Language

_NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}


def page(
    request: HttpRequest, template: str, language: Language, *, status: int = 200, **facts: object
) -> HttpResponse:
    """Return a page of ours. No request goes to the template: nothing asks for a session."""
    languages = [
        (code, _NAMES[code], _same_page(request, code), code == language) for code in LANGUAGES
    ]
    context = {"language": language, "languages": languages, **facts}
    return HttpResponse(render_to_string(f"public/{template}.html", context), status=status)


def _same_page(request: HttpRequest, language: Language) -> str:
    """Return the address of the page asked for, in another language."""
    match = resolve(request.path_info)
    return reverse(match.view_name, kwargs={**match.kwargs, "language": language})
