"""`seloste requests answer`: decide what was asked, read the letter, send it (GDPR Art. 12-22)."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import click
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seloste.api import decoding
from seloste.api.schemas import ContactPersonChange, CustomerChange
from seloste.cli import register
from seloste.cli.options import home_option, role_option
from seloste.cli.package import write_new
from seloste.customers.queries import kind_of
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId
from seloste.notice import queries as notices
from seloste.retention import sentences
from seloste.rights import queries
from seloste.rights.errors import NobodyMatched, NotAFile
from seloste.rights.letters.plain import as_text
from seloste.rights.operations import (
    access,
    answering,
    erasure,
    objection,
    portability,
    rectification,
    restriction,
    selves,
    withdrawal,
)
from seloste.rights.values import RequestView
from seloste.usability.values import GROUNDS, Ground
from seloste.vault.values import Record

_LONGEST = 64 * 1024
_WEIGHED = ("interest", "necessity", "weighing")


class _Case:
    """A request, by whom and when it is worked on."""

    def __init__(self, number: str, role: str) -> None:
        self.at: datetime = timezone.now()
        register.require(self.at)
        self.by = Actor(handle="operator", role=role, way_in="cli")
        self.view: RequestView = queries.numbered(number, at=self.at)

    @property
    def id(self) -> int:
        return self.view.id


def _command(name: str, help_: Any) -> Callable[[Callable[..., None]], click.Command]:
    """Return what makes a command about a request: its number, the role, the home."""

    def made(run: Callable[..., None]) -> click.Command:
        number = click.argument("number", metavar="NUMBER")
        return answer.command(name, help=str(help_))(home_option(number(role_option(run))))

    return made


def _file(name: str, help_: Any, *, required: bool = False) -> Callable[..., Any]:
    """Return an option for a text: from a file, as arguments can be seen by others."""
    return click.option(
        name,
        type=click.File("r", encoding="utf-8"),
        required=required,
        metavar="FILE",
        help=str(help_),
    )


def _read(file: IO[str] | None) -> str:
    return file.read(_LONGEST).strip() if file else ""


def _said(what: str) -> None:
    click.echo(what)


@click.group(help=str(_("Decide what was asked, read the letter, send the answer.")))
def answer() -> None:
    """Hold the commands together."""


# --- Access and portability -----------------------------------------------------------------------


@_command("held", _("Show what is held of the person, by category, and who else they may be."))
def held(*, number: str, role: str) -> None:
    case = _Case(number, role)
    package = access.preview_copy(case.id, by=case.by, at=case.at)
    for category in package.categories:
        records = sum(one.category == category for one in package.records)
        click.echo(f"{category}: {records}")
    for one in selves.other_selves(case.id, by=case.by, at=case.at):
        mark = "*" if one.chosen else "?"
        click.echo(f"{mark} {one.person}  {one.kind}  {one.by}")


@_command("same", _("Say that somebody else in the register is the same human being."))
@click.argument("person", type=click.IntRange(1))
@click.option("--not", "is_other", is_flag=True, help=str(_("Say that they are not.")))
def same(*, number: str, person: int, is_other: bool, role: str) -> None:
    case = _Case(number, role)
    act = selves.leave_self if is_other else selves.choose_self
    act(case.id, PersonId(person), by=case.by, at=case.at)


@_command("leave-out", _("Leave words about somebody else out of the copy (Art. 15(4))."))
@click.option("--record", required=True, metavar="KIND:ID")
@click.option("--field", required=True, metavar="FIELD")
@_file("--words", _("The words, as a file; letter for letter as they stand there."), required=True)
def leave_out(*, number: str, record: str, field: str, words: IO[str], role: str) -> None:
    case = _Case(number, role)
    kind, _sep, one = record.partition(":")
    if not (one.isascii() and one.isdecimal() and len(one) < 20):
        raise click.BadParameter(gettext("Write it as contract:123."), param_hint="--record")
    place = Record(kind, int(one))
    found = access.leave_out(case.id, place, field, _read(words), by=case.by, at=case.at)
    _said(gettext("Left out of the copy: %(number)s") % {"number": found})


@_command("copy", _("Make the copy and keep it for the answer (Art. 15)."))
@click.option("--on-paper", is_flag=True, help=str(_("The person asked for it on paper.")))
def copy(*, number: str, on_paper: bool, role: str) -> None:
    case = _Case(number, role)
    access.give_copy(case.id, on_paper=on_paper, by=case.by, at=case.at)


@_command("nothing-held", _("Decide that nothing is held about whoever asks (Art. 15(1))."))
def nothing_held(*, number: str, role: str) -> None:
    case = _Case(number, role)
    access.confirm_nothing_held(case.id, by=case.by, at=case.at)


@_command("portable", _("Make the files that the person takes along (Art. 20)."))
def portable(*, number: str, role: str) -> None:
    case = _Case(number, role)
    portability.give_portable(case.id, by=case.by, at=case.at)


# --- Rectification and erasure --------------------------------------------------------------------


@_command(
    "correct", _("Compare; with --apply correct, and owe recipients the correction (Art. 16).")
)
@click.option("--person", type=click.IntRange(1), help=str(_("Under which id; else the first.")))
@_file("--values", _("Right values in JSON, as the API takes a change."), required=True)
@_file("--statement", _("What the person wants kept with the data."))
@click.option("--apply", "is_applied", is_flag=True, help=str(_("Do it.")))
def correct(
    *,
    number: str,
    person: int | None,
    values: IO[str],
    statement: IO[str] | None,
    is_applied: bool,
    role: str,
) -> None:
    case = _Case(number, role)
    who = PersonId(person) if person else _first(case)
    new = _values(who, _read(values))
    if is_applied:
        rectification.correct(case.id, who, new, statement=_read(statement), by=case.by, at=case.at)
        return
    for one in rectification.compare(case.id, who, new, by=case.by, at=case.at):
        click.echo(one.field)
    click.echo(gettext("Nothing was changed. Say --apply to do it."), err=True)


def _first(case: _Case) -> PersonId:
    """Return the id under which the request was matched first.

    Raises:
        NobodyMatched: it is not known yet whom it is about.
    """
    found = selves.persons_of_request(case.id)
    if not found:
        raise NobodyMatched
    return found[0]


def _values(person: PersonId, written: str) -> dict[str, object]:
    try:
        given = json.loads(written)
        kind = kind_of(person)
        if kind is not None:
            return decoding.changed_customer(kind, CustomerChange.model_validate(given))
        return decoding.changed_contact_person(ContactPersonChange.model_validate(given))
    except (ValueError, RecursionError):
        raise NotAFile from None


@_command("leave-as-is", _("Decide not to correct, with reasons (Art. 16)."))
@_file("--reasons", _("What the person is told."), required=True)
@_file("--statement", _("What the person wants kept with the data."))
def leave_as_is(*, number: str, reasons: IO[str], statement: IO[str] | None, role: str) -> None:
    case = _Case(number, role)
    rectification.leave_as_it_is(
        case.id, reasons=_read(reasons), statement=_read(statement), by=case.by, at=case.at
    )


@_command("erase", _("Show what goes and what stays; with --apply erase it for good (Art. 17)."))
@click.option("--category", "categories", multiple=True, metavar="KEY")
@click.option("--apply", "is_applied", is_flag=True, help=str(_("Do it. It cannot be undone.")))
def erase(*, number: str, categories: tuple[str, ...], is_applied: bool, role: str) -> None:
    case = _Case(number, role)
    wanted = categories or None
    if is_applied:
        made = erasure.erase(case.id, wanted, by=case.by, at=case.at)
        for one in made:
            click.echo(json.dumps(sentences.as_json(one), indent=2))
        return
    notice = notices.in_force(case.at).notice
    for plan in erasure.plans(case.id, wanted, by=case.by, at=case.at):
        for item in plan.items:
            named = sentences.category(notice, item.category)
            click.echo(f"{named}: {sentences.of_item(item, notice)}")
    click.echo(gettext("Nothing was erased. Say --apply to do it."), err=True)


# --- Restriction, objection, withdrawal -----------------------------------------------------------


@_command("restrict", _("Restrict the use of the data from now on (Art. 18)."))
@click.option("--ground", type=click.Choice(GROUNDS), required=True)
def restrict(*, number: str, ground: Ground, role: str) -> None:
    case = _Case(number, role)
    restriction.restrict(case.id, ground, by=case.by, at=case.at)


@_command("announce-lifting", _("Tell the person that a restriction will end (Art. 18(3))."))
@click.option("--on", required=True, type=click.DateTime(["%Y-%m-%d"]))
@_file("--reasons", _("What the person is told."), required=True)
def announce_lifting(*, number: str, on: datetime, reasons: IO[str], role: str) -> None:
    case = _Case(number, role)
    restriction.announce_lifting(
        case.id, on=on.date(), reasons=_read(reasons), by=case.by, at=case.at
    )


@_command("lifting-told", _("Write down that the person was told."))
def lifting_told(*, number: str, role: str) -> None:
    case = _Case(number, role)
    restriction.lifting_told(case.id, "told", by=case.by, at=case.at)


@_command("lift", _("End a restriction, after the person was told."))
def lift(*, number: str, role: str) -> None:
    case = _Case(number, role)
    restriction.lift(case.id, by=case.by, at=case.at)


@_command("end-marketing", _("End all direct marketing to the person at once (Art. 21(2)-(3))."))
@click.option("--more", is_flag=True, help=str(_("Something else is objected to as well.")))
def end_marketing(*, number: str, more: bool, role: str) -> None:
    case = _Case(number, role)
    objection.end_marketing(case.id, is_all=not more, by=case.by, at=case.at)


@_command("rest", _("Restrict the data while an objection is weighed (Art. 18(1)(d))."))
def rest(*, number: str, role: str) -> None:
    case = _Case(number, role)
    objection.rest_meanwhile(case.id, by=case.by, at=case.at)


@_command("uphold", _("Give way to an objection: stop the use (Art. 21(1))."))
@click.option("--for", "purposes", multiple=True, required=True, metavar="PURPOSE")
@_file("--reasons", _("What the person is told."))
def uphold(*, number: str, purposes: tuple[str, ...], reasons: IO[str] | None, role: str) -> None:
    case = _Case(number, role)
    objection.uphold(case.id, purposes, reasons=_read(reasons), by=case.by, at=case.at)


@_command("reject", _("Go on in spite of an objection, with reasons and a balancing (Art. 21(1))."))
@click.option("--for", "purposes", multiple=True, required=True, metavar="PURPOSE")
@_file("--reasons", _("What the person is told."), required=True)
@_file("--balancing", _("JSON with interest, necessity and weighing."), required=True)
def reject(
    *, number: str, purposes: tuple[str, ...], reasons: IO[str], balancing: IO[str], role: str
) -> None:
    case = _Case(number, role)
    objection.reject(
        case.id,
        purposes,
        reasons=_read(reasons),
        balancing=_balancing(_read(balancing)),
        by=case.by,
        at=case.at,
    )


def _balancing(written: str) -> objection.Balancing:
    try:
        steps = json.loads(written)
        return objection.Balancing(*(str(steps[name]) for name in _WEIGHED))
    except (ValueError, RecursionError, KeyError, TypeError):
        raise NotAFile from None


@_command("withdraw-consent", _("End consents at once, as the person takes them back (Art. 7(3))."))
@click.option("--for", "purposes", multiple=True, required=True, metavar="PURPOSE")
def withdraw_consent(*, number: str, purposes: tuple[str, ...], role: str) -> None:
    case = _Case(number, role)
    withdrawal.withdraw_consents(case.id, purposes, by=case.by, at=case.at)


# --- The letter -----------------------------------------------------------------------------------


@_command("letter", _("Show the letter as it would be sent."))
def letter(*, number: str, role: str) -> None:
    case = _Case(number, role)
    click.echo(as_text(answering.preview(case.id, by=case.by, at=case.at)))


@_command("send", _("Send the answer by a one-time link, or prepare it on paper."))
@click.option("--by", "delivery", type=click.Choice(["link", "paper"]), required=True)
def send(*, number: str, delivery: answering.By, role: str) -> None:
    case = _Case(number, role)
    answering.answer(case.id, delivery, by=case.by, at=case.at)


@_command("print", _("Write the letter and what goes with it to a new folder, to be posted."))
@click.option("--to", required=True, type=click.Path(file_okay=False, path_type=Path))
def print_(*, number: str, to: Path, role: str) -> None:
    case = _Case(number, role)
    files = answering.answer_files(case.id, by=case.by, at=case.at)
    for name, content in files.items():
        place = to / name
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_new(place, content)


@_command("posted", _("Write down that the answer was posted; the request is closed."))
def posted(*, number: str, role: str) -> None:
    case = _Case(number, role)
    answering.answer_told(case.id, "paper", by=case.by, at=case.at)


@_command("send-again", _("Send a new link to an answer; the old one ends."))
def send_again(*, number: str, role: str) -> None:
    case = _Case(number, role)
    answering.send_again(case.id, by=case.by, at=case.at)
