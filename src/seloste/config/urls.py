"""The addresses of all doors."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from django.views.i18n import set_language

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("seloste.public.urls")),
    path("", RedirectView.as_view(pattern_name="console:today"), name="start"),
    path("console/", include("seloste.console.urls")),
    path("sign-in/", include("seloste.console.sign_in.urls")),
    path("language/", login_not_required(set_language), name="set_language"),
    path("api/v1/", include("seloste.api.urls")),
]

handler403 = "seloste.console.views.errors.forbidden"
handler404 = "seloste.console.views.errors.not_found"
handler500 = "seloste.console.views.errors.broken"
