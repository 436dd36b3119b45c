"""`seloste demo`: an invented business to look around in."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seloste.cli import register
from seloste.cli.addresses import invitation_link
from seloste.cli.options import home_option
from seloste.customers import queries
from seloste.demo import operations
from seloste.demo.operations import CUSTOMERS, SEED
from seloste.kernel.actors import system

EXAMPLE = "palvelin-example.yaml"


@click.command(
    help=str(
        _(
            "Fill an empty register with an invented business: customers of all kinds, contracts, "
            "and what happened to them. Where there is no register, one is made that is four "
            "years old.\n\n"
            "Example: seloste demo --home ./var/demo"
        )
    )
)
@home_option
@click.option(
    "--customers",
    default=CUSTOMERS,
    show_default=True,
    type=click.IntRange(1, 5000),
    help=str(_("How many customers.")),
)
@click.option(
    "--seed",
    default=SEED,
    show_default=True,
    help=str(_("The same number invents the same people.")),
)
def demo(customers: int, seed: int) -> None:
    at, say = timezone.now(), sys.stdout.write
    if register.is_made():
        operations.fill(by=system("cli"), at=at, customers=customers, seed=seed)
        token = ""
    else:
        token = make_demo(customers=customers, seed=seed, at=at)
    number = sum(queries.count_by_kind().values())
    facts = {"number": number, "folder": settings.HOME}
    say(gettext("%(number)s invented customers are in %(folder)s.") % facts + "\n")
    if token:
        say(f"\nseloste serve --home {settings.HOME}\n{invitation_link(token, address='')}\n")


def make_demo(*, customers: int, seed: int, at: datetime) -> str:
    """Make a register of an invented business, say so, and return the first invitation's token."""
    sys.stdout.write(gettext("Inventing a business and four years of its work …") + "\n")
    sys.stdout.flush()
    return register.make_demo(_example(), customers=customers, seed=seed, at=at)


def _example() -> Path:
    """Return the example notice that comes with the package (in a checkout, a link to it)."""
    return Path(settings.PACKAGE) / "notices" / EXAMPLE
