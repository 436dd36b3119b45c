"""What happens to every request of the console: the desk, refusals, no traces.

It stands after the guard of the sign-in: whoever comes here has signed in.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.deprecation import MiddlewareMixin

from seloste import wording
from seloste.console.requests import ConsoleRequest, desk_of
from seloste.kernel.errors import Refusal
from seloste.notice.errors import NoneInForce

_ELSEWHERE = ("api",)  # doors that say no in a way of their own

_FORBIDDEN = (
    "readings.not_allowed",
    "usability.barred",
    "staff.not_an_administrator",
    "retention.may_not_erase",
)


class ConsoleMiddleware(MiddlewareMixin):
    """Settles the desk before a view of the console runs, and says refusals in words after it."""

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        if not _is_console(request):
            return None
        desk = desk_of(request, at=timezone.now())
        if desk is None:
            return refused(request, NoneInForce())
        cast("ConsoleRequest", request).desk = desk
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refusal) and _app(request) not in _ELSEWHERE:
            return refused(request, exception)
        return None

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if _is_console(request) or hasattr(request, "actor"):
            add_never_cache_headers(response)
            patch_cache_control(response, no_store=True, private=True)
        return response


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Answer with the sentence of a refusal, and a status that fits."""
    page = {"sentence": wording.of(refusal), "article": wording.article_of(refusal)}
    return render(request, "console/refused.html", page, status=_status(refusal.code))


def _status(code: str) -> HTTPStatus:
    if code in _FORBIDDEN:
        return HTTPStatus.FORBIDDEN
    if code.partition(".")[2].startswith("no_such"):
        return HTTPStatus.NOT_FOUND
    if code.startswith("vault.") or code == "notice.none_in_force":
        return HTTPStatus.SERVICE_UNAVAILABLE
    return HTTPStatus.UNPROCESSABLE_ENTITY


def _app(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.app_name if match else ""


def _is_console(request: HttpRequest) -> bool:
    return _app(request) == "console"
