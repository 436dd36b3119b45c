"""What may be wrong with the audit trail, as sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from seloste.audit.values import Finding, Kind

FINDINGS: Mapping[Kind, Any] = {
    Kind.CHANGED: _("Line %(position)s was changed after it was written."),
    Kind.REMOVED: _("Before line %(position)s something is missing: %(count)s lines were removed."),
    Kind.INSERTED: _("From line %(position)s on there are %(count)s lines that were put in."),
    Kind.MOVED: _("The line at place %(position)s was written at place %(written_at)s and moved."),
    Kind.REWRITTEN: _(
        "Of the lines from %(position)s to %(last)s at least one is not what the checkpoint of "
        "%(size)s lines (%(place)s) covers: they were written anew."
    ),
    Kind.TAIL_CUT: _(
        "The trail ends at line %(position)s, but there were %(size)s lines (%(place)s): its end "
        "was cut off."
    ),
    Kind.UNPROVEN: _(
        "Line %(position)s has waited too long for a checkpoint. Is the worker running?"
    ),
    Kind.FORGED: _("A checkpoint (%(place)s) bears our name, and its signature is false."),
    Kind.UNKNOWN_SIGNER: _("A checkpoint or key (%(place)s) is not of this register."),
    Kind.UNREADABLE: _("A checkpoint (%(place)s) cannot be read."),
    Kind.FOREIGN: _("A checkpoint (%(place)s) belongs to another trail."),
    Kind.CONTRADICTION: _(
        "Two checkpoints of %(size)s lines (%(place)s, %(other)s) say different things."
    ),
    Kind.PEAKS_CHANGED: _(
        "What is stored beside the checkpoint of %(size)s lines (%(place)s) was changed."
    ),
    Kind.CHECKPOINT_LOST: _(
        "%(count)s checkpoints in %(place)s are missing from the database, the first of "
        "%(size)s lines."
    ),
    Kind.FILE_MISSING: _("The file %(place)s with the checkpoints is missing."),
    Kind.FILE_EMPTY: _("The file %(place)s with the checkpoints is empty."),
    Kind.FILE_BEHIND: _(
        "%(count)s checkpoints are missing from %(place)s, the first of %(size)s lines."
    ),
}


def of_finding(finding: Finding) -> str:
    """Return the sentence of a finding about the audit trail in the active language."""
    facts = {"position": finding.position, "size": "?", **finding.facts}
    return str(FINDINGS[finding.kind]) % facts
