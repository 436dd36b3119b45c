"""`seloste answer-due`: until when a request must be answered. Needs no register."""

from __future__ import annotations

import json
import re
import sys
from datetime import date

import click
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from seloste.cli.options import json_option
from seloste.rights.errors import NotADay, NotAPause, UnknownCountry
from seloste.rights.rules.clock import answer_due as days_of
from seloste.rights.rules.working_days import COUNTRIES, holidays_of
from seloste.rights.values import Pause

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SHOWN = 40  # of what was typed, in a refusal


@click.command(
    "answer-due",
    help=str(
        _(
            "Until when a request received on a day (YYYY-MM-DD, in the controller's time zone) must "
            "be answered: when we aim to, when it is safe, and the last day the law allows.\n\n"
            "Example: seloste answer-due 2026-11-16 --pause 2026-11-30:2026-12-14"
        )
    ),
)
@click.argument("received", metavar=str(_("RECEIVED")))
@click.option(
    "--extended", is_flag=True, help=str(_("The person was told of an extension in time."))
)
@click.option(
    "--pause",
    "pauses",
    multiple=True,
    metavar="FROM:TO",
    help=str(_("Something was asked and sufficiently answered on these days; again for more.")),
)
@click.option(
    "--country",
    default="FI",
    show_default=True,
    metavar="CC",
    help=str(_("Whose public holidays count: the country in which the controller acts.")),
)
@json_option
def answer_due(
    *, received: str, extended: bool, pauses: tuple[str, ...], country: str, as_json: bool
) -> None:
    is_holiday = holidays_of(country.upper() if country.isascii() else country)
    if is_holiday is None:
        raise UnknownCountry(country=_short(country), countries=", ".join(COUNTRIES))
    due = days_of(
        _day(received),
        is_holiday=is_holiday,
        extended=extended,
        pauses=[_pause(each) for each in pauses],
    )
    if as_json:
        days = {"target": due.target, "safe": due.safe, "latest": due.latest}
        told = {name: day.isoformat() for name, day in days.items()}
        sys.stdout.write(json.dumps(told) + "\n")
        return
    click.echo(gettext("target: %(day)s (without undue delay)") % {"day": _shown(due.target)})
    click.echo(gettext("safe: %(day)s (in time by every reading)") % {"day": _shown(due.safe)})
    click.echo(gettext("latest: %(day)s (the law's last day)") % {"day": _shown(due.latest)})


def _day(text: str) -> date:
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise NotADay(day=_short(text))


def _pause(text: str) -> Pause:
    asked_on, colon, sufficient_on = text.partition(":")
    if not colon:
        raise NotAPause(pause=_short(text))
    return Pause(_day(asked_on), _day(sufficient_on))


def _short(text: str) -> str:
    """Return what was typed, short and on one line."""
    return "".join(c if c.isprintable() else "?" for c in text[:_SHOWN])


def _shown(day: date) -> str:
    return date_format(day, "l j F Y" if get_language() == "en" else "l j.n.Y")
