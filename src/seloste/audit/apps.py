"""The audit as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Tables of what was done."""

    name = "seloste.audit"
    label = "audit"
