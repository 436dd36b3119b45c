"""Staff as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """Tables of members, invitations and failed attempts."""

    name = "seloste.staff"
    label = "staff"
