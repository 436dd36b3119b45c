"""Import and export as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Tables of imports."""

    name = "seloste.exchange"
    label = "exchange"
