"""`seloste <command>`: what an operator of the machine types."""

from __future__ import annotations

import os


def main() -> None:
    """Run the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seloste.config.settings")
    from seloste.cli.main import seloste  # noqa: PLC0415 - after the settings are named

    seloste(prog_name="seloste")


if __name__ == "__main__":
    main()
