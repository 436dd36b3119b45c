"""`seloste staff`: invite, list, change roles, end access."""

from __future__ import annotations

import json
import sys

import click
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seloste.cli import register
from seloste.cli.addresses import invitation_link
from seloste.cli.options import home_option, json_option
from seloste.kernel.actors import system
from seloste.staff import operations, queries

_BY = system("cli")

_address = click.option(
    "--address",
    default="",
    help=str(_("Where the register is reached, such as https://register.example.")),
)


@click.group(help=str(_("Invite staff, change roles, end access.")))
def staff() -> None:
    """Hold the commands together."""


@staff.command(
    "list", help=str(_("Show who has access, by handle.\n\nExample: seloste staff list"))
)
@home_option
@json_option
def list_(*, as_json: bool) -> None:
    at = timezone.now()
    register.require(at)
    found = queries.members()
    if as_json:
        rows = [
            {
                "handle": each.handle,
                "role": each.role,
                "joined_at": each.joined_at.isoformat(),
                "has_second_factor": each.has_second_factor,
                "ended_at": each.ended_at and each.ended_at.isoformat(),
            }
            for each in found
        ]
        sys.stdout.write(json.dumps(rows, indent=2) + "\n")
        return
    for each in found:
        day = date_format(timezone.localtime(each.ended_at or each.joined_at), "SHORT_DATE_FORMAT")
        state = gettext("ended %(day)s") if each.ended_at else gettext("since %(day)s")
        lacking = (
            "" if each.has_second_factor or each.ended_at else gettext(", no second factor yet")
        )
        sys.stdout.write(f"{each.handle}  {each.role}  {state % {'day': day}}{lacking}\n")
    waiting = len(queries.invitations(at))
    sys.stdout.write(gettext("Invitations not used yet: %(number)s") % {"number": waiting} + "\n")


@staff.command(
    help=str(
        _(
            "Invite someone and print the link. It works once, for seven days.\n\n"
            "Example: seloste staff invite --role support"
        )
    )
)
@home_option
@click.option("--role", required=True, help=str(_("A role of the notice.")))
@_address
def invite(role: str, address: str) -> None:
    at = timezone.now()
    register.require(at)
    token = operations.invite(role, by=_BY, at=at)
    sys.stdout.write(invitation_link(token, address=address) + "\n")


@staff.command(
    help=str(
        _(
            "Print a link with which a member chooses a new password and second factor.\n\n"
            "Example: seloste staff renew m-7f3k2q9x"
        )
    )
)
@home_option
@click.argument("handle")
@_address
def renew(handle: str, address: str) -> None:
    at = timezone.now()
    register.require(at)
    token = operations.renew(handle, by=_BY, at=at)
    sys.stdout.write(invitation_link(token, address=address) + "\n")


@staff.command(
    help=str(_("Give a member another role.\n\nExample: seloste staff role m-7f3k2q9x support"))
)
@home_option
@click.argument("handle")
@click.argument("role")
def role(handle: str, role: str) -> None:
    at = timezone.now()
    register.require(at)
    operations.change_role(handle, role=role, by=_BY, at=at)
    sys.stdout.write(gettext("The role was changed.") + "\n")


@staff.command(
    help=str(_("End a member's access at once.\n\nExample: seloste staff end m-7f3k2q9x"))
)
@home_option
@click.argument("handle")
def end(handle: str) -> None:
    at = timezone.now()
    register.require(at)
    operations.end_access(handle, by=_BY, at=at)
    sys.stdout.write(gettext("The access has ended, and so have the sessions.") + "\n")
