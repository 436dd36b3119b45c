"""`seloste up`: a register with sample data, running, with nothing to decide."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import click
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seloste.cli import register, serve
from seloste.cli.addresses import invitation_link, public_address
from seloste.cli.options import bind_option, home_option
from seloste.kernel.actors import system
from seloste.staff import operations, queries

EXAMPLE = "palvelin-example.yaml"


@click.command(
    help=str(
        _(
            "Make a register with the example notice and invented customers, if there is none, "
            "and serve it.\n\nExample: seloste up --bind 127.0.0.1:8000"
        )
    )
)
@home_option
@bind_option
def up(bind: str) -> None:
    at = timezone.now()
    address = public_address(bind)
    if register.is_made():
        register.update_tables()
        token = _unused_first_link()
    else:
        token = register.make(_example(), passphrase=None, at=at)
        _fill()
    sys.stdout.write(
        gettext("The register lies in %(folder)s") % {"folder": settings.HOME} + "\n\n"
    )
    if token:
        sentence = gettext("To sign in, open this link and make your account. It works once.")
        sys.stdout.write(f"{sentence}\n  {invitation_link(token, address=address)}\n\n")
    else:
        sentence = gettext("Sign in at %(address)s/sign-in/") % {"address": address}
        sys.stdout.write(sentence + "\n\n")
    hint = gettext("Then search for a customer, open one, and see the reading in the audit trail.")
    sys.stdout.write(f"{hint}\n\n")
    serve.run(bind, with_worker=True)


def _example() -> Path:
    """Return the example notice that comes with the package (in a checkout, a link to it)."""
    return Path(settings.PACKAGE) / "notices" / EXAMPLE


def _unused_first_link() -> str:
    """Return a new link when nobody has made an account yet: the old one cannot be shown again."""
    if queries.members():
        return ""
    at = timezone.now()
    operations.withdraw_first_invitations(at=at)
    return register.invite_first(at=at)


def _fill() -> None:
    """Put the invented business in, where that part of Seloste is there."""
    try:
        demo = import_module("seloste.demo.operations")
    except ModuleNotFoundError:
        return
    sys.stdout.write(gettext("Filling in an invented business …") + "\n")
    sys.stdout.flush()
    demo.fill(by=system("cli"), at=timezone.now())
