"""`seloste audit`: verify, sign, export and cut the trail."""

from __future__ import annotations

import json
import sys
from datetime import datetime

import click
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seloste.audit.checkpointing import make_checkpoint
from seloste.audit.values import Verdict
from seloste.audit.verifying import exported, verify_register
from seloste.cli import register
from seloste.cli.options import home_option, json_option
from seloste.kernel.actors import system
from seloste.readings.retention import count_past_their_day, cut_log, log_kept_since
from seloste.wording.findings import of_finding


@click.group(help=str(_("Verify, sign, export and cut the audit trail.")))
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
def verify(*, as_json: bool) -> None:
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


@audit.command(
    help=str(
        _(
            "Say how many lines are past their day under the notice in force. With --apply they are "
            "removed, and a signed cut takes their place. The worker does so once a day.\n\n"
            "Example: seloste audit cut --apply"
        )
    )
)
@home_option
@json_option
@click.option(
    "--apply/--dry-run", "is_meant", default=False, help=str(_("Remove them, or only count them."))
)
def cut(*, as_json: bool, is_meant: bool) -> None:
    at = timezone.now()
    register.require(at)
    since = log_kept_since(at)
    number = cut_log(by=system("cli"), at=at) if is_meant else count_past_their_day(at)
    if as_json:
        kept = None if since is None else since.isoformat()
        answer = {"lines": number, "removed": is_meant, "kept_since": kept}
        sys.stdout.write(json.dumps(answer) + "\n")
    else:
        sys.stdout.write(_of_cut(number, since, is_meant=is_meant) + "\n")


def _of_cut(number: int, since: datetime | None, *, is_meant: bool) -> str:
    if since is None:
        return gettext(
            "Nothing is removed. No storage period of the notice in force counts from the day of a "
            "log entry."
        )
    facts = {"number": number, "time": localize(since)}
    if is_meant:
        return gettext("Removed: %(number)s lines from before %(time)s (UTC).") % facts
    return (
        gettext(
            "Past their day: %(number)s lines from before %(time)s (UTC). --apply removes them."
        )
        % facts
    )


def _as_json(verdict: Verdict) -> str:
    findings = [
        {
            "kind": finding.kind.value,
            "position": finding.position,
            "facts": dict(finding.facts),
            "message": of_finding(finding),
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
        return "".join(f"{of_finding(finding)}\n" for finding in verdict.findings)
    sentence = gettext(
        "The trail holds: %(size)s lines, of which checkpoints cover the first %(proven)s."
    )
    return sentence % {"size": verdict.size, "proven": verdict.proven} + "\n"
