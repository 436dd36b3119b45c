"""`seloste breaches`: the register of breaches, its clock, and how far a breach reached."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import IO, Any, cast

import click
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seloste.breaches import queries, rules
from seloste.breaches.operations import deciding, opening, recording
from seloste.breaches.values import (
    EXEMPTIONS,
    NATURES,
    RISKS,
    BreachView,
    Description,
    EventView,
    Exemption,
    NewBreach,
    Notification,
    Risk,
)
from seloste.cli.breach_reports import (
    draft,
    due,
    id_of,
    moment,
    number_argument,
    ready,
    scope,
    there,
    write_json,
)
from seloste.cli.options import home_option, json_option
from seloste.kernel.actors import system

_BY = system("cli")
_Text = IO[str]


@click.group(help=str(_("Keep the register of personal data breaches (GDPR Art. 33 and 34).")))
def breaches() -> None:
    """Hold the commands together."""


def _text(name: str, help_: Any, *, required: bool = False) -> Callable[..., Any]:
    """Return an option for a text: from a file, as arguments can be seen by others and stay in logs."""
    return click.option(
        f"--{name}",
        name.replace("-", "_"),
        type=click.File("r", encoding="utf-8"),
        required=required,
        metavar="FILE",
        help=str(help_),
    )


_reasons = click.option(
    "--reasons",
    type=click.File("r", encoding="utf-8"),
    default="-",
    metavar="FILE",
    help=str(_("Why, as a file; typed in when left out.")),
)


def _described(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that describe a breach."""
    options = (
        _text("facts", _("What happened, as a file; - for what is typed in."), required=True),
        _text("effects", _("What followed, or is likely to.")),
        _text("measures", _("What was done, and is planned.")),
        _text("advice", _("What the persons concerned can do themselves.")),
        click.option(
            "--nature",
            "natures",
            type=click.Choice(NATURES),
            multiple=True,
            help=str(_("What was lost; give it again for more.")),
        ),
        click.option(
            "--category",
            "categories",
            multiple=True,
            metavar="KEY",
            help=str(_("A category of the notice that is concerned; give it again for more.")),
        ),
        click.option("--persons", type=click.IntRange(0), help=str(_("How many persons, about."))),
        click.option("--records", type=click.IntRange(0), help=str(_("How many records, about."))),
        click.option("--happened", metavar="MOMENT", help=str(_("When it happened or began."))),
    )
    for option in reversed(options):
        command = option(command)
    return command


@breaches.command(
    "list", help=str(_("Show the breaches, the newest first.\n\nExample: seloste breaches list"))
)
@home_option
@json_option
def list_(*, as_json: bool) -> None:
    at = ready()
    found = opening.breaches(by=_BY, at=at, limit=10_000)
    if as_json:
        write_json([_plain(view, at) for view in found])
        return
    for view in found:
        click.echo(
            f"{view.number}  {view.state}  {rules.pressure(view, at=at)}  "
            f"{there(view.aware_at)}  {there(rules.due_at(view.aware_at))}"
        )


@breaches.command(
    help=str(_("Show a breach with its file.\n\nExample: seloste breaches show 1 --json"))
)
@home_option
@number_argument
@json_option
def show(*, number: int, as_json: bool) -> None:
    at = ready()
    opened = opening.open_breach(id_of(number), by=_BY, at=at)
    told = {
        **_plain(opened.view, at),
        "texts": dict(opened.texts),
        "events": [{**_event(event), "said": dict(said)} for event, said in opened.events],
    }
    if as_json:
        write_json(told)
        return
    for key, value in told.items():
        if key not in {"texts", "events"}:
            click.echo(f"{key}: {value}")
    for key, text in opened.texts.items():
        click.echo(f"\n{key}:\n{text}")
    for event, _said in opened.events:
        click.echo(f"{there(event.at)}  {event.code}  {event.actor}")


@breaches.command(
    help=str(
        _(
            "Put a breach into the register; prints its number.\n\n"
            "Example: seloste breaches record --aware 2026-11-25T10:20 --facts facts.txt"
        )
    )
)
@home_option
@click.option("--aware", required=True, metavar="MOMENT", help=str(_("When you became aware.")))
@click.option("--processor", default="", metavar="KEY", help=str(_("The recipient that told you.")))
@click.option("--told", metavar="MOMENT", help=str(_("When that processor told you.")))
@_described
def record(*, aware: str, processor: str, told: str | None, **described: Any) -> None:
    at = ready()
    new = NewBreach(
        aware_at=moment(aware),
        description=_description(described),
        processor=processor,
        processor_told_at=moment(told) if told else None,
    )
    made = recording.record_breach(new, by=_BY, at=at)
    view = queries.breach(made)
    click.echo(view.number if view else made)


@breaches.command(
    help=str(
        _(
            "Write down what is known now; what was known before stays.\n\n"
            "Example: seloste breaches describe 1 --facts facts.txt --effects effects.txt"
        )
    )
)
@home_option
@number_argument
@_described
def describe(*, number: int, **described: Any) -> None:
    at = ready()
    recording.describe(id_of(number), _description(described), by=_BY, at=at)
    _done(number)


@breaches.command(
    help=str(
        _(
            "Say how great the risk is for the persons, and why.\n\n"
            "Example: seloste breaches assess 1 --risk risk --reasons why.txt"
        )
    )
)
@home_option
@number_argument
@click.option("--risk", type=click.Choice(RISKS), required=True, help=str(_("How great it is.")))
@_reasons
def assess(*, number: int, risk: str, reasons: _Text) -> None:
    at = ready()
    deciding.assess(id_of(number), cast("Risk", risk), reasons=reasons.read(), by=_BY, at=at)
    _done(number)


@breaches.command(
    help=str(
        _(
            "Record that the authority was notified, at once or in one more phase.\n\n"
            "Example: seloste breaches notified 1 --sent 2026-11-26T09:00 --reasons why.txt"
        )
    )
)
@home_option
@number_argument
@click.option("--sent", required=True, metavar="MOMENT", help=str(_("When it went.")))
@click.option("--last", is_flag=True, help=str(_("Nothing more will follow.")))
@_text("late-because", _("Why it went after the limit."))
@_text("reference", _("What the authority calls the matter."))
@_reasons
def notified(
    *,
    number: int,
    sent: str,
    last: bool,
    late_because: _Text | None,
    reference: _Text | None,
    reasons: _Text,
) -> None:
    at = ready()
    told = Notification(
        sent_at=moment(sent),
        is_complete=last,
        reasons=reasons.read(),
        late_because=_read(late_because),
        reference=_read(reference).strip(),
    )
    deciding.notify(id_of(number), told, by=_BY, at=at)
    _done(number)


@breaches.command(
    "not-notified",
    help=str(
        _(
            "Decide not to notify the authority, and why.\n\n"
            "Example: seloste breaches not-notified 1 --reasons why.txt"
        )
    ),
)
@home_option
@number_argument
@_reasons
def not_notified(*, number: int, reasons: _Text) -> None:
    at = ready()
    deciding.do_not_notify(id_of(number), reasons=reasons.read(), by=_BY, at=at)
    _done(number)


@breaches.command(
    help=str(
        _(
            "Record that the persons concerned were told, and how.\n\n"
            "Example: seloste breaches told 1 --when 2026-11-26T12:00 --reasons how.txt"
        )
    )
)
@home_option
@number_argument
@click.option("--when", required=True, metavar="MOMENT", help=str(_("When they were told.")))
@_reasons
def told(*, number: int, when: str, reasons: _Text) -> None:
    at = ready()
    deciding.tell_persons(
        id_of(number), told_at=moment(when), reasons=reasons.read(), by=_BY, at=at
    )
    _done(number)


@breaches.command(
    "not-told",
    help=str(
        _(
            "Decide not to tell the persons concerned one by one, and why.\n\n"
            "Example: seloste breaches not-told 1 --exemption protected --reasons why.txt"
        )
    ),
)
@home_option
@number_argument
@click.option(
    "--exemption",
    type=click.Choice(EXEMPTIONS),
    help=str(_("Of GDPR Art. 34(3), if the risk is high.")),
)
@_reasons
def not_told(*, number: int, exemption: str | None, reasons: _Text) -> None:
    at = ready()
    deciding.do_not_tell_persons(
        id_of(number),
        exemption=cast("Exemption | None", exemption),
        reasons=reasons.read(),
        by=_BY,
        at=at,
    )
    _done(number)


@breaches.command(
    help=str(
        _(
            "Close a breach of which everything is written down and decided.\n\n"
            "Example: seloste breaches close 1 --reasons why.txt"
        )
    )
)
@home_option
@number_argument
@_reasons
def close(*, number: int, reasons: _Text) -> None:
    at = ready()
    deciding.close(id_of(number), reasons=reasons.read(), by=_BY, at=at)
    _done(number)


def _description(described: dict[str, Any]) -> Description:
    happened = described["happened"]
    return Description(
        facts=_read(described["facts"]),
        effects=_read(described["effects"]),
        measures=_read(described["measures"]),
        advice=_read(described["advice"]),
        natures=described["natures"],
        categories=described["categories"],
        persons=described["persons"],
        records=described["records"],
        happened_at=moment(happened) if happened else None,
    )


def _read(file: _Text | None) -> str:
    return file.read() if file is not None else ""


def _plain(view: BreachView, at: datetime) -> dict[str, object]:
    return {
        **asdict(view),
        "id": str(view.id),
        "file": str(view.file),
        "due_at": rules.due_at(view.aware_at),
        "pressure": rules.pressure(view, at=at),
    }


def _event(event: EventView) -> dict[str, object]:
    return {"code": event.code, "at": event.at, "actor": event.actor, "role": event.role}


def _done(number: int) -> None:
    click.echo(gettext("It is written down in breach %(number)s.") % {"number": number}, err=True)


for _command in (due, draft, scope):
    breaches.add_command(_command)
