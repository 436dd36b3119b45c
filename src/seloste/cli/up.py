"""`seloste up`: a register with sample data, running, with nothing to decide."""

from __future__ import annotations

import sys

import click
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seloste.cli import register, serve
from seloste.cli.addresses import invitation_link, public_address
from seloste.cli.demo import make_demo
from seloste.cli.options import bind_option, home_option
from seloste.demo.operations import CUSTOMERS, SEED
from seloste.staff import operations, queries


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
        token = make_demo(customers=CUSTOMERS, seed=SEED, at=at)
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


def _unused_first_link() -> str:
    """Return a new link when nobody has made an account yet: the old one cannot be shown again."""
    if queries.members():
        return ""
    at = timezone.now()
    operations.withdraw_first_invitations(at=at)
    return register.invite_first(at=at)
