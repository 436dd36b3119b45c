"""As a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Tables of outbox."""

    name = "seloste.outbox"
    label = "outbox"
