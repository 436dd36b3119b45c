"""The addresses of all doors."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("seloste.public.urls")),
    path("sign-in/", include("seloste.console.sign_in.urls")),
    path("language/", login_not_required(set_language), name="set_language"),
    path("api/v1/", include("seloste.api.urls")),
]
