"""`seloste init`: make a register."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seloste.cli import register
from seloste.cli.addresses import invitation_link
from seloste.cli.options import home_option, passphrase_in, passphrase_option
from seloste.kernel.languages import LANGUAGES


@click.command(
    help=str(
        _(
            "Make a register: its folder, its root key, its databases, the first edition of its "
            "notice, and a link for the first person.\n\n"
            "Example: seloste init --home ./var/seloste --notice notices/palvelin-example.yaml"
        )
    )
)
@home_option
@click.option(
    "--notice",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=str(_("The notice to publish.")),
)
@passphrase_option
@click.option("--lang", type=click.Choice(LANGUAGES), help=str(_("Language of what is printed.")))
@click.option(
    "--address",
    default="",
    help=str(_("Where the register will be reached, such as https://register.example.")),
)
def init(notice: Path, passphrase_file: Path | None, lang: str | None, address: str) -> None:
    if lang:
        translation.activate(lang)
    if passphrase_file:
        settings.SELOSTE_PASSPHRASE_FILE = str(passphrase_file.absolute())
    token = register.make(notice, passphrase=passphrase_in(passphrase_file), at=timezone.now())
    say = sys.stdout.write
    say(gettext("The register is made: %(folder)s") % {"folder": settings.HOME} + "\n\n")
    say(gettext("1. Start it:") + "\n")
    if passphrase_file:
        say(f"   export SELOSTE_PASSPHRASE_FILE={passphrase_file.absolute()}\n")
    say(f"   seloste serve --home {settings.HOME}\n\n")
    say(gettext("2. Open this link within seven days to make your account. It works once.") + "\n")
    say(f"   {invitation_link(token, address=address)}\n\n")
    say(
        gettext(
            "3. Copy the keys to a safe place, apart from the data. Without them nothing opens."
        )
        + "\n"
    )
    if not passphrase_file:
        say(f"   {settings.SELOSTE_ROOT_KEY_FILE}\n")
    if Path(str(settings.DATABASES["keys"]["NAME"])) == settings.HOME / "keys.sqlite3":
        say(f"   {settings.DATABASES['keys']['NAME']}\n")
