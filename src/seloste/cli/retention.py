"""`seloste retention`: what falls due, carrying it out, certificates."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from zoneinfo import ZoneInfo

import click
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from seloste.cli import register
from seloste.cli.options import home_option, json_option
from seloste.kernel.actors import system
from seloste.kernel.languages import LANGUAGES, Language
from seloste.notice import queries as notices
from seloste.retention import calendar, queries, sentences
from seloste.retention.certificates import plain
from seloste.retention.errors import NoSuchCertificate
from seloste.retention.operations import reckoning, running
from seloste.retention.values import Outcome

_BY = system("cli")


@click.group(help=str(_("Storage periods: what falls due, carrying it out, certificates.")))
def retention() -> None:
    """Hold the commands together."""


@retention.command(
    help=str(
        _(
            "Show what falls due on which day, and what would go today. Nothing is erased.\n\n"
            "Example: seloste retention plan --until 2027-12-31 --json"
        )
    )
)
@home_option
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    help=str(_("The last day to show; a year from today when left out.")),
)
@json_option
def plan(*, until: datetime | None, as_json: bool) -> None:
    at = timezone.now()
    register.require(at)
    reckoning.bring_up_to_date(by=_BY, at=at)
    zone = ZoneInfo(notices.in_force(at).notice.time_zone)
    today = at.astimezone(zone).date()
    last = until.date() if until else date(today.year + 1, today.month, min(today.day, 28))
    days = calendar.days(until=last, today=today)
    now = running.look(at=at)
    if as_json:
        told = {
            "today": _as_json(now),
            "days": [
                {"day": one.day.isoformat(), "kind": one.kind, "records": one.records}
                for one in days
            ],
        }
        sys.stdout.write(json.dumps(told, indent=2) + "\n")
        return
    _say(now)
    for one in days:
        click.echo(f"{_shown(one.day)}  {sentences.of_kind(one.kind)}: {one.records}")


@retention.command(
    help=str(
        _(
            "Erase what is due and nothing holds back. Without --apply it only says what would go.\n\n"
            "Example: seloste retention run --apply"
        )
    )
)
@home_option
@click.option("--apply", "is_applied", is_flag=True, help=str(_("Do it.")))
@json_option
def run(*, is_applied: bool, as_json: bool) -> None:
    at = timezone.now()
    register.require(at)
    reckoning.bring_up_to_date(by=_BY, at=at)
    outcome = running.run(by=_BY, at=at) if is_applied else running.look(at=at)
    if is_applied:
        register.renew_copies_of_keys(at)
    if as_json:
        sys.stdout.write(json.dumps(_as_json(outcome), indent=2) + "\n")
        return
    _say(outcome)
    if not is_applied:
        click.echo(gettext("Nothing was erased. Say --apply to do it."), err=True)


@retention.command(
    help=str(
        _(
            "Print the certificate of an erasure.\n\n"
            "Example: seloste retention certificate 251234567890123456"
        )
    )
)
@home_option
@click.argument("certificate_id", metavar="ID", type=int)
@click.option("--lang", type=click.Choice(LANGUAGES), help=str(_("In which language.")))
@json_option
def certificate(*, certificate_id: int, lang: Language | None, as_json: bool) -> None:
    at = timezone.now()
    register.require(at)
    found = queries.certificate(certificate_id)
    if found is None:
        raise NoSuchCertificate
    if as_json:
        sys.stdout.write(json.dumps(sentences.as_json(found), indent=2) + "\n")
        return
    with translation.override(lang or translation.get_language()):
        click.echo(plain(found, notices.in_force(at).notice))


@retention.command(
    help=str(_("List the certificates, newest first.\n\nExample: seloste retention certificates"))
)
@home_option
@click.option("--limit", type=click.IntRange(1, 1000), default=25, show_default=True)
def certificates(*, limit: int) -> None:
    at = timezone.now()
    register.require(at)
    for one in queries.certificates(limit=limit):
        click.echo(
            f"{one.id}  {_shown(timezone.localtime(one.erased_at).date())}  {one.cause}  "
            f"{', '.join(one.categories)}"
        )


def _say(outcome: Outcome) -> None:
    text = (
        ngettext(
            "Erased of %(number)s person, by %(day)s.",
            "Erased of %(number)s persons, by %(day)s.",
            outcome.persons,
        )
        if outcome.is_applied
        else ngettext(
            "Would go of %(number)s person, by %(day)s.",
            "Would go of %(number)s persons, by %(day)s.",
            outcome.persons,
        )
    )
    click.echo(text % {"number": outcome.persons, "day": _shown(outcome.day)})
    for category, number in sorted(outcome.going.items()):
        click.echo(f"  {category}: {number}")
    for why, number in sorted(outcome.staying.items()):
        click.echo(f"  {sentences.short(why)}: {number}")
    if outcome.late:
        click.echo(
            gettext("More than a week past their day: %(number)s.") % {"number": outcome.late}
        )


def _as_json(outcome: Outcome) -> dict[str, object]:
    return {
        "day": outcome.day.isoformat(),
        "persons": outcome.persons,
        "going": dict(outcome.going),
        "staying": {why.value: number for why, number in outcome.staying.items()},
        "late": outcome.late,
        "applied": outcome.is_applied,
    }


def _shown(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")
