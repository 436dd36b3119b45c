"""Examining whether the notice holds, and keeping what was found."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from seloste.audit.recording import record
from seloste.evidence.attestations.looked import Looked
from seloste.evidence.attestations.registry import ATTESTATIONS
from seloste.evidence.clauses.registry import look_at
from seloste.evidence.examination import Examination, begun
from seloste.evidence.models import EvidenceReport
from seloste.evidence.rules import state_of
from seloste.evidence.values import Clause, Report
from seloste.kernel.actors import Actor, system
from seloste.kernel.errors import Refusal
from seloste.kernel.ids import new_id
from seloste.notice import queries as notices
from seloste.notice.editions import EditionInForce
from seloste.notice.errors import NoneInForce
from seloste.notice.values import EditionHead, Notice


def examine(*, by: Actor, at: datetime) -> Report:
    """Look at each clause of the notice in force, keep the report and return it.

    Not one transaction: looking takes long, and others go on working meanwhile. The samples
    are opened, with their reading lines, in one of their own; the report is kept in another.

    Args:
        by: who asks; the samples are opened by the program itself, and nobody sees them.
        at: now, UTC.

    Raises:
        NoneInForce: there is no notice in force.

    Source: GDPR Art. 5(2), 24(1), 32(1)(d).
    """
    started = time.monotonic()
    examination = begun(notices.in_force(at), by=by, at=at)
    clauses = tuple(look_at(Looked(examination)))
    report = Report(at=at, edition=examination.edition.number, clauses=clauses)
    report = replace(report, seconds=round(time.monotonic() - started, 2))
    _keep(report, by=by)
    return report


def attested(at: datetime) -> frozenset[str]:
    """Return the security measures that the running register attests now.

    Before the first edition the register is empty: there is nothing to sample yet.
    """
    by = system("cli")
    try:
        edition = notices.in_force(at)
    except NoneInForce:
        edition = _before_the_first(at)
    looked = Looked(Examination(edition, by, at))
    return frozenset(key for key in ATTESTATIONS if _is_attested(key, looked))


def _is_attested(measure: str, looked: Looked) -> bool:
    try:
        return state_of(ATTESTATIONS[measure](looked)) == "holds"
    except Refusal:
        return False


def _before_the_first(at: datetime) -> EditionInForce:
    empty = Notice(seloste=1, edition=EditionHead(number=1, in_force_from=at.date(), changes=None))
    return EditionInForce(number=1, hash="", notice=empty, published_at=at, in_force_at=at)


@transaction.atomic(durable=True)
def _keep(report: Report, *, by: Actor) -> None:
    row = EvidenceReport.objects.create(
        id=new_id(),
        at=report.at,
        edition=report.edition,
        holds=report.holds,
        seconds=report.seconds,
        clauses=[_kept(clause) for clause in report.clauses],
    )
    record("evidence.examined", by=by, at=report.at, ref=str(row.id), edition=report.edition)


def _kept(clause: Clause) -> Mapping[str, object]:
    return {
        "id": clause.id,
        "rule": clause.rule,
        "state": clause.state,
        "evidence": [
            {"code": each.code, "facts": dict(each.facts), "state": each.state}
            for each in clause.evidence
        ],
    }
