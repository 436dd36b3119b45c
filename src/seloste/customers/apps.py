"""Customers as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class CustomersConfig(AppConfig):
    """Tables of customers and contact persons."""

    name = "seloste.customers"
    label = "customers"
