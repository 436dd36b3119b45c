"""The notice in force, older editions, and what changed between them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from seloste.kernel.errors import Refusal
from seloste.kernel.languages import Language
from seloste.notice import queries
from seloste.notice.differences import compare
from seloste.notice.editions import EditionLine
from seloste.notice.rendering import words
from seloste.notice.rendering.changes import changes as changes_of
from seloste.notice.rendering.changes import kind
from seloste.notice.rendering.html import Html
from seloste.public import shown as showing
from seloste.public.languages import preferred
from seloste.public.pages import page
from seloste.public.shown import Shown

_P = ParamSpec("_P")
_View = Callable[Concatenate[HttpRequest, Language, _P], HttpResponseBase]

_TYPES = {
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
    "jsonld": "application/ld+json; charset=utf-8",
}


def _in_language(view: _View[_P]) -> Callable[..., HttpResponseBase]:
    """Show the page in the language of its address; say so when what it shows is not there."""

    @wraps(view)
    @require_safe
    def wrapped(
        request: HttpRequest, language: Language, *args: _P.args, **kwargs: _P.kwargs
    ) -> HttpResponseBase:
        translation.activate(language)
        try:
            return view(request, language, *args, **kwargs)
        except Refusal as refusal:
            return _not_there(request, language, refusal.code)

    return login_not_required(wrapped)


def _not_there(request: HttpRequest, language: Language, code: str) -> HttpResponse:
    none_yet = code == "notice.none_in_force"
    return page(
        request,
        "not_there",
        language,
        status=404,
        none_yet=none_yet,
        title=gettext("Privacy notice"),
    )


def _elsewhere(name: str, request: HttpRequest, **kwargs: object) -> HttpResponse:
    """Send the reader on to the page in the language that the browser asks for."""
    address = reverse(f"public:{name}", kwargs={**kwargs, "language": preferred(request)})
    response = HttpResponseRedirect(address)
    patch_vary_headers(response, ["Accept-Language"])
    return response


def _unless_known(
    request: HttpRequest, shown: Shown, form: str, make: Callable[[], HttpResponse]
) -> HttpResponseBase:
    """Return the answer, or 304 when the reader has it already."""
    tag, changed_at = shown.tag(form), int(shown.published_at.timestamp())
    known = get_conditional_response(request, etag=tag, last_modified=changed_at)
    response = known if known is not None else make()
    response["ETag"] = tag
    response["Last-Modified"] = format_datetime(shown.published_at.astimezone(UTC), usegmt=True)
    response["Cache-Control"] = "public, max-age=60"
    return response


@login_not_required
@require_safe
def notice_anyhow(request: HttpRequest) -> HttpResponseBase:
    return _elsewhere("notice", request)


@login_not_required
@require_safe
def editions_anyhow(request: HttpRequest) -> HttpResponseBase:
    return _elsewhere("editions", request)


@login_not_required
@require_safe
def edition_anyhow(request: HttpRequest, number: int) -> HttpResponseBase:
    return _elsewhere("edition", request, number=number)


@_in_language
def notice(request: HttpRequest, language: Language) -> HttpResponseBase:
    found = showing.in_force(language, timezone.now())
    return _unless_known(request, found, "html", lambda: _notice_page(request, found))


@_in_language
def edition(request: HttpRequest, language: Language, *, number: int) -> HttpResponseBase:
    found = showing.edition(number, language)
    at = timezone.now()
    lines = queries.editions()
    now = next((line for line in lines if line.in_force_at <= at), None)
    state = _state(next(line for line in lines if line.number == number), now)
    return _unless_known(
        request, found, f"html-{state}", lambda: _notice_page(request, found, state=state)
    )


def _state(line: EditionLine, now: EditionLine | None) -> str:
    """Return whether an edition is in force, was, or will be."""
    if now is not None and line.number == now.number:
        return "in_force"
    return "past" if now is not None and line.number < now.number else "future"


def _notice_page(request: HttpRequest, found: Shown, *, state: str = "in_force") -> HttpResponse:
    return page(
        request,
        "notice",
        found.language,
        title=gettext("Privacy notice"),
        article=Html(str(showing.made(found, "html"))),
        edition=found,
        state=state,
    )


def _file(request: HttpRequest, language: Language, form: str) -> HttpResponseBase:
    found = showing.in_force(language, timezone.now())

    def make() -> HttpResponse:
        response = HttpResponse(showing.made(found, form), content_type=_TYPES[form])
        title = gettext("privacy-notice")
        name = f"{title}-{found.number}-{language}.{form}"
        response["Content-Disposition"] = f'inline; filename="{name}"'
        return response

    return _unless_known(request, found, form, make)


@_in_language
def notice_pdf(request: HttpRequest, language: Language) -> HttpResponseBase:
    return _file(request, language, "pdf")


@_in_language
def notice_text(request: HttpRequest, language: Language) -> HttpResponseBase:
    return _file(request, language, "txt")


@_in_language
def notice_jsonld(request: HttpRequest, language: Language) -> HttpResponseBase:
    return _file(request, language, "jsonld")


@_in_language
def editions(request: HttpRequest, language: Language) -> HttpResponseBase:
    lines = queries.editions()
    at = timezone.now()
    now = next((line for line in lines if line.in_force_at <= at), None)
    rows = [
        {
            "number": line.number,
            "day": words.day(line.in_force_from, language),
            "published": _day(line.published_at, language),
            "state": _state(line, now),
            "kind": kind(line.change_class, language),
            "is_first": line.change_class == "first",
            "hash": line.hash,
        }
        for line in lines
    ]
    return page(request, "editions", language, title=gettext("Editions of the notice"), rows=rows)


def _day(at: datetime, language: Language) -> str:
    return words.day(timezone.localdate(at), language)


@_in_language
def changes(request: HttpRequest, language: Language, *, number: int) -> HttpResponseBase:
    """Show how an edition differs from the one before it."""
    new = queries.edition(number)
    older = [line.number for line in queries.editions() if line.number < number]
    old = queries.edition(older[0]) if older else None
    found = compare(old.notice, new.notice) if old else None
    told = changes_of(old.notice, new.notice, found, language) if old and found else ()
    return page(
        request,
        "changes",
        language,
        title=gettext("What changed in edition %(number)s") % {"number": number},
        number=number,
        before=old.number if old else None,
        changes=told,
    )
