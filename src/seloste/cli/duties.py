"""`seloste duties`: what recipients are still to be told, and how each duty ended."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from typing import IO, cast

import click
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seloste.cli import register
from seloste.cli.options import home_option, json_option
from seloste.disclosures import letters, operations, queries, telling
from seloste.disclosures.errors import NoSuchDuty
from seloste.disclosures.values import GIVEN_BY_HAND, DutyView, Reason
from seloste.kernel.actors import system
from seloste.kernel.languages import LANGUAGES, Language
from seloste.notice import queries as notices

_BY = system("cli")

_duty = click.argument("duty", type=click.IntRange(1), metavar="ID")
_on = click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help=str(_("Day of the recipient's answer; today when left out.")),
)
_note = click.option(
    "--note",
    type=click.File("r", encoding="utf-8"),
    metavar="FILE",
    help=str(_("What it answered, as a file; - for what is typed in. It is sealed.")),
)


@click.group(help=str(_("Tell recipients what was corrected, erased or restricted (Art. 19).")))
def duties() -> None:
    """Hold the commands together."""


@duties.command(
    "list",
    help=str(
        _(
            "Show what recipients are still to be told or have not answered, the oldest first.\n\n"
            "Example: seloste duties list --recipient invoicing_service"
        )
    ),
)
@home_option
@click.option("--recipient", metavar="KEY", help=str(_("Only of this recipient of the notice.")))
@json_option
def list_(*, recipient: str | None, as_json: bool) -> None:
    _ready()
    found = queries.open_duties(recipient=recipient)
    if as_json:
        _write_json([_plain(one) for one in found])
        return
    for one in found:
        click.echo(
            f"{one.id}  {one.recipient}  {one.kind}  {one.state}  {_day(one.owed_at)}  "
            f"{', '.join(sorted(one.categories))}"
        )


@duties.command(
    help=str(
        _(
            "Show a duty with its steps; opens nothing.\n\n"
            "Example: seloste duties show 249823577412370433 --json"
        )
    )
)
@home_option
@_duty
@json_option
def show(*, duty: int, as_json: bool) -> None:
    _ready()
    found = _plain(_found(duty))
    events = [
        {"code": event.code, "at": event.at.isoformat(), "role": event.role}
        for event in queries.events_of(duty)
    ]
    if as_json:
        _write_json({**found, "events": events})
        return
    for key, value in found.items():
        click.echo(f"{key}: {', '.join(value) if isinstance(value, list) else value}")
    for event in events:
        click.echo(f"{event['at']}  {event['code']}  {event['role']}")


@duties.command(
    help=str(
        _(
            "Write the letter by which a person tells the recipient; a reading is left.\n\n"
            "Example: seloste duties letter 249823577412370433 --language sv"
        )
    )
)
@home_option
@_duty
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    help=str(_("Of the letter; by the recipient's place when left out.")),
)
def letter(*, duty: int, language: str | None) -> None:
    at = _ready()
    found = _found(duty)
    message = telling.compose(duty, by=_BY, at=at)
    notice = notices.in_force(at).notice
    usual = letters.language_of(notice.recipients.get(found.recipient))
    chosen = cast("Language", language or usual)
    written = letters.letter(message, notice=notice, language=chosen)
    click.echo(f"{written.subject}\n\n{written.text}", nl=False)


@duties.command(
    help=str(
        _(
            "Note that a person told the recipient, or asked again.\n\n"
            "Example: seloste duties sent 249823577412370433"
        )
    )
)
@home_option
@_duty
def sent(*, duty: int) -> None:
    operations.mark_sent(duty, by=_BY, at=_ready())
    click.echo(gettext("It is noted that the recipient was told; its answer is waited for."))


@duties.command(
    help=str(
        _(
            "Let the program tell the recipient by its connector.\n\n"
            "Example: seloste duties send 249823577412370433"
        )
    )
)
@home_option
@_duty
def send(*, duty: int) -> None:
    operations.send(duty, by=_BY, at=_ready())
    click.echo(gettext("The worker tells the recipient within a minute."))


@duties.command(
    help=str(
        _(
            "Note that the recipient has done as it was told.\n\n"
            "Example: seloste duties acknowledge 249823577412370433 --on 2026-11-24"
        )
    )
)
@home_option
@_duty
@_on
@_note
def acknowledge(*, duty: int, on: datetime | None, note: IO[str] | None) -> None:
    operations.acknowledge(
        duty, on=on.date() if on else None, note=_read(note), by=_BY, at=_ready()
    )
    click.echo(gettext("It is noted how the duty ended."))


@duties.command(
    help=str(
        _(
            "Note that the recipient refuses; it may still give in.\n\n"
            "Example: seloste duties refuse 249823577412370433 --note answer.txt"
        )
    )
)
@home_option
@_duty
@_on
@_note
def refuse(*, duty: int, on: datetime | None, note: IO[str] | None) -> None:
    operations.refuse(duty, on=on.date() if on else None, note=_read(note), by=_BY, at=_ready())
    click.echo(gettext("It is noted how the duty ended."))


@duties.command(
    "give-up",
    help=str(
        _(
            "Note that the recipient cannot be told, and why (Art. 19).\n\n"
            "Example: seloste duties give-up 249823577412370433 --reason recipient_gone"
        )
    ),
)
@home_option
@_duty
@click.option("--reason", type=click.Choice(GIVEN_BY_HAND), required=True, help=str(_("Why not.")))
@_note
def give_up(*, duty: int, reason: str, note: IO[str] | None) -> None:
    operations.give_up(duty, reason=cast("Reason", reason), note=_read(note), by=_BY, at=_ready())
    click.echo(gettext("It is noted how the duty ended."))


def _ready() -> datetime:
    at = timezone.now()
    register.require(at)
    return at


def _found(duty: int) -> DutyView:
    found = queries.duty(duty)
    if found is None:
        raise NoSuchDuty
    return found


def _read(note: IO[str] | None) -> str:
    return note.read().strip() if note else ""


def _day(at: datetime) -> str:
    return date_format(timezone.localtime(at), "SHORT_DATE_FORMAT")


def _plain(duty: DutyView) -> dict[str, object]:
    return {
        "id": str(duty.id),
        "recipient": duty.recipient,
        "kind": duty.kind,
        "state": duty.state,
        "reason": duty.reason,
        "person": str(duty.person),
        "categories": sorted(duty.categories),
        "owed_at": duty.owed_at.isoformat(),
        "sent_at": duty.sent_at and duty.sent_at.isoformat(),
        "chase_at": duty.chase_at and duty.chase_at.isoformat(),
        "answered_on": duty.answered_on and duty.answered_on.isoformat(),
    }


def _write_json(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
