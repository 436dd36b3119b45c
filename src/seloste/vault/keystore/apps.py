"""The key store as a Django app of its own, so that its tables go to the database `keys`."""

from __future__ import annotations

from django.apps import AppConfig


class KeyStoreConfig(AppConfig):
    """Tables of keys."""

    name = "seloste.vault.keystore"
    label = "keystore"
