"""`seloste tokens`: make, list and end tokens of the API."""

from __future__ import annotations

import json
import sys

import click
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seloste.cli import register
from seloste.cli.options import home_option, json_option
from seloste.kernel.actors import system
from seloste.tokens import operations, queries
from seloste.tokens.values import LONGEST_DAYS, SCOPES, NewToken, TokenLine

_BY = system("cli")


@click.group(help=str(_("Make and end tokens of the API.")))
def tokens() -> None:
    """Hold the commands together."""


@tokens.command(
    help=str(
        _(
            "Make a token and print it; it is shown once and kept nowhere.\n\n"
            "Example: seloste tokens make --label webshop --role support "
            "--purpose customer_care --scope customers:read --days 90"
        )
    )
)
@home_option
@click.option("--label", required=True, help=str(_("What program uses it; never a person.")))
@click.option("--role", required=True, help=str(_("The role of the notice it acts in.")))
@click.option(
    "--purpose",
    "purposes",
    multiple=True,
    required=True,
    help=str(_("What it may work for; give it again for more.")),
)
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    required=True,
    metavar="SCOPE",
    help=str(_("What it may do; give it again for more:")) + " " + ", ".join(SCOPES),
)
@click.option(
    "--days",
    type=click.IntRange(1, LONGEST_DAYS),
    default=90,
    show_default=True,
    help=str(_("How long it works.")),
)
@json_option
def make(
    *,
    label: str,
    role: str,
    purposes: tuple[str, ...],
    scopes: tuple[str, ...],
    days: int,
    as_json: bool,
) -> None:
    at = timezone.now()
    register.require(at)
    new = NewToken(label=label, role=role, purposes=purposes, scopes=scopes, days=days)
    made = operations.make(new, by=_BY, at=at)
    if as_json:
        told = {
            "handle": made.handle,
            "token": made.secret,
            "expires_at": made.expires_at.isoformat(),
        }
        sys.stdout.write(json.dumps(told) + "\n")
        return
    day = date_format(timezone.localtime(made.expires_at), "SHORT_DATE_FORMAT")
    click.echo(
        gettext("The token %(handle)s works until %(day)s. Copy it now; it is not shown again.")
        % {"handle": made.handle, "day": day},
        err=True,
    )
    click.echo(made.secret)


@tokens.command(
    "list", help=str(_("Show the tokens, without their secrets.\n\nExample: seloste tokens list"))
)
@home_option
@json_option
def list_(*, as_json: bool) -> None:
    at = timezone.now()
    register.require(at)
    found = queries.tokens()
    if as_json:
        sys.stdout.write(json.dumps([_as_json(one) for one in found], indent=2) + "\n")
        return
    for one in found:
        day = date_format(timezone.localtime(one.ended_at or one.expires_at), "SHORT_DATE_FORMAT")
        used = date_format(one.last_used_on, "SHORT_DATE_FORMAT") if one.last_used_on else "–"
        state = (
            gettext("works until %(day)s, last used %(used)s")
            if one.works(at)
            else gettext("worked until %(day)s, last used %(used)s")
        )
        click.echo(
            f"{one.handle}  {one.label}  {one.role}: {', '.join(one.purposes)}  "
            f"{' '.join(one.scopes)}  {state % {'day': day, 'used': used}}"
        )


@tokens.command(help=str(_("End a token at once.\n\nExample: seloste tokens end t-1a2b3c4d5e")))
@home_option
@click.argument("handle", metavar="ID")
def end(handle: str) -> None:
    at = timezone.now()
    register.require(at)
    operations.end(handle, by=_BY, at=at)
    click.echo(gettext("The token %(handle)s works no longer.") % {"handle": handle})


def _as_json(one: TokenLine) -> dict[str, object]:
    return {
        "handle": one.handle,
        "label": one.label,
        "role": one.role,
        "purposes": one.purposes,
        "scopes": one.scopes,
        "made_at": one.made_at.isoformat(),
        "expires_at": one.expires_at.isoformat(),
        "ended_at": one.ended_at and one.ended_at.isoformat(),
        "last_used_on": one.last_used_on and one.last_used_on.isoformat(),
    }
