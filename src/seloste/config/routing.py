"""Which table lies in which database: keys in their own, everything else in the register."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

_KEY_STORE = "keystore"


class KeyStoreRouter:
    """Keeps the keys and what they open apart, so that a copy of one never holds the other."""

    def db_for_read(self, model: type[Model], **_hints: Any) -> str:
        return "keys" if model._meta.app_label == _KEY_STORE else "default"

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:
        return (db == "keys") == (app_label == _KEY_STORE)
