"""`seloste audit`: verify, sign and export the trail."""

from __future__ import annotations

import json
import sys

import click
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seloste import wording
from seloste.audit.checkpointing import make_checkpoint
from seloste.audit.values import Verdict
from seloste.audit.verifying import exported, verify_register
from seloste.cli import register
from seloste.cli.options import home_option, json_option


@click.group(help=str(_("Verify, sign and export the audit trail.")))
def audit() -> None:
    """Hold the commands together."""


@audit.command(
    help=str(
        _(
            "Read every line and every checkpoint, and name the first that does not fit. "
            "Exit status 1 if one does not.\n\nExample: seloste audit verify --json"
        )
    )
)
@home_option
@json_option
def verify(as_json: bool) -> None:  # noqa: FBT001 - click gives flags by position
    register.require(timezone.now())
    verdict = verify_register()
    sys.stdout.write(_as_json(verdict) if as_json else _as_text(verdict))
    sys.exit(0 if verdict.holds else 1)


@audit.command(help=str(_("Sign what the trail holds now.\n\nExample: seloste audit checkpoint")))
@home_option
def checkpoint() -> None:
    register.require(timezone.now())
    made = make_checkpoint(timezone.now())
    if made is None:
        sys.stdout.write(gettext("Every line is covered by a checkpoint already.") + "\n")
    else:
        sys.stdout.write(
            gettext("Signed: %(size)s lines, root %(root)s")
            % {"size": made.size, "root": made.root.hex()}
            + "\n"
        )


@audit.command(
    help=str(
        _(
            "Write all lines as JSON, one a line, as they are hashed.\n\n"
            "Example: seloste audit export > trail.jsonl"
        )
    )
)
@home_option
def export() -> None:
    register.require(timezone.now())
    for line in exported():
        sys.stdout.buffer.write(line + b"\n")


def _as_json(verdict: Verdict) -> str:
    findings = [
        {
            "kind": finding.kind.value,
            "position": finding.position,
            "facts": dict(finding.facts),
            "message": wording.of_finding(finding),
        }
        for finding in verdict.findings
    ]
    answer = {
        "holds": verdict.holds,
        "lines": verdict.size,
        "first": verdict.first,
        "proven": verdict.proven,
        "findings": findings,
    }
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def _as_text(verdict: Verdict) -> str:
    if not verdict.holds:
        return "".join(f"{wording.of_finding(finding)}\n" for finding in verdict.findings)
    sentence = gettext(
        "The trail holds: %(size)s lines, of which checkpoints cover the first %(proven)s."
    )
    return sentence % {"size": verdict.size, "proven": verdict.proven} + "\n"
