"""Pages for what cannot be shown: each says what happened, why, and what to do."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    sentence = gettext("Nothing was opened. Your role may not use this page.")
    return _say(request, sentence, HTTPStatus.FORBIDDEN)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    sentence = gettext(
        "Nothing was saved. The page had been open for too long, or was sent from somewhere else. "
        "Go back, load the page anew and try again."
    )
    return _say(request, sentence, HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    sentence = gettext(
        "There is no page at this address. Check the address, or begin from the first page."
    )
    return _say(request, sentence, HTTPStatus.NOT_FOUND)


def broken(request: HttpRequest) -> HttpResponse:
    # Without the frame: it asks the database, and that may be what is broken.
    page = render_to_string("console/broken.html")
    return HttpResponse(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)


def _say(request: HttpRequest, sentence: str, status: HTTPStatus) -> HttpResponse:
    content = {"sentence": sentence, "article": ""}
    return render(request, "console/refused.html", content, status=status)
