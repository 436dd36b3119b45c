"""As a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    """Tables of retention."""

    name = "seloste.retention"
    label = "retention"
