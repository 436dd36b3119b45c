"""As a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class LifetimesConfig(AppConfig):
    """Tables of lifetimes."""

    name = "seloste.lifetimes"
    label = "lifetimes"
