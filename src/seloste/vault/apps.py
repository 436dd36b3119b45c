"""The vault as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Tables of sealed data."""

    name = "seloste.vault"
    label = "vault"
