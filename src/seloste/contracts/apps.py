"""Contracts as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ContractsConfig(AppConfig):
    """Tables of services and contracts."""

    name = "seloste.contracts"
    label = "contracts"
