"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path

import click
from django.utils.translation import gettext_lazy as _

home_option = click.option(
    "--home",
    metavar="DIR",
    expose_value=False,  # read in `seloste.__main__`, before settings are
    help=str(_("The folder of the register; SELOSTE_HOME, else ./var/seloste.")),
)

bind_option = click.option(
    "--bind",
    default="127.0.0.1:8000",
    show_default=True,
    metavar="HOST:PORT",
    help=str(_("Where to listen.")),
)

passphrase_option = click.option(
    "--passphrase-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=str(_("Take the root key from the passphrase in this file, not from a key file.")),
)

json_option = click.option("--json", "as_json", is_flag=True, help=str(_("Answer in JSON.")))


def passphrase_in(path: Path | None) -> str | None:
    """Return the passphrase that stands in the file, without the line's end."""
    return None if path is None else path.read_text(encoding="utf-8").rstrip("\r\n")


role_option = click.option(
    "--as",
    "role",
    default="owner",
    show_default=True,
    help=str(_("Role of the notice in which you act.")),
)
