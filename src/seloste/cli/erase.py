"""`seloste erase`: erase a person or some categories, and print the certificate."""

from __future__ import annotations

import json
import sys

import click
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seloste.cli import register
from seloste.cli.options import home_option, json_option
from seloste.kernel.actors import system
from seloste.kernel.ids import PersonId
from seloste.notice import queries as notices
from seloste.retention import sentences
from seloste.retention.certificates import plain
from seloste.retention.errors import NoSuchPerson
from seloste.retention.operations import erasing

_BY = system("cli")
BY_HAND = "by_hand"


@click.command(
    help=str(
        _(
            "Show what of a person would go and what would stay; with --apply erase it for good.\n\n"
            "Example: seloste erase 251234567890123456 --category contact --apply"
        )
    )
)
@home_option
@click.argument("person", metavar="PERSON", type=int)
@click.option(
    "--category",
    "categories",
    multiple=True,
    help=str(_("Only this category of the notice; give it again for more.")),
)
@click.option("--apply", "is_applied", is_flag=True, help=str(_("Do it. It cannot be undone.")))
@json_option
def erase(*, person: int, categories: tuple[str, ...], is_applied: bool, as_json: bool) -> None:
    at = timezone.now()
    register.require(at)
    notice = notices.in_force(at).notice
    about, wanted = PersonId(person), categories or None
    plan = erasing.plan(about, wanted, at=at)
    if not plan.items:
        raise NoSuchPerson
    if not is_applied:
        if as_json:
            sys.stdout.write(json.dumps(sentences.plan_as_json(plan), indent=2) + "\n")
            return
        for item in plan.items:
            click.echo(
                f"{sentences.category(notice, item.category)}: {sentences.of_item(item, notice)}"
            )
        click.echo(gettext("Nothing was erased. Say --apply to do it."), err=True)
        return
    made = erasing.erase(about, wanted, cause=BY_HAND, by=_BY, at=at)
    register.renew_copies_of_keys(at)
    if as_json:
        sys.stdout.write(json.dumps(sentences.as_json(made), indent=2) + "\n")
        return
    click.echo(plain(made, notice))
