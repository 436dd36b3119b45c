"""`seloste notice`: check, show, compare and publish the notice."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import cast

import click
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from seloste.cli.options import home_option, json_option
from seloste.kernel.languages import LANGUAGES, Language
from seloste.notice import sentences
from seloste.notice.differences import compare
from seloste.notice.findings import Finding
from seloste.notice.loading import read_notice_file
from seloste.notice.rules.linting import has_errors
from seloste.notice.rules.linting import lint as lint_notice
from seloste.notice.sentences import Said
from seloste.notice.unreadable import Unreadable
from seloste.notice.values import Notice

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FORMATS = ("html", "pdf", "text", "jsonld", "art30")


@click.group(help=str(_("Check, show, compare and publish the notice.")))
def notice() -> None:
    """Hold the commands together."""


@notice.command(
    help=str(
        _(
            "Say what a notice lacks and what in it cannot stand: file, line, rule, article and "
            "cure. Exit status 1 if something stops its publication. Needs no register.\n\n"
            "Example: seloste notice lint notices/palvelin-example.yaml --json"
        )
    )
)
@click.argument("file", type=_FILE)
@json_option
def lint(*, file: Path, as_json: bool) -> None:
    findings = _findings(file)
    if as_json:
        told = sentences.findings_as_json(findings, _language())
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(_as_text(file, findings))
    sys.exit(1 if has_errors(findings) else 0)


def _findings(file: Path) -> list[Finding]:
    try:
        loaded = read_notice_file(file)
    except Unreadable as refusal:
        return sentences.findings_of(refusal)
    return lint_notice(loaded.notice, loaded.positions, on=timezone.localdate())


def _as_text(file: Path, findings: list[Finding]) -> str:
    said = [sentences.say(finding, _language()) for finding in findings]
    errors = sum(finding.severity == "error" for finding in findings)
    if not said:
        return gettext("%(file)s: nothing to mend.") % {"file": file} + "\n"
    closing = ngettext(
        "%(count)s finding, of which %(errors)s stop publication.",
        "%(count)s findings, of which %(errors)s stop publication.",
        len(said),
    )
    told = "\n".join(_paragraph(file, finding) for finding in said)
    return f"{told}\n{closing % {'count': len(said), 'errors': errors}}\n"


def _paragraph(file: Path, said: Said) -> str:
    severity = {
        "error": gettext("error"),
        "warning": gettext("warning"),
        "note": gettext("note"),
    }[said.severity]
    head = f"{file}:{said.line}: {severity}: {said.rule}"
    where = " · ".join(part for part in (said.path, said.article) if part)
    return f"{head}\n    {where}\n    {said.message}\n    → {said.cure}\n"


@notice.command(
    help=str(
        _(
            "Show a notice as people, printers and machines read it, and the record of processing "
            "activities (Art. 30). art30 is a page, or with --out record.txt or record.pdf text "
            "or PDF. Needs no register.\n\n"
            "Example: seloste notice render notice.yaml --lang fi --format pdf --out seloste.pdf"
        )
    )
)
@click.argument("file", type=_FILE)
@click.option("--lang", type=click.Choice(LANGUAGES), help=str(_("fi, sv or en.")))
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help=str(_("Write to this file rather than to the terminal.")),
)
def render(file: Path, lang: str | None, form: str, out: Path | None) -> None:
    language = _language() if lang is None else cast("Language", lang)
    shown = _rendered(read_notice_file(file).notice, language, form, out)
    content = shown.encode() if isinstance(shown, str) else shown
    if out is None:
        sys.stdout.buffer.write(content)
    else:
        out.write_bytes(content)


def _rendered(read: Notice, language: Language, form: str, out: Path | None) -> str | bytes:
    # Each form loads only what it needs, so that the others start quickly.
    from seloste.notice.rendering.document import Document
    from seloste.notice.rendering.dpv import as_jsonld
    from seloste.notice.rendering.html import as_page
    from seloste.notice.rendering.pdf import as_pdf
    from seloste.notice.rendering.plain import as_text
    from seloste.notice.rendering.processing_record import processing_record
    from seloste.notice.rendering.public_notice import public_notice

    if form == "jsonld":
        return as_jsonld(read, language)
    document = (processing_record if form == "art30" else public_notice)(read, language)
    dated: date = read.edition.in_force_from
    forms: Mapping[str, Callable[[Document], str | bytes]] = {
        "html": as_page,
        "text": as_text,
        "pdf": lambda shown: as_pdf(shown, dated=dated),
    }
    by_suffix = {".txt": "text", ".pdf": "pdf"}
    chosen = by_suffix.get(out.suffix if out else "", "html") if form == "art30" else form
    return forms[chosen](document)


@notice.command(
    help=str(
        _(
            "Say how two files of a notice differ, and what the differences ask of the controller: "
            "editorial, material, new purpose or new recipient. Needs no register.\n\n"
            "Example: seloste notice diff edition-1.yaml edition-2.yaml"
        )
    )
)
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@json_option
def diff(*, old: Path, new: Path, as_json: bool) -> None:
    from seloste.notice.rendering import changes

    before, after = read_notice_file(old).notice, read_notice_file(new).notice
    found = compare(before, after)
    told = changes.changes(before, after, found, _language())
    if as_json:
        answer = {
            "class": found.change_class,
            "differences": [
                {
                    "path": ".".join(difference.path),
                    "class": difference.change_class,
                    "before": difference.before,
                    "after": difference.after,
                    "sentence": change.sentence,
                }
                for difference, change in zip(found.differences, told, strict=True)
            ],
        }
        sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")
        return
    if not told:
        sys.stdout.write(gettext("The two say the same.") + "\n")
        return
    sys.stdout.writelines(f"[{change.kind}] {change.sentence}\n" for change in told)
    kind = changes.kind(found.change_class, _language())
    sys.stdout.write("\n" + gettext("In all: %(kind)s.") % {"kind": kind} + "\n")


@notice.command(
    help=str(
        _(
            "Publish a notice as the next edition of the register. Nothing is published when the "
            "linter finds an error or the data in the register contradict it.\n\n"
            "Example: seloste notice publish notice.yaml"
        )
    )
)
@click.argument("file", type=_FILE)
@home_option
@json_option
def publish(*, file: Path, as_json: bool) -> None:
    from seloste.cli import publishing, register

    at = timezone.now()
    register.require_made()
    done = publishing.publish_file(file, home=Path(settings.HOME), at=at)
    sys.stdout.write(publishing.as_json(done) if as_json else publishing.as_text(done, _language()))


@notice.command(
    help=str(
        _(
            "Note that all whom an edition concerns were told of it.\n\n"
            "Example: seloste notice told 2"
        )
    )
)
@click.argument("number", type=int)
@home_option
def told(*, number: int) -> None:
    from seloste.cli import register
    from seloste.kernel.actors import system
    from seloste.notice.operations import inform

    at = timezone.now()
    register.require(at)
    if inform(number, by=system("cli"), at=at):
        said = _("Noted: people have been told of edition %(number)s.")
    else:
        said = _("Nothing was noted: nobody was to be told of edition %(number)s.")
    sys.stdout.write(str(said) % {"number": number} + "\n")


@notice.command(
    help=str(
        _(
            "Print the JSON Schema of the notice file.\n\nExample: seloste notice schema > notice.json"
        )
    )
)
def schema() -> None:
    from seloste.notice.schema import json_schema_text

    sys.stdout.write(json_schema_text())


def _language() -> Language:
    active = get_language() or ""
    return next((language for language in LANGUAGES if active.startswith(language)), "en")
