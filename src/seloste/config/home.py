"""The folder of a register: where it is and what lies in it."""

from __future__ import annotations

import os
from pathlib import Path

DEFAULT_HOME = "./var/seloste"


def home() -> Path:
    """Return the folder of the register that this process works on (`SELOSTE_HOME`)."""
    return Path(os.environ.get("SELOSTE_HOME") or DEFAULT_HOME).expanduser().absolute()


def secret(path: Path) -> str:
    """Return the secret for signing cookies and tokens: from its file, else one for this run.

    `seloste init` makes the file. Without a register (`seloste notice lint`) nothing is signed
    that should outlive the process.
    """
    return path.read_text(encoding="ascii").strip() if path.exists() else os.urandom(32).hex()
