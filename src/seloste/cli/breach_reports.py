"""What `seloste breaches` prints: the clock, drafts, and how far a breach reached."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo, available_timezones

import click
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seloste.breaches import listing, queries, rules
from seloste.breaches.drafting import ADDRESSEES, Addressee
from seloste.breaches.errors import NoSuchBreach
from seloste.breaches.operations import opening, scoping
from seloste.breaches.values import IN_FORCE, Concerned, Limits, Scope
from seloste.cli import register
from seloste.cli.options import home_option, json_option
from seloste.kernel.actors import system
from seloste.kernel.languages import LANGUAGES, Language
from seloste.notice import queries as notices

_BY = system("cli")

number_argument = click.argument("number", type=click.IntRange(1), metavar="NUMBER")


@click.command(
    help=str(
        _(
            "Print by when the authority is notified, 72 elapsed hours after AWARE. "
            "Works without a register.\n\nExample: seloste breaches due 2026-11-25T10:20"
        )
    )
)
@home_option
@click.argument("aware", metavar="AWARE")
@click.option(
    "--zone", default="Europe/Helsinki", show_default=True, help=str(_("Where AWARE was read."))
)
@click.option(
    "--hours",
    type=click.IntRange(1, 1000),
    default=IN_FORCE.hours,
    show_default=True,
    help=str(_("What the law sets.")),
)
@json_option
def due(*, aware: str, zone: str, hours: int, as_json: bool) -> None:
    if zone not in available_timezones():
        raise click.BadParameter(gettext("There is no such time zone."), param_hint="--zone")
    known = rules.moment(aware, zone)
    limits = Limits(hours, IN_FORCE.threshold)
    found = {
        "aware": known,
        "due": rules.due_at(known, limits),
        "outer": rules.outer_end(known, limits),
    }
    said = {key: at.astimezone(ZoneInfo(zone)).isoformat() for key, at in found.items()}
    if as_json:
        write_json({**said, "due_utc": found["due"].isoformat(), "hours": hours})
        return
    click.echo(
        gettext("Notify the authority by %(due)s: %(hours)s hours, whatever days they are.")
        % {"due": said["due"], "hours": hours}
    )


@click.command(
    help=str(
        _(
            "Write a draft to the authority, or to the persons concerned.\n\n"
            "Example: seloste breaches draft 1 --to persons --language sv"
        )
    )
)
@home_option
@number_argument
@click.option("--to", type=click.Choice(ADDRESSEES), default="authority", show_default=True)
@click.option("--language", type=click.Choice(LANGUAGES), default="fi", show_default=True)
def draft(*, number: int, to: str, language: str) -> None:
    at = ready()
    written = opening.draft(
        id_of(number),
        to=cast("Addressee", to),
        language=cast("Language", language),
        by=_BY,
        at=at,
    )
    sys.stdout.write(f"{written.subject}\n\n{written.text}")


@click.command(
    help=str(
        _(
            "Count what an account saw and did, by the audit trail: of how many persons, which "
            "categories, for what.\n\n"
            "Example: seloste breaches scope s-1a2b3c --since 2026-11-20T00:00 --json"
        )
    )
)
@home_option
@click.argument("account", metavar="ACCOUNT")
@click.option("--since", required=True, metavar="MOMENT", help=str(_("From this moment on.")))
@click.option("--until", metavar="MOMENT", help=str(_("Before this moment; now when left out.")))
@click.option(
    "--breach", type=click.IntRange(1), help=str(_("Write the counts down in this breach."))
)
@click.option(
    "--persons",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=str(_("Write the list of the persons as CSV here; it holds names.")),
)
@json_option
def scope(
    *,
    account: str,
    since: str,
    until: str | None,
    breach: int | None,
    persons: Path | None,
    as_json: bool,
) -> None:
    at = ready()
    first, last = moment(since), moment(until) if until else at
    if breach is None:
        found = scoping.scope(account, since=first, until=last, by=_BY, at=at)
    else:
        found = scoping.keep_scope(id_of(breach), account, since=first, until=last, by=_BY, at=at)
    if persons is not None:
        _write_list(persons, scoping.concerned(account, since=first, until=last, by=_BY, at=at))
    if as_json:
        write_json(asdict(found))
        return
    _say(found)


def _write_list(path: Path, persons: Iterator[Concerned]) -> None:
    """Write the list into a new file that only its owner reads; another is never written over."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise click.FileError(str(path), error.strerror or "") from None
    with os.fdopen(descriptor, "wb") as file:
        file.writelines(listing.as_csv(persons))


def _say(found: Scope) -> None:
    click.echo(
        gettext("%(account)s: %(persons)s persons, opened %(openings)s times.")
        % {"account": found.account, "persons": found.persons, "openings": found.openings}
    )
    for count in found.categories:
        click.echo(f"  {count.key}: {count.persons}")
    for use in found.uses:
        click.echo(f"  {use.purpose} · {use.role} · {use.way_in}: {use.persons}")
    for count in found.acts:
        click.echo(f"  {count.key}: {count.persons}")
    if found.kept_from is not None:
        click.echo(
            gettext("The log was cut before %(moment)s; what is older cannot be counted.")
            % {"moment": there(found.kept_from)},
            err=True,
        )


def ready() -> datetime:
    at = timezone.now()
    register.require(at)
    return at


def moment(text: str) -> datetime:
    return rules.moment(text, notices.in_force(timezone.now()).notice.time_zone)


def there(at: datetime) -> str:
    zone = notices.in_force(timezone.now()).notice.time_zone
    return at.astimezone(ZoneInfo(zone)).isoformat(timespec="minutes")


def id_of(number: int) -> int:
    view = queries.numbered(number)
    if view is None:
        raise NoSuchBreach
    return view.id


def write_json(told: object) -> None:
    sys.stdout.write(json.dumps(told, indent=2, ensure_ascii=False, default=_as_text) + "\n")


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    raise TypeError
