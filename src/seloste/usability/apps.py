"""As a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class UsabilityConfig(AppConfig):
    """Tables of usability."""

    name = "seloste.usability"
    label = "usability"
