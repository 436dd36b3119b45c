"""`seloste customers`: import, export, find and merge."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import cast

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from seloste.audit.checkpointing import make_checkpoint
from seloste.cli import register
from seloste.cli.options import home_option, json_option
from seloste.contracts import operations as contracts
from seloste.customers import queries, sentences
from seloste.customers.files.faults import FileRefused
from seloste.customers.files.mapping_files import read_mapping
from seloste.customers.operations import finding, merging
from seloste.exchange.operations.exporting import export as export_to
from seloste.exchange.operations.importing import import_file, preview
from seloste.exchange.values import Counts, Format, LineOutcome, Order, Result, Step
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId

_MOST_LINES = 50

_purpose = click.option(
    "--purpose", default="customer_care", show_default=True, help=_("Purpose of the notice.")
)
_role = click.option(
    "--as",
    "role",
    default="owner",
    show_default=True,
    help=_("Role of the notice in which you act."),
)


def _begin(role: str = "owner") -> tuple[Actor, datetime]:
    """Return who acts and when, once there is a register; what is done is signed at the end."""
    at = timezone.now()
    register.require(at)
    click.get_current_context().call_on_close(lambda: make_checkpoint(timezone.now()))
    return Actor(handle="operator", role=role, way_in="cli"), at


@click.group(help=_("Import, export, find and merge customers."))
def customers() -> None:
    """Hold the commands together."""


@customers.command(
    "import",
    help=_("Import customers from CSV, XLSX or vCard.")
    + "\n\n"
    + _("Example: seloste customers import customers.csv --dry-run"),
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("YAML file that says what your own headings mean."),
)
@click.option("--dry-run", is_flag=True, help=_("Say what would happen; write nothing."))
@click.option(
    "--rejects",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("Where refused rows go; beside the file if left out."),
)
@click.option(
    "--source",
    default="data_subject",
    show_default=True,
    type=click.Choice(
        ["data_subject", "employer", "public_register", "registrar", "generated", "other"]
    ),
    help=_("Where the data come from, unless a row says it."),
)
@click.option("--country", default="FI", show_default=True, help=_("For rows that name none."))
@_purpose
@_role
@json_option
@home_option
def import_(
    *,
    file: Path,
    mapping: Path | None,
    dry_run: bool,
    rejects: Path | None,
    source: str,
    country: str,
    purpose: str,
    role: str,
    as_json: bool,
) -> None:
    """Import a file, or say what an import would do."""
    order = Order(
        path=file,
        purpose=purpose,
        source=source,
        country=country,
        rejects=None if dry_run else rejects or file.with_suffix(".rejects.csv"),
    )
    by, at = _begin(role)
    try:
        if mapping is not None:
            with mapping.open("rb") as opened:
                order = replace(order, mapping=read_mapping(opened))
        steps = preview(order, by=by, at=at) if dry_run else import_file(order, by=by, at=at)
        last = _followed(steps, quiet=as_json)
    except FileRefused as refused:
        click.echo(sentences.says_of_file(refused), err=True)
        sys.exit(1)
    if order.rejects is not None and not (last.counts.refused or last.counts.duplicates):
        order.rejects.unlink(missing_ok=True)
    if as_json:
        click.echo(json.dumps(asdict(last.counts)))
    else:
        _summarise(last, order, dry_run=dry_run)


def _followed(steps: Iterator[Step], *, quiet: bool) -> Step:
    """Show the way of an import: a bar that grows, and a line for each row that needs a look."""
    last, shown = Step(Counts(), 0.0), 0
    with click.progressbar(length=1000, label=_("Importing"), file=sys.stderr) as bar:
        for step in steps:
            bar.update(int(step.progress * 1000) - bar.pos)
            if not quiet:
                for outcome in step.outcomes[: max(0, _MOST_LINES - shown)]:
                    click.echo(_line(outcome))
                shown += len(step.outcomes)
                _tell_headings(step)
            last = step
        bar.update(1000 - bar.pos)
    if not quiet and shown > _MOST_LINES:
        click.echo(
            _("… and %(number)s more lines; the rejects file has them all.")
            % {"number": shown - _MOST_LINES}
        )
    return last


def _line(outcome: LineOutcome) -> str:
    if outcome.result is Result.REFUSED:
        return sentences.says_of_line(outcome.faults, line=outcome.line)
    why = " ".join(sentences.says(fault) for fault in outcome.faults)
    says = {
        Result.UPDATED: _("Line %(line)s: the customer was updated. %(why)s"),
        Result.DUPLICATE: _("Line %(line)s: a duplicate, not imported. %(why)s"),
        Result.IMPORTED: _(
            "Line %(line)s: imported, but a customer with a near name lives at the same place. "
            "Compare them: seloste customers duplicates"
        ),
    }[outcome.result]
    return (says % {"line": outcome.line, "why": why}).strip()


def _tell_headings(step: Step) -> None:
    if step.unknown_headings:
        click.echo(
            _(
                "Not imported, because the headings are not known: %(headings)s. Name them in a file with --mapping."
            )
            % {"headings": ", ".join(step.unknown_headings)}
        )
    if step.missing_headings:
        click.echo(
            _("The mapping names headings that the file does not have: %(headings)s.")
            % {"headings": ", ".join(step.missing_headings)}
        )


def _summarise(last: Step, order: Order, *, dry_run: bool) -> None:
    counts = asdict(last.counts)
    if last.finished_earlier is not None:
        click.echo(
            _("This file was imported on %(day)s already; nothing was done again.")
            % {"day": last.finished_earlier.date()}
        )
    says = (
        _(
            "Nothing was written. Read: %(read)s, would import: %(imported)s, update: %(updated)s, duplicates: %(duplicates)s, refused: %(refused)s."
        )
        if dry_run
        else _(
            "Read: %(read)s, imported: %(imported)s, updated: %(updated)s, duplicates: %(duplicates)s, refused: %(refused)s."
        )
    )
    click.echo(says % counts)
    if order.rejects is not None and order.rejects.exists():
        click.echo(
            _("Rows that were not imported are in %(file)s. Mend them and import that file.")
            % {"file": order.rejects}
        )


@customers.command(
    help=_("Write all customers to a file; each one counts as a reading.")
    + "\n\n"
    + _("Example: seloste customers export customers.xlsx --purpose invoicing"),
)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--format", "chosen", type=click.Choice(["csv", "xlsx", "vcard"]))
@_purpose
@_role
@home_option
def export(file: Path, chosen: str | None, purpose: str, role: str) -> None:
    """Export to a file that only its owner may read."""
    by, at = _begin(role)
    endings = {".csv": "csv", ".xlsx": "xlsx", ".vcf": "vcard"}
    format_ = chosen or endings.get(file.suffix.lower(), "csv")
    draft = file.with_name(f".{file.name}.part")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w+b") as target:
            written = export_to(
                target,
                format_=cast("Format", format_),
                purpose=purpose,
                by=by,
                at=at,
            )
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
    click.echo(_("Wrote %(count)s rows to %(file)s.") % {"count": written.rows, "file": file})
    if written.left_out:
        click.echo(
            _("Left out: %(count)s customers whose data may not be used for this purpose now.")
            % {"count": written.left_out}
        )


@customers.command(
    help=_("Find customers by name, e-mail, telephone, business id, number or domain.")
    + "\n\n"
    + _("Example: seloste customers find makinen --purpose customer_care --as support"),
)
@click.argument("text")
@_purpose
@_role
@json_option
@home_option
def find(*, text: str, purpose: str, role: str, as_json: bool) -> None:
    """Find customers; each one found counts as a reading."""
    by, at = _begin(role)
    found = finding.find(text, purpose=purpose, by=by, at=at)
    if as_json:
        rows = [
            {"id": str(one.id), "kind": one.kind, "name": one.name, "number": one.number}
            for one in found
        ]
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for one in found:
        click.echo(f"{one.number:>10}  {one.name}  ({one.id})")
    if not found:
        click.echo(_("Nobody was found. Try the beginning of a name, or a whole e-mail address."))


@customers.command(
    help=_("List pairs of customers who may be one.")
    + "\n\n"
    + _("Example: seloste customers duplicates"),
)
@home_option
def duplicates() -> None:
    """List pairs by their ids: nothing is opened."""
    _begin()
    pairs = queries.possible_duplicates(limit=1000)
    for pair in pairs:
        click.echo(f"{pair.first}  {pair.second}  {pair.reason}")
    click.echo(_("%(number)s pairs.") % {"number": len(pairs)})


@customers.command(
    help=_("Make one customer of two; nothing is lost.")
    + "\n\n"
    + _("Example: seloste customers merge 7654321 1234567"),
)
@click.argument("keep", type=int)
@click.argument("gone", type=int)
@click.option("--apart", is_flag=True, help=_("Note that they are two, and merge nothing."))
@_purpose
@_role
@home_option
def merge(*, keep: int, gone: int, apart: bool, purpose: str, role: str) -> None:
    """Merge `gone` into `keep`, or note that they are two."""
    by, at = _begin(role)
    if apart:
        merging.keep_apart(PersonId(keep), PersonId(gone), by=by, at=at)
        click.echo(_("Noted: they are two customers."))
        return
    contracts.merge_customers(PersonId(keep), PersonId(gone), purpose=purpose, by=by, at=at)
    click.echo(_("The two customers are one now."))
