"""As a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class BackupsConfig(AppConfig):
    """Tables of backups."""

    name = "seloste.backups"
    label = "backups"
