"""`seloste check`: does the notice hold?"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from seloste.cli import register
from seloste.cli.options import home_option, json_option
from seloste.evidence.operations import examine
from seloste.evidence.rendering import (
    report_as_json,
    report_as_page,
    report_as_pdf,
    report_as_text,
)
from seloste.evidence.values import Report
from seloste.kernel.actors import system
from seloste.kernel.languages import LANGUAGES

FORMS: Mapping[str, Callable[[Report], str | bytes]] = {
    "text": report_as_text,
    "json": report_as_json,
    "html": report_as_page,
    "pdf": report_as_pdf,
}


@click.command(
    help=str(
        _(
            "Does the notice hold? Each clause with its evidence, looked at now. Exit status 1 when "
            "something does not hold.\n\n"
            "Example: seloste check --lang fi --format pdf --out report.pdf"
        )
    )
)
@home_option
@json_option
@click.option("--lang", type=click.Choice(LANGUAGES), help=str(_("Language of the report.")))
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMS)),
    default="text",
    show_default=True,
    help=str(_("The form of the report.")),
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help=str(_("Write to this file rather than to the terminal.")),
)
def check(*, as_json: bool, lang: str | None, form: str, out: Path | None) -> None:
    at = timezone.now()
    register.require(at)
    report = examine(by=system("cli"), at=at)
    with translation.override(lang or translation.get_language()):
        made = FORMS["json" if as_json else form](report)
    content = made.encode() if isinstance(made, str) else made
    if out is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    else:
        out.write_bytes(content)
    sys.exit(0 if report.holds else 1)
