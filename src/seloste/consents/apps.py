"""As a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    """Tables of consents."""

    name = "seloste.consents"
    label = "consents"
