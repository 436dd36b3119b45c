"""The evidence as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """The table of reports."""

    name = "seloste.evidence"
    label = "evidence"
