"""The public pages as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """Sets the label that templates, static files and translations are found by."""

    name = "seloste.public"
    label = "public"
