"""`seloste holds`: keep data back from erasure, look at it again, let it go."""

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
from seloste.kernel.ids import PersonId
from seloste.retention import queries, sentences
from seloste.retention.operations import holding
from seloste.retention.values import GROUNDS_BY_HAND, REASONS_BY_HAND, HoldGround, HoldReason

_BY = system("cli")


@click.group(help=str(_("Keep data back from erasure: open, review and close holds.")))
def holds() -> None:
    """Hold the commands together."""


@holds.command(
    "open",
    help=str(
        _(
            "Keep data of a person although their day comes; looked at again within six months.\n\n"
            "Example: seloste holds open 251234567890123456 --ground claims --reason dispute"
        )
    ),
)
@home_option
@click.argument("person", metavar="PERSON", type=int)
@click.option("--ground", type=click.Choice(GROUNDS_BY_HAND), required=True)
@click.option("--reason", type=click.Choice(REASONS_BY_HAND), required=True)
@click.option("--category", default="", help=str(_("Only this category of the notice.")))
@click.option("--contract", type=int, help=str(_("Only this contract of the person's.")))
def open_(
    *, person: int, ground: HoldGround, reason: HoldReason, category: str, contract: int | None
) -> None:
    at = timezone.now()
    register.require(at)
    made = holding.hold(
        PersonId(person),
        ground=ground,
        reason=reason,
        category=category,
        contract=contract,
        by=_BY,
        at=at,
    )
    click.echo(str(made))


@holds.command("list", help=str(_("List the open holds.\n\nExample: seloste holds list")))
@home_option
@json_option
def list_(*, as_json: bool) -> None:
    at = timezone.now()
    register.require(at)
    found = queries.open_holds()
    if as_json:
        sys.stdout.write(
            json.dumps([sentences.hold_as_json(one) for one in found], indent=2) + "\n"
        )
        return
    for one in found:
        day = date_format(one.review_on, "SHORT_DATE_FORMAT") if one.review_on else "–"
        click.echo(
            f"{one.id}  {one.person}  {sentences.of_ground(one.ground)}, "
            f"{sentences.of_reason(one.reason)}  {one.category or '*'}  "
            + gettext("to be reviewed by %(day)s")
            % {"day": day}
        )


@holds.command(help=str(_("Note that a hold is still needed.\n\nExample: seloste holds review 7")))
@home_option
@click.argument("hold_id", metavar="ID", type=int)
def review(hold_id: int) -> None:
    at = timezone.now()
    register.require(at)
    day = holding.review(hold_id, by=_BY, at=at)
    click.echo(
        gettext("to be reviewed by %(day)s") % {"day": date_format(day, "SHORT_DATE_FORMAT")}
    )


@holds.command(
    help=str(_("End a hold; what it kept goes at the next run.\n\nExample: seloste holds close 7"))
)
@home_option
@click.argument("hold_id", metavar="ID", type=int)
def close(hold_id: int) -> None:
    at = timezone.now()
    register.require(at)
    holding.close(hold_id, by=_BY, at=at)
    click.echo(gettext("The hold %(id)s is closed.") % {"id": hold_id})
