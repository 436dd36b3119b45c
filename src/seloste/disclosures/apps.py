"""As a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class DisclosuresConfig(AppConfig):
    """Tables of disclosures."""

    name = "seloste.disclosures"
    label = "disclosures"
