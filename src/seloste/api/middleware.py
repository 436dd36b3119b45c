"""What happens to every request of the API before and after its endpoint."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from seloste.api.errors import Failed, NoSuchAddress, NotHere, NotJson, NotUnderstood, TooLarge
from seloste.api.problems import MEDIA_TYPE, problem
from seloste.kernel.errors import Refusal

PLACE = "/api/"
MOST_BYTES = 65_536


class ApiDoor:
    """Takes JSON of a modest size and no cookies; says every no as a problem; lets nobody keep it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PLACE):
            return self._get_response(request)
        # A browser's cookies count for nothing here: there is nothing to forge a request with.
        request.META.pop("HTTP_COOKIE", None)
        with translation.override(translation.get_language_from_request(request)):
            refusal = _unfit(request)
            response = problem(refusal) if refusal else _said(self._get_response(request))
        response["Cache-Control"] = "no-store"
        return response


def _unfit(request: HttpRequest) -> Refusal | None:
    """Return why the body is not even read."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > MOST_BYTES:
        return TooLarge(most=MOST_BYTES // 1024)
    if int(length) and request.content_type != "application/json":
        return NotJson()
    return None


def _said(response: HttpResponse) -> HttpResponse:
    """Return what Django or a library said as a problem, if it was a no."""
    if response.status_code < 400 or response.get("Content-Type") == MEDIA_TYPE:
        return response
    if response.status_code == 404:
        return problem(NoSuchAddress())
    if response.status_code == 405:
        allowed = ", ".join(sorted(response["Allow"].split(", ")))
        said = problem(NotHere(methods=allowed))
        said["Allow"] = allowed
        return said
    return problem(Failed() if response.status_code >= 500 else NotUnderstood())
