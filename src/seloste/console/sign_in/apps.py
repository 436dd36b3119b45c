"""Signing in as a Django app: templates and texts, no tables."""

from __future__ import annotations

from django.apps import AppConfig


class SignInConfig(AppConfig):
    """Pages around allauth's views."""

    name = "seloste.console.sign_in"
    label = "sign_in"
