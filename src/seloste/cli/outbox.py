"""`seloste outbox`: work that waits for a service outside, or was given up."""

from __future__ import annotations

import json
import sys
from datetime import datetime

import click
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seloste.cli import register
from seloste.cli.options import home_option, json_option
from seloste.outbox import operations, queries


@click.group(help=str(_("See what waits to be sent, and try again what was given up.")))
def outbox() -> None:
    """Hold the commands together."""


@outbox.command(
    "list",
    help=str(
        _(
            "Show what waits and what was given up, by kind; nothing personal.\n\n"
            "Example: seloste outbox list --json"
        )
    ),
)
@home_option
@json_option
def list_(*, as_json: bool) -> None:
    at = _ready()
    waits, given_up = queries.waiting(at), queries.given_up()
    if as_json:
        told = {
            "waiting": [
                {"kind": w.kind, "number": w.number, "since": w.oldest_due_at.isoformat()}
                for w in waits
            ],
            "given_up": [
                {"id": str(g.id), "kind": g.kind, "key": str(g.key), "reason": g.reason}
                for g in given_up
            ],
        }
        sys.stdout.write(json.dumps(told, indent=2) + "\n")
        return
    for one in waits:
        click.echo(
            gettext("%(kind)s: %(number)s waiting") % {"kind": one.kind, "number": one.number}
        )
    for parcel in given_up:
        click.echo(
            gettext("%(id)s  %(kind)s %(key)s: given up (%(reason)s)")
            % {"id": parcel.id, "kind": parcel.kind, "key": parcel.key, "reason": parcel.reason}
        )


@outbox.command(
    help=str(
        _(
            "Try once more from the beginning what was given up.\n\n"
            "Example: seloste outbox retry 249823577412370433"
        )
    )
)
@home_option
@click.argument("parcel", type=click.IntRange(1), metavar="ID")
def retry(*, parcel: int) -> None:
    if not operations.try_again(parcel, at=_ready()):
        raise click.ClickException(gettext("Nothing was changed. Nothing of that id was given up."))
    click.echo(gettext("The worker tries it again within a minute."))


def _ready() -> datetime:
    at = timezone.now()
    register.require(at)
    return at
