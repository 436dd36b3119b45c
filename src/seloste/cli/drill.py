"""`seloste drill`: that a backup brings back the register and nobody who was erased."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

import click
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seloste.backups.operations import drilling
from seloste.backups.values import DrillReport
from seloste.cli import register
from seloste.cli.options import home_option, json_option
from seloste.kernel.actors import system


@click.command(
    help=str(
        _(
            "Back up, erase an invented person, restore into a scratch place, and look for that "
            "person with every key that exists. Exit status 1 when anything of them is found.\n\n"
            "Example: seloste drill"
        )
    )
)
@home_option
@json_option
def drill(*, as_json: bool) -> None:
    at = timezone.now()
    register.recover_at_start(at)
    register.require(at)
    report = drilling.drill(by=system("cli"), at=at)
    sys.stdout.write(_as_json(report) if as_json else _as_text(report))
    sys.exit(0 if report.holds else 1)


def _as_json(report: DrillReport) -> str:
    answer = {**asdict(report), "at": report.at.isoformat(), "holds": report.holds}
    return json.dumps(answer, indent=2) + "\n"


def _as_text(report: DrillReport) -> str:
    lines = [
        gettext("The register was restored from its archives, and somebody who stayed opens there.")
        if report.restored
        else gettext("The register did not come back from its archives."),
        gettext("Sealed records of the erased person in the archive made before: %(number)s.")
        % {"number": report.seen_before},
        gettext("Of these, opened by one of the %(keys)s keys that still exist: %(number)s.")
        % {"keys": report.keys_tried, "number": report.opened},
        gettext("Found of the erased person in the restored register: %(number)s.")
        % {"number": report.found_after},
        gettext("The audit trail of the restored register holds.")
        if report.trail_holds
        else gettext("The audit trail of the restored register does not hold."),
        gettext("The drill succeeded: nobody who was erased comes back.")
        if report.holds
        else gettext(
            "The drill failed. Keep the archives and look into it before the next backup."
        ),
    ]
    return "\n".join(lines) + "\n"
