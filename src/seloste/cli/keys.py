"""`seloste keys`: the state of the keys, and a new root key. No key is ever shown."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seloste.cli import register
from seloste.cli.options import home_option, passphrase_in, passphrase_option
from seloste.vault import keys as vault_keys


@click.group(help=str(_("Show and change the keys.")))
def keys() -> None:
    """Hold the commands together."""


@keys.command(
    help=str(
        _(
            "Say which root key is in use, and how many keys it wraps.\n\nExample: seloste keys status"
        )
    )
)
@home_option
def status() -> None:
    register.require(timezone.now())
    state = vault_keys.status()
    kind = gettext("from a passphrase") if state.from_passphrase else gettext("in a file")
    lines = [
        gettext("Root key: generation %(number)s, %(kind)s, since %(day)s")
        % {
            "number": state.generation,
            "kind": kind,
            "day": date_format(timezone.localtime(state.made_at), "DATE_FORMAT"),
        },
        gettext("Keys wrapped: %(number)s") % {"number": state.keys},
    ]
    if state.keys_of_older_generations:
        sentence = gettext(
            "Of these, %(number)s are still wrapped under an older root key: a change was broken "
            "off. “seloste keys rotate” goes on with it."
        )
        lines.append(sentence % {"number": state.keys_of_older_generations})
    sys.stdout.write("".join(f"{line}\n" for line in lines))


@keys.command(
    help=str(
        _(
            "Make a new root key and wrap every key under it. The data are not touched. If it is "
            "broken off, the next call goes on.\n\nExample: seloste keys rotate"
        )
    )
)
@home_option
@passphrase_option
def rotate(passphrase_file: Path | None) -> None:
    at = timezone.now()
    register.require(at)
    total = vault_keys.status().keys
    passphrase = passphrase_in(passphrase_file)
    done = 0
    for done in vault_keys.rotate(passphrase=passphrase, at=at):
        if sys.stderr.isatty():
            counted = gettext("%(done)s of %(total)s") % {"done": done, "total": total}
            sys.stderr.write(f"\r{counted}")
    if sys.stderr.isatty():
        sys.stderr.write("\n")
    state = vault_keys.status()
    register.record_rotation(state.generation, at=at)
    register.replace_copies_of_keys(at)
    sentence = gettext(
        "The root key is now generation %(number)s; %(done)s keys were wrapped anew."
    )
    sys.stdout.write(sentence % {"number": state.generation, "done": done} + "\n")
    if passphrase_file:
        note = gettext("From now on the passphrase is read from SELOSTE_PASSPHRASE_FILE.")
        sys.stdout.write(note + "\n")
