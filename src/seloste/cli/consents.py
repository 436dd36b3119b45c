"""`seloste consents`: what people said yes and no to, and receipts of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import datetime
from typing import IO, Any, cast

import click
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seloste.audit.checkpointing import make_checkpoint
from seloste.cli import register
from seloste.cli.options import home_option, json_option
from seloste.consents import queries, sentences
from seloste.consents.operations import giving, reading, refusing, sending
from seloste.consents.values import ALL_MARKETING, RECORDED_BY_STAFF, EventView, Means, Said
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId
from seloste.kernel.languages import LANGUAGES, Language

_Command = Callable[..., None]

_person = click.argument("person", metavar="ID", type=click.IntRange(1))
_purpose = click.argument("purpose", metavar="PURPOSE")
_role = click.option(
    "--as",
    "role",
    default="owner",
    show_default=True,
    help=str(_("Role of the notice in which you act.")),
)
_language = click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="fi",
    show_default=True,
    help=str(_("In which language it was put to the person.")),
)


def _how(command: _Command) -> _Command:
    """Add the options that say how a person said something."""
    options = (
        click.option(
            "--means",
            type=click.Choice(RECORDED_BY_STAFF),
            required=True,
            help=str(_("How the person said it.")),
        ),
        _language,
        click.option(
            "--witness",
            type=click.File("r", encoding="utf-8"),
            metavar="FILE",
            help=str(_("Who heard it, in a file or typed in (-); needed when it was said aloud.")),
        ),
        click.option(
            "--on",
            "said_on",
            type=click.DateTime(["%Y-%m-%d"]),
            metavar="DATE",
            help=str(_("The day, when it was not today.")),
        ),
        click.option(
            "--note",
            type=click.File("r", encoding="utf-8"),
            metavar="FILE",
            help=str(_("Where the proof is, in a file or typed in (-).")),
        ),
        _role,
    )
    for option in reversed(options):
        command = option(command)
    return command


_wording = click.option(
    "--wording",
    required=True,
    metavar="HASH",
    help=str(_("Hash of the text that the person was shown; “consents wording” prints it.")),
)


@click.group(help=str(_("Record and show what people consented and objected to.")))
def consents() -> None:
    """Hold the commands together."""


@consents.command(
    help=str(
        _(
            "Show what is put to people for a purpose, and its hash.\n\n"
            "Example: seloste consents wording newsletter --language sv"
        )
    )
)
@home_option
@_purpose
@_language
@json_option
def wording(purpose: str, *, language: str, as_json: bool) -> None:
    _by, at = _begin()
    shown = queries.wording_of(purpose, language=cast("Language", language), at=at)
    if as_json:
        told = {"purpose": purpose, "language": language, "edition": shown.edition}
        _write({**told, "hash": shown.hash, "text": shown.text})
        return
    click.echo(shown.text)
    click.echo(shown.hash)


@consents.command(
    help=str(
        _(
            "Show what is on record of a person, newest first.\n\n"
            "Example: seloste consents show 249823577412370433 --for rights_handling"
        )
    )
)
@home_option
@_person
@click.option(
    "--for",
    "purpose",
    default="rights_handling",
    show_default=True,
    help=str(_("Purpose of the notice for which you look.")),
)
@_role
@json_option
def show(person: int, *, purpose: str, role: str, as_json: bool) -> None:
    by, at = _begin(role)
    found = reading.open_consents(PersonId(person), purpose=purpose, by=by, at=at)
    if as_json:
        _write([_as_json(one) for one in found])
        return
    for one in found:
        event = one.event
        day = date_format(timezone.localtime(event.at), "SHORT_DATETIME_FORMAT")
        means = str(sentences.MEANS[event.means]) if event.means else ""
        about = event.purpose if event.purpose != ALL_MARKETING else gettext("all direct marketing")
        line = (str(event.id), day, about, str(sentences.state(event.kind, event.state)), means)
        click.echo("  ".join(part for part in line if part))
    if not found:
        click.echo(gettext("Nothing is on record."), err=True)


@consents.command(
    help=str(
        _(
            "Record a consent that a person gave.\n\nExample: seloste consents give "
            "249823577412370433 newsletter --means paper --wording HASH"
        )
    )
)
@home_option
@_person
@_purpose
@_wording
@_how
def give(person: int, purpose: str, *, wording: str, role: str, **how: Any) -> None:
    by, at = _begin(role)
    event = giving.give(PersonId(person), purpose, said=_said(how), wording=wording, by=by, at=at)
    _tell(event, gettext("The consent is on record and counts from now on."))


@consents.command(
    help=str(
        _(
            "Send a person a link to confirm a consent by.\n\nExample: seloste consents ask "
            "249823577412370433 newsletter --means form --wording HASH"
        )
    )
)
@home_option
@_person
@_purpose
@_wording
@_how
def ask(person: int, purpose: str, *, wording: str, role: str, **how: Any) -> None:
    by, at = _begin(role)
    event = giving.ask(PersonId(person), purpose, said=_said(how), wording=wording, by=by, at=at)
    _tell(event, gettext("A link to confirm by goes to the person's e-mail address."))


@consents.command(
    help=str(
        _(
            "Record that a person withdraws or refuses a consent; it counts at once.\n\n"
            "Example: seloste consents withdraw 249823577412370433 newsletter --means email"
        )
    )
)
@home_option
@_person
@_purpose
@_how
def withdraw(person: int, purpose: str, *, role: str, **how: Any) -> None:
    by, at = _begin(role)
    event = refusing.withdraw(PersonId(person), purpose, said=_said(how), by=by, at=at)
    _tell(event, gettext("There is no consent any more; it counts at once."))


@consents.command(
    "object",
    help=str(
        _(
            "Record that a person objects to a purpose; it counts at once.\n\nExample: "
            "seloste consents object 249823577412370433 development_surveys --means email"
        )
    ),
)
@home_option
@_person
@_purpose
@_how
def object_(person: int, purpose: str, *, role: str, **how: Any) -> None:
    by, at = _begin(role)
    event = refusing.object_to(PersonId(person), purpose, said=_said(how), by=by, at=at)
    _tell(event, gettext("The objection is on record and counts at once."))


@consents.command(
    help=str(
        _(
            "Record that a person wants no direct marketing at all.\n\n"
            "Example: seloste consents ban 249823577412370433 --means email"
        )
    )
)
@home_option
@_person
@_how
@json_option
def ban(person: int, *, role: str, as_json: bool, **how: Any) -> None:
    by, at = _begin(role)
    done = refusing.ban(PersonId(person), said=_said(how), by=by, at=at)
    if as_json:
        _write({"purposes": list(done.purposes), "addresses": done.addresses})
        return
    click.echo(
        gettext("Ended: %(purposes)s. Addresses under the ban: %(addresses)d.")
        % {"purposes": ", ".join(done.purposes) or "–", "addresses": done.addresses}
    )


@consents.command(
    "ban-address",
    help=str(
        _(
            "Put an address under the marketing ban, whoever has it. It is typed in, never an "
            "argument: those are kept by shells.\n\nExample: seloste consents ban-address"
        )
    ),
)
@home_option
@_role
def ban_address(*, role: str) -> None:
    by, at = _begin(role)
    made = refusing.ban_address(sys.stdin.readline().strip(), by=by, at=at)
    click.echo(gettext("The address is under the ban.") if made else gettext("It was before."))


@consents.command(
    help=str(
        _("Print the receipt of an event.\n\nExample: seloste consents receipt 249823577412370500")
    )
)
@home_option
@click.argument("event", metavar="ID", type=click.IntRange(1))
@_language
@json_option
def receipt(event: int, *, language: str, as_json: bool) -> None:
    _begin()
    found = sending.receipt_of(event, language=cast("Language", language))
    if as_json:
        _write(found.record)
        return
    click.echo(f"{found.subject}\n\n{found.text}", nl=False)


def _begin(role: str = "owner") -> tuple[Actor, datetime]:
    """Return who acts and when, once there is a register; what is done is signed at the end."""
    at = timezone.now()
    register.require(at)
    click.get_current_context().call_on_close(lambda: make_checkpoint(timezone.now()))
    return Actor(handle="operator", role=role, way_in="cli"), at


def _said(how: dict[str, Any]) -> Said:
    witness, note = cast("IO[str] | None", how["witness"]), cast("IO[str] | None", how["note"])
    said_on = cast("datetime | None", how["said_on"])
    return Said(
        means=cast("Means", how["means"]),
        language=cast("Language", how["language"]),
        witness=witness.read().strip() if witness else "",
        said_on=said_on.date() if said_on else None,
        note=note.read().strip() if note else "",
    )


def _tell(event: int | None, says: str) -> None:
    if event is None:
        click.echo(gettext("That was on record already."), err=True)
        return
    click.echo(says, err=True)
    click.echo(str(event))


def _as_json(view: EventView) -> dict[str, object]:
    event = view.event
    return {
        "id": str(event.id),
        "purpose": event.purpose,
        "kind": event.kind,
        "state": event.state,
        "at": event.at.isoformat(),
        "means": event.means,
        "language": event.language,
        "edition": event.edition,
        "wording": event.wording,
        "text": view.text,
        "role": event.role,
        "way_in": event.way_in,
        "receipt": event.receipt,
        "details": dict(view.details),
        "closed": view.is_closed,
        "altered": view.is_altered,
    }


def _write(told: object) -> None:
    sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
