"""Write the snapshot of the OpenAPI document anew: `.venv/bin/python -m tools.openapi`."""

from __future__ import annotations

import os

import django


def main() -> None:
    """Write what the code says now; the difference is what a reviewer reads."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seloste.config.settings")
    django.setup()
    from seloste.api.openapi import written  # noqa: PLC0415 - settings come first
    from seloste.api.urls import DOCUMENT  # noqa: PLC0415

    DOCUMENT.write_text(written(), encoding="utf-8")


if __name__ == "__main__":
    main()
