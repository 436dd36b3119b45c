"""`seloste restore`: a register from its archives."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seloste.backups.operations.restoring import Restored, Source
from seloste.backups.operations.restoring import restore as carry_out
from seloste.backups.queries import mark
from seloste.cli import register
from seloste.cli.backup import identities_of, identity_option, identity_passphrase_option
from seloste.cli.options import home_option, json_option
from seloste.kernel.actors import system

_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(
    help=str(
        _(
            "Restore a register from its archives into an empty folder and an empty database. It is "
            "opened only after the erasure ledger was gone through: nobody who was erased comes "
            "back. Without --keys the key store that is in place is used.\n\n"
            "Example: seloste restore data-….age --keys keys-….age --identity identity.txt "
            "--root-key root.key --home /srv/seloste"
        )
    )
)
@home_option
@click.argument("data", type=_file)
@click.option("--keys", type=_file, help=str(_("The key archive, made after the data archive.")))
@identity_option
@identity_passphrase_option
@click.option("--root-key", type=_file, help=str(_("A copy of the root key; it is put in place.")))
@json_option
def restore(
    *,
    data: Path,
    keys: Path | None,
    identity_file: Path,
    identity_passphrase_file: Path | None,
    root_key: Path | None,
    as_json: bool,
) -> None:
    at = timezone.now()
    identities = identities_of(identity_file, identity_passphrase_file)
    went_on = mark() is not None
    register.recover_at_start(at)
    if went_on and register.is_made():
        return
    done = carry_out(Source(data, keys, identities, root_key), by=system("cli"), at=at)
    sys.stdout.write(_as_json(done) if as_json else _as_text(done))


def _as_json(done: Restored) -> str:
    answer = {
        "data_made_at": done.data_made_at.isoformat(),
        "rows": done.rows,
        "ledger": done.replayed,
        "tokens_ended": done.ended,
    }
    return json.dumps(answer, indent=2) + "\n"


def _as_text(done: Restored) -> str:
    moment = date_format(timezone.localtime(done.data_made_at), "SHORT_DATETIME_FORMAT")
    lines = [
        gettext("The register lies in %(folder)s") % {"folder": settings.HOME},
        gettext("Rows restored: %(rows)s. Erasures gone through: %(ledger)s.")
        % {"rows": done.rows, "ledger": done.replayed},
        gettext("Sessions, invitations and one-time links are ended, and tokens: %(ended)s.")
        % {"ended": done.ended},
        gettext(
            "What was done after %(time)s is not in it: look through the requests, refusals and "
            "withdrawals that arrived since, and who may still sign in."
        )
        % {"time": moment},
    ]
    return "\n".join(lines) + "\n"
