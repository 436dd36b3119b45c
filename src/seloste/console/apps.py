"""The console as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "seloste.console"
    label = "console"
