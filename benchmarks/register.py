"""A register of its own to measure on: made before Django's settings look for one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

EXAMPLE = Path(__file__).parents[1] / "notices" / "palvelin-example.yaml"


def make(home: Path) -> None:
    """Make a register with the example notice in force in the folder, and let Django at it."""
    os.environ["SELOSTE_HOME"] = str(home)
    command = [sys.executable, "-m", "seloste", "init", "--notice", str(EXAMPLE)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    os.environ["DJANGO_SETTINGS_MODULE"] = "seloste.config.settings"
    import django  # noqa: PLC0415 - settings are read here, once they are there

    django.setup()
