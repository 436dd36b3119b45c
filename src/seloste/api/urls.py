"""The addresses of the API."""

from __future__ import annotations

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.http import require_GET

from seloste.api.application import api

app_name = "api"

DOCUMENT = Path(__file__).with_name("openapi.json")


@require_GET
def openapi(request: HttpRequest) -> HttpResponse:
    """Give the OpenAPI document out, to anyone: it says nothing about anybody."""
    return HttpResponse(DOCUMENT.read_bytes(), content_type="application/json")


urlpatterns: list[URLPattern | URLResolver] = [
    path("openapi.json", openapi, name="openapi"),
    path("", api.urls),
]
