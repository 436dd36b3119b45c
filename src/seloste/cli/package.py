"""`seloste package`: a copy of everything that is kept of a person (GDPR Art. 15, 20)."""

from __future__ import annotations

import os
from pathlib import Path

import click
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seloste.cli import register
from seloste.cli.options import home_option, role_option
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId
from seloste.kernel.languages import LANGUAGES, Language
from seloste.notice import queries as notices
from seloste.rights.operations.access import copy_of
from seloste.rights.operations.receiving import check_in_register
from seloste.rights.package.portable import portable
from seloste.rights.package.zipping import access_files, portable_files, zipped


@click.command(
    help=str(
        _(
            "Write a copy of everything that is kept of a person to a file, or what they may take "
            "along. It leaves a reading.\n\n"
            "Example: seloste package 251234567890123456 --out copy.zip"
        )
    )
)
@home_option
@click.argument("persons", metavar="PERSON…", type=click.IntRange(1), nargs=-1, required=True)
@role_option
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=str(_("The ZIP to write; it must not be there yet. Only you can read it.")),
)
@click.option("--language", type=click.Choice(LANGUAGES), default="fi", show_default=True)
@click.option(
    "--portable",
    "is_portable",
    is_flag=True,
    help=str(_("Only what the person gave, on consent or contract (Art. 20).")),
)
def package(
    *, persons: tuple[int, ...], role: str, out: Path, language: Language, is_portable: bool
) -> None:
    at = timezone.now()
    register.require(at)
    who = [PersonId(person) for person in persons]
    for person in who:
        check_in_register(person)
    by = Actor(handle="operator", role=role, way_in="cli")
    notice = notices.in_force(at).notice
    made = copy_of(who, language=language, by=by, at=at)
    files = (
        portable_files(portable(made, notice=notice))
        if is_portable
        else access_files(made, notice=notice)
    )
    write_new(out, zipped(files, at=at))
    click.echo(gettext("Written: %(name)s") % {"name": out})


def write_new(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read, and that was not there before."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise click.ClickException(
            gettext("Nothing was written to %(name)s: %(reason)s.")
            % {"name": path, "reason": error.strerror or ""}
        ) from None
    with os.fdopen(handle, "wb") as file:
        file.write(content)
