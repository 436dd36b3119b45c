"""`seloste requests`: the queue of requests of data subjects (GDPR Art. 12, 15-22, 7(3))."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import IO, Any, cast
from zoneinfo import ZoneInfo

import click
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from seloste.cli import register
from seloste.cli.answers import answer
from seloste.cli.options import home_option, json_option
from seloste.kernel.actors import system
from seloste.kernel.ids import PersonId
from seloste.kernel.languages import LANGUAGES, Language
from seloste.notice import queries as notices
from seloste.rights import queries, words
from seloste.rights.errors import NotAFile, NotAnAmount
from seloste.rights.operations import (
    acknowledging,
    clarifying,
    extending,
    heartbeat,
    identity,
    matching,
    refusing,
    taking,
)
from seloste.rights.operations.opening import open_request
from seloste.rights.operations.receiving import receive as put_into_queue
from seloste.rights.rules.answering import FEES, LONGER, REFUSALS
from seloste.rights.rules.requests import file_from
from seloste.rights.values import CHANNELS, KINDS, Channel, Kind, NewRequest, RequestView

_BY = system("cli")
_LONGEST_FILE = 64 * 1024


@click.group(
    "requests", help=str(_("Show and work the queue of requests of data subjects (GDPR Art. 12)."))
)
def requests() -> None:
    """Hold the commands together."""


requests.add_command(answer)


number_argument = click.argument("number", metavar="NUMBER")


def _text_option(name: str, help_: Any) -> Callable[..., Any]:
    """Return an option for a text: from a file, as arguments can be seen by others and stay in logs."""
    return click.option(
        f"--{name}",
        type=click.File("r", encoding="utf-8"),
        default="-",
        metavar="FILE",
        help=str(help_),
    )


_reasons = _text_option("reasons", _("Why, as a file; typed in when left out."))


# --- Looking --------------------------------------------------------------------------------------


@requests.command(
    "list",
    help=str(
        _(
            "Show the queue in order of arrival, each with its three days. Opens no file.\n\n"
            "Example: seloste requests list --overdue"
        )
    ),
)
@home_option
@click.option("--overdue", is_flag=True, help=str(_("Only those that are past their safe day.")))
@click.option("--ended", is_flag=True, help=str(_("Those that have ended, the newest first.")))
@json_option
def list_(*, overdue: bool, ended: bool, as_json: bool) -> None:
    at = _ready()
    today = _today(at)
    found = queries.ended(at=at) if ended else queries.queue(at=at)
    if overdue:
        found = [view for view in found if view.is_open and today > view.due.safe]
    if as_json:
        _write_json([_plain(view) for view in found])
        return
    for place, view in enumerate(found, start=1):
        days = "  ".join(
            day.isoformat() for day in (view.due.target, view.due.safe, view.due.latest)
        )
        late = gettext("overdue") if view.is_open and today > view.due.safe else ""
        click.echo(
            f"{place:>3}  {view.reference}  {view.state}  {','.join(view.kinds)}  "
            f"{days}  {view.taken_by or '–'}  {late}".rstrip()
        )


@requests.command(
    help=str(
        _(
            "Open the file of a request and show what happened to it.\n\n"
            "Example: seloste requests show 20261116-1"
        )
    )
)
@home_option
@number_argument
@json_option
def show(*, number: str, as_json: bool) -> None:
    at = _ready()
    opened = open_request(_id(number, at), by=_BY, at=at)
    events = queries.events_of(opened.view.id)
    if as_json:
        _write_json(
            {
                **_plain(opened.view),
                "file": dict(_file_lines(opened.file)),
                "events": [
                    {
                        "code": event.code,
                        "at": event.at.isoformat(),
                        "by": event.handle,
                        "detail": event.detail,
                        "note": dict(opened.notes.get(event.id, {})),
                    }
                    for event in events
                ],
            }
        )
        return
    for name, value in _plain(opened.view).items():
        click.echo(f"{name}: {value}")
    for name, text in _file_lines(opened.file):
        click.echo(f"{name}: {text}")
    for event in events:
        what = words.EVENTS.get(event.code, event.code)
        click.echo(f"{event.at.isoformat(timespec='minutes')}  {what}  {event.detail}".rstrip())


# --- Receiving and taking -------------------------------------------------------------------------


@requests.command(
    help=str(
        _(
            "Put a request into the queue and print its number. FILE is JSON with name, email, phone, "
            "address, words, wishes, known_as, representative, representative_email; - for what is "
            "typed in.\n\n"
            "Example: seloste requests receive --channel post --received 2026-11-20 --right access "
            "--file request.json"
        )
    )
)
@home_option
@click.option("--channel", type=click.Choice(CHANNELS), required=True, help=str(_("How it came.")))
@click.option(
    "--received",
    metavar="MOMENT",
    help=str(_("When it arrived, such as 2026-11-20T14:30 or 2026-11-20; now when left out.")),
)
@click.option(
    "--right",
    "kinds",
    type=click.Choice(KINDS),
    multiple=True,
    required=True,
    help=str(_("What is asked; give it again for more.")),
)
@click.option("--language", type=click.Choice(LANGUAGES), default="fi", show_default=True)
@_text_option("file", _("Who asks and in what words, as JSON; typed in when left out."))
@json_option
def receive(
    *,
    channel: str,
    received: str | None,
    kinds: tuple[str, ...],
    language: str,
    file: IO[str],
    as_json: bool,
) -> None:
    at = _ready()
    new = NewRequest(
        kinds=cast("tuple[Kind, ...]", kinds),
        channel=cast("Channel", channel),
        received_at=at if received is None else _moment(received, at),
        language=cast("Language", language),
        file=file_from(_read_json(file)),
    )
    view = queries.request(put_into_queue(new, by=_BY, at=at), at=at)
    if as_json:
        _write_json(_plain(view))
        return
    click.echo(
        gettext(
            "Request %(number)s is to be answered by %(safe)s; the law's last day is %(latest)s."
        )
        % {
            "number": view.reference,
            "safe": _shown(view.due.safe),
            "latest": _shown(view.due.latest),
        }
    )


@requests.command(
    help=str(
        _(
            "Take a request: the next one, or another with a reason that is kept.\n\n"
            "Example: seloste requests take 20261116-1"
        )
    )
)
@home_option
@number_argument
@click.option(
    "--reason", type=click.File("r", encoding="utf-8"), metavar="FILE",
    help=str(_("Why it goes first, as a file; - for what is typed in.")),
)  # fmt: skip
def take(*, number: str, reason: IO[str] | None) -> None:
    at = _ready()
    why = "" if reason is None else reason.read(_LONGEST_FILE)
    taking.take(_id(number, at), reason=why, by=_BY, at=at)
    _done()


@requests.command(help=str(_("Give a request back to the queue; it keeps its place.")))
@home_option
@number_argument
def leave(*, number: str) -> None:
    at = _ready()
    taking.leave(_id(number, at), by=_BY, at=at)
    _done()


@requests.command(
    help=str(
        _(
            "Say whom a request is about, by the id of the customer or contact person; without one, "
            "list whom its file finds.\n\nExample: seloste requests match 20261116-1 249823577412370433"
        )
    )
)
@home_option
@number_argument
@click.argument("person", type=click.IntRange(1, 2**63 - 1), required=False)
def match(*, number: str, person: int | None) -> None:
    at = _ready()
    if person is None:
        for one in matching.candidates(_id(number, at), by=_BY, at=at):
            click.echo(f"{one.id}  {one.number}  {one.name}")
        return
    matching.match(_id(number, at), PersonId(person), by=_BY, at=at)
    _done()


@requests.command(
    help=str(_("Write down that the person was told of the receipt on paper or by word of mouth."))
)
@home_option
@number_argument
@click.option("--how", type=click.Choice(("paper", "told")), required=True)
def acknowledge(*, number: str, how: str) -> None:
    at = _ready()
    acknowledging.acknowledged(_id(number, at), cast("Any", how), by=_BY, at=at)
    _done()


# --- Questions ------------------------------------------------------------------------------------


@requests.command(
    "ask-identity",
    help=str(
        _(
            "Ask who asks, on a reasonable doubt that is written down; the clock stands until it is shown.\n\n"
            "Example: seloste requests ask-identity 20261116-1 --method call_back --reasons doubt.txt"
        )
    ),
)
@home_option
@number_argument
@click.option(
    "--method",
    required=True,
    metavar="METHOD",
    help=str(_("known_address, call_back or two_facts.")),
)
@click.option(
    "--address", default="", help=str(_("For known_address: one that the register knows."))
)
@_reasons
def ask_identity(*, number: str, method: str, address: str, reasons: IO[str]) -> None:
    at = _ready()
    identity.ask(_id(number, at), method, doubt=_read(reasons), address=address, by=_BY, at=at)
    _done()


@requests.command(
    "confirm-identity", help=str(_("Write down that the person has shown who they are."))
)
@home_option
@number_argument
@click.option("--method", required=True, type=click.Choice(("known_address", "call_back")))
def confirm_identity(*, number: str, method: str) -> None:
    at = _ready()
    identity.confirm(_id(number, at), cast("Any", method), by=_BY, at=at)
    _done()


@requests.command("identity-not-shown", help=str(_("Write down that they could not show it.")))
@home_option
@number_argument
def identity_not_shown(*, number: str) -> None:
    at = _ready()
    identity.not_shown(_id(number, at), by=_BY, at=at)
    _done()


@requests.command(help=str(_("Ask what is meant by a request for a copy; the clock stands.")))
@home_option
@number_argument
@_text_option("question", _("The question, as a file; typed in when left out."))
def clarify(*, number: str, question: IO[str]) -> None:
    at = _ready()
    clarifying.ask(_id(number, at), _read(question), by=_BY, at=at)
    _done()


@requests.command(help=str(_("Write down what the person meant; the clock runs on.")))
@home_option
@number_argument
@_text_option("answer", _("The answer, as a file; typed in when left out."))
def clarified(*, number: str, answer: IO[str]) -> None:
    at = _ready()
    clarifying.answered(_id(number, at), _read(answer), by=_BY, at=at)
    _done()


# --- Longer, or not at all ------------------------------------------------------------------------


@requests.command(
    help=str(
        _(
            "Extend the time: once, in the first month. The person is told by e-mail; with --told, they "
            "were told on paper. Without that there is no extension.\n\n"
            "Example: seloste requests extend 20261116-1 --ground complexity --reasons why.txt"
        )
    )
)
@home_option
@number_argument
@click.option("--ground", type=click.Choice(list(LONGER)), help=str(_("complexity or number.")))
@click.option("--told", is_flag=True, help=str(_("The letter went out on paper: now it holds.")))
@_reasons
def extend(*, number: str, ground: str | None, told: bool, reasons: IO[str]) -> None:
    at = _ready()
    request = _id(number, at)
    if ground is not None:
        extending.announce(request, ground, reasons=_read(reasons), by=_BY, at=at)
    if told or ground is None:
        extending.told(request, "paper", by=_BY, at=at)
    _done()


@requests.command(
    help=str(
        _(
            "Refuse one right that was asked, on a ground of the law, with reasons for the person.\n\n"
            "Example: seloste requests refuse 20261116-1 --right access "
            "--ground manifestly_excessive --reasons why.txt"
        )
    )
)
@home_option
@number_argument
@click.option("--right", "kind", type=click.Choice(KINDS), required=True)
@click.option("--ground", type=click.Choice(list(REFUSALS)), required=True)
@_reasons
def refuse(*, number: str, kind: str, ground: str, reasons: IO[str]) -> None:
    at = _ready()
    refusing.refuse(
        _id(number, at), cast("Kind", kind), ground, reasons=_read(reasons), by=_BY, at=at
    )
    _done()


@requests.command(help=str(_("Tell the person of a fee, before anything is charged.")))
@home_option
@number_argument
@click.option("--ground", type=click.Choice(FEES), required=True)
@click.option("--amount", required=True, metavar="EUROS", help=str(_("Such as 12.50.")))
@_reasons
def fee(*, number: str, ground: str, amount: str, reasons: IO[str]) -> None:
    at = _ready()
    try:
        euros = Decimal(amount)
    except InvalidOperation:
        raise NotAnAmount from None
    refusing.announce_fee(
        _id(number, at), ground, amount=euros, reasons=_read(reasons), by=_BY, at=at
    )
    _done()


@requests.command(help=str(_("Write down that the person took the request back.")))
@home_option
@number_argument
def withdraw(*, number: str) -> None:
    at = _ready()
    refusing.withdraw(_id(number, at), by=_BY, at=at)
    _done()


# --- The channels ---------------------------------------------------------------------------------


@requests.command(
    "heartbeat",
    help=str(
        _(
            "Show whether each channel of the notice works; exit status 1 when one does not. With --confirm, "
            "write down that you tried one by hand.\n\n"
            "Example: seloste requests heartbeat --confirm phone-1a2b3c4d5e"
        )
    ),
)
@home_option
@click.option("--confirm", metavar="CHANNEL", help=str(_("This channel was tried and works.")))
@json_option
def heartbeat_(*, confirm: str | None, as_json: bool) -> None:
    at = _ready()
    if confirm is not None:
        heartbeat.confirm(confirm, by=_BY, at=at)
    heartbeat.begin(by=_BY, at=at)
    lines = heartbeat.channels(at=at)
    if as_json:
        _write_json(
            [
                {
                    "channel": line.channel.key,
                    "kind": line.channel.kind,
                    "state": line.state,
                    "confirmed_at": line.confirmed_at and line.confirmed_at.isoformat(),
                    "reason": line.test.reason if line.test else "",
                }
                for line in lines
            ]
        )
    else:
        for line in lines:
            seen = line.confirmed_at.isoformat(timespec="minutes") if line.confirmed_at else "–"
            state = words.CHANNEL_STATES[line.state]
            click.echo(f"{line.channel.key}  {state}  {seen}  {line.channel.address}".rstrip())
    sys.exit(1 if any(line.is_alarm for line in lines) else 0)


# --- The pieces -----------------------------------------------------------------------------------


def _ready() -> datetime:
    at = timezone.now()
    register.require(at)
    return at


def _id(number: str, at: datetime) -> int:
    return queries.numbered(number, at=at).id


def _done() -> None:
    click.echo(gettext("Written down."))


def _shown(day: date) -> str:
    return date_format(day, "j F Y" if get_language() == "en" else "j.n.Y")


def _today(at: datetime) -> Any:
    return at.astimezone(ZoneInfo(notices.in_force(at).notice.time_zone)).date()


def _moment(text: str, at: datetime) -> datetime:
    """Return the moment as typed, in the controller's time zone; a day alone is its noon."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(
            gettext("Write it as 2026-11-20T14:30 or 2026-11-20."), param_hint="--received"
        ) from None
    if found.tzinfo is not None:
        return found
    zone = ZoneInfo(notices.in_force(at).notice.time_zone)
    if len(text) <= len("2026-11-20"):
        found = datetime.combine(found.date(), time(12))
        found = min(found.replace(tzinfo=zone), at) if found.date() == _today(at) else found
    return found if found.tzinfo else found.replace(tzinfo=zone)


def _read(file: IO[str]) -> str:
    return file.read(_LONGEST_FILE)


def _read_json(file: IO[str]) -> object:
    try:
        return json.loads(file.read(_LONGEST_FILE))
    except (ValueError, RecursionError):
        raise NotAFile from None


def _file_lines(file: Any) -> list[tuple[str, Any]]:
    names = (
        "name", "email", "phone", "address", "words", "wishes", "known_as", "representative",
        "representative_email",
    )  # fmt: skip
    return [(name, getattr(file, name)) for name in names if getattr(file, name)]


def _plain(view: RequestView) -> dict[str, object]:
    return {
        "number": view.reference,
        "id": str(view.id),
        "state": view.state,
        "channel": view.channel,
        "received_at": view.received_at.isoformat(),
        "received_on": view.received_on.isoformat(),
        "rights": {part.kind: part.outcome for part in view.parts},
        "target": view.due.target.isoformat(),
        "safe": view.due.safe.isoformat(),
        "latest": view.due.latest.isoformat(),
        "taken_by": view.taken_by,
        "identity": view.identity,
        "about": None if view.about is None else str(view.about),
        "extended_at": view.extended_at and view.extended_at.isoformat(),
        "answered_at": view.answered_at and view.answered_at.isoformat(),
        "closed_at": view.closed_at and view.closed_at.isoformat(),
    }


def _write_json(told: object) -> None:
    sys.stdout.write(json.dumps(told, indent=2, ensure_ascii=False) + "\n")
