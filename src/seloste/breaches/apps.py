"""As a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class BreachesConfig(AppConfig):
    """Tables of breaches."""

    name = "seloste.breaches"
    label = "breaches"
