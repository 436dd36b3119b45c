"""As a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class RightsConfig(AppConfig):
    """Tables of rights."""

    name = "seloste.rights"
    label = "rights"
