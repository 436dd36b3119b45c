"""The notice as a Django app: its editions and the duties to tell that they open."""

from __future__ import annotations

from django.apps import AppConfig


class NoticeConfig(AppConfig):
    """Sets the label that migrations and string foreign keys use."""

    name = "seloste.notice"
    label = "notice"

    def ready(self) -> None:
        """Register the system checks: what the code keeps and the notice says must agree."""
        from seloste.notice import checks  # noqa: F401, PLC0415 - needs the apps to be loaded
