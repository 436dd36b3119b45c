"""`seloste backup`: make, list and remove archives, and say for whom they are made."""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime
from pathlib import Path

import click
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seloste.backups import archives, places, queries
from seloste.backups.errors import FileThere
from seloste.backups.loading import known_migrations
from seloste.backups.operations import backing_up, recipients
from seloste.backups.values import ArchiveLine
from seloste.cli import register
from seloste.cli.options import home_option, json_option, passphrase_in
from seloste.kernel.actors import system
from seloste.vault.archives import identities_in, sealed_identity

_BY = system("cli")

WHY = {
    "number_kept": _("newer ones are kept"),
    "past_its_day": _("its day has passed"),
    "keys_destroyed": _("it holds keys that were destroyed since"),
    "root_key_changed": _("it is of the root key before"),
    "left_behind": _("left behind where the register was before"),
}

identity_option = click.option(
    "--identity",
    "identity_file",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=str(_("The file with the identity that opens the archives.")),
)
identity_passphrase_option = click.option(
    "--identity-passphrase-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=str(_("The file with the passphrase of a sealed identity.")),
)


@click.group(
    invoke_without_command=True,
    help=str(
        _(
            "Back up data and keys, apart and encrypted, while the register is at work. Without a "
            "command an archive of each is made.\n\nExample: seloste backup"
        )
    ),
)
@home_option
@json_option
@click.pass_context
def backup(ctx: click.Context, *, as_json: bool) -> None:
    if ctx.invoked_subcommand is not None:
        return
    at = timezone.now()
    register.recover_at_start(at)
    register.require(at)
    made = backing_up.back_up(by=_BY, at=at)
    if as_json:
        sys.stdout.write(json.dumps([_as_json(one) for one in made], indent=2) + "\n")
        return
    for one in made:
        facts = {"path": places.path_of(one.kind, one.name), "size": filesizeformat(one.size)}
        sentence = (
            gettext("Data, without any key: %(path)s (%(size)s)")
            if one.kind == "data"
            else gettext("Keys: %(path)s (%(size)s)")
        )
        click.echo(sentence % facts)


@backup.group(help=str(_("For whom archives are made.")))
def keys() -> None:
    """Hold the commands together."""


@keys.command(
    help=str(
        _(
            "Make an identity. Archives are made for it from now on, and only it opens them. It is "
            "shown once, or written to a file for you to take away.\n\n"
            "Example: seloste backup keys new --out /media/stick/seloste-identity.txt"
        )
    )
)
@home_option
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help=str(_("Write the identity to this file, readable by its owner only.")),
)
@click.option(
    "--passphrase-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=str(_("Seal the file with the passphrase that stands in this one.")),
)
@click.option(
    "--replace", is_flag=True, help=str(_("Make archives for the new identity in place of others."))
)
def new(*, out: Path | None, passphrase_file: Path | None, replace: bool) -> None:
    at = timezone.now()
    register.require(at)
    if passphrase_file is not None and out is None:
        raise click.UsageError(gettext("A sealed identity needs --out."))
    if out is not None and out.exists():
        raise FileThere(path=out.name)
    identity = recipients.new_identity(replacing=replace, by=_BY, at=at)
    if out is None:
        click.echo(gettext("Keep this away from the register. It is not shown again."), err=True)
        click.echo(identity)
        return
    phrase = passphrase_in(passphrase_file)
    content = f"{identity}\n".encode() if phrase is None else sealed_identity(identity, phrase)
    descriptor = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    sentence = gettext(
        "The identity is in %(path)s. Take the file away from this machine: no archive opens "
        "without it."
    )
    click.echo(sentence % {"path": out})


@keys.command(
    help=str(
        _(
            "Make archives for this age recipient too, whose identity is kept elsewhere.\n\n"
            "Example: seloste backup keys add age1…"
        )
    )
)
@home_option
@click.argument("recipient")
def add(recipient: str) -> None:
    at = timezone.now()
    register.require(at)
    recipients.add(recipient, by=_BY, at=at)
    click.echo(gettext("From the next one on, archives are made for this recipient too."))


@backup.command(
    "list",
    help=str(_("Show the archives, the newest first.\n\nExample: seloste backup list --json")),
)
@home_option
@json_option
def list_(*, as_json: bool) -> None:
    at = timezone.now()
    register.require(at)
    found = queries.archives_there()
    if as_json:
        sys.stdout.write(json.dumps([_as_json(one) for one in found], indent=2) + "\n")
        return
    if not found:
        click.echo(gettext("There is no archive."))
    for one in found:
        click.echo(_line(one))


@backup.command(
    help=str(
        _(
            "Show which archives are to go: those past their number or day, and copies of keys that "
            "were destroyed. With --apply they are removed. The worker does so by itself.\n\n"
            "Example: seloste backup prune --apply"
        )
    )
)
@home_option
@click.option(
    "--apply/--dry-run", "is_meant", default=False, help=str(_("Remove them, or only list them."))
)
def prune(*, is_meant: bool) -> None:
    at = timezone.now()
    register.require(at)
    if is_meant:
        backing_up.renew_keys(by=_BY, at=at)
    gone = backing_up.prune(by=_BY, at=at) if is_meant else backing_up.going(at)
    for name, why in gone.items():
        click.echo(f"{name}  {WHY[why]}")
    sentence = (
        gettext("Removed: %(number)s.") if is_meant else gettext("To be removed: %(number)s.")
    )
    click.echo(sentence % {"number": len(gone)})


@backup.command(
    help=str(
        _(
            "Read an archive to its end and say whether it is whole.\n\n"
            "Example: seloste backup verify data-….age --identity identity.txt"
        )
    )
)
@home_option
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@identity_option
@identity_passphrase_option
def verify(*, file: Path, identity_file: Path, identity_passphrase_file: Path | None) -> None:
    identities = identities_of(identity_file, identity_passphrase_file)
    reading = archives.Reading(file, identities, known=known_migrations())
    contents = reading.whole()
    sentence = gettext("The archive is whole: %(rows)s rows in %(tables)s tables, of %(time)s.")
    facts = {
        "rows": contents.rows,
        "tables": len(contents.members),
        "time": _moment(contents.head.made_at),
    }
    click.echo(sentence % facts)


def identities_of(file: Path, passphrase_file: Path | None) -> list[str]:
    """Return the identities of a file.

    Raises:
        IdentityUnreadable: there is none in it, or the passphrase is another.
    """
    return identities_in(file.read_bytes(), passphrase=passphrase_in(passphrase_file))


def _line(one: ArchiveLine) -> str:
    kind = gettext("keys") if one.kind == "keys" else gettext("data")
    parts = [one.name, kind, _moment(one.made_at), str(filesizeformat(one.size))]
    if one.gone_by is not None:
        until = gettext("may be used until %(day)s")
        parts.append(until % {"day": date_format(one.gone_by, "SHORT_DATE_FORMAT")})
    return "  ".join(parts)


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT")


def _as_json(one: ArchiveLine) -> dict[str, object]:
    return {
        "name": one.name,
        "path": str(places.path_of(one.kind, one.name)),
        "kind": one.kind,
        "made_at": one.made_at.isoformat(),
        "bytes": one.size,
        "rows": one.rows,
        "gone_by": one.gone_by and one.gone_by.isoformat(),
    }
