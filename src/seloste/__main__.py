"""`seloste <command>`: what an operator of the machine types."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from seloste.kernel.languages import LANGUAGES


def main() -> None:
    """Run the command line on the register that `--home` or SELOSTE_HOME names."""
    if chosen := _home_of(sys.argv[1:]):
        os.environ["SELOSTE_HOME"] = chosen
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seloste.config.settings")
    # Settings are read when Django is set up, and texts of commands need Django: in this order.
    import django

    django.setup()
    from django.utils import translation

    translation.activate(_language())
    from seloste.cli.main import seloste

    seloste(prog_name="seloste")


def _home_of(arguments: Sequence[str]) -> str:
    """Return what `--home` says, because settings are read before the command is."""
    for number, argument in enumerate(arguments):
        if argument == "--home":
            return "".join(arguments[number + 1 : number + 2])
        if argument.startswith("--home="):
            return argument.removeprefix("--home=")
    return ""


def _language() -> str:
    """Return the language of the command line: SELOSTE_LANG, else the locale's, else English."""
    stated = (os.environ.get(name, "")[:2] for name in ("SELOSTE_LANG", "LC_ALL", "LANG"))
    return next((language for language in stated if language in LANGUAGES), "en")


if __name__ == "__main__":
    main()
