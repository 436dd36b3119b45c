"""Tokens as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class TokensConfig(AppConfig):
    """Tables of tokens and of the answers kept for them."""

    name = "seloste.tokens"
    label = "tokens"
