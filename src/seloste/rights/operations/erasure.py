"""Erasure: what goes and what stays is shown first, then done, then told (Art. 17, 19)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db import transaction

from seloste.audit.turns import take_turn
from seloste.disclosures.queries import duties_of
from seloste.disclosures.values import DutyView
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId
from seloste.retention.errors import NothingToErase
from seloste.retention.operations import erasing
from seloste.retention.queries import certificates_by_cause
from seloste.retention.values import CertificateView, ErasurePlan, Kept
from seloste.rights.carrying import Case, Result, begin, persons_of, settle_part, told_of
from seloste.rights.errors import CopyFirst, NobodyMatched
from seloste.rights.filing import office, open_row
from seloste.rights.letters import outcomes as done
from seloste.rights.models import RequestPart


def plans(
    request_id: int,
    categories: Collection[str] | None = None,
    *,
    by: Actor,
    at: datetime,
) -> list[ErasurePlan]:
    """Return what would go of the person and what would stay, why, and until when.

    Raises:
        NobodyMatched: it is not known yet whom the request is about.
        NoSuchRequest, NotOpen, NotAllowed: as their names say.
    """
    office(by=by, at=at)
    persons = persons_of(open_row(request_id))
    if not persons:
        raise NobodyMatched
    return [erasing.plan(p, categories, request=request_id, at=at) for p in persons]


def erase(
    request_id: int,
    categories: Collection[str] | None = None,
    *,
    by: Actor,
    at: datetime,
) -> list[CertificateView]:
    """Erase what may go, and keep for the letter what went, what stays and who is told.

    What had to stay goes by itself when its reason ends. It is done in steps, each whole in itself: cut off anywhere, it is finished by doing it again.

    Args:
        request_id: which request.
        categories: only these; None means everything that may go.
        by: who does it.
        at: now, UTC.

    Returns:
        The certificates; none when nothing could go yet, which the letter then says with reasons.

    Raises:
        CopyFirst: the same request asks for a copy, which has to be made before.
        NobodyMatched, NotAskedFor, DecidedAlready, IdentityOpen, AuthorityOpen: as they say.
        NoSuchRequest, NotOpen, NotAllowed, MayNotErase: as their names say.

    Source: GDPR Art. 12(4), 17(1), 17(3), 19.
    """
    case = _begin(request_id, by=by, at=at)
    kept: list[Kept] = []
    for person in case.persons:
        try:
            erasing.erase(person, categories, cause=case.cause, request=request_id, by=by, at=at)
        except NothingToErase:
            planned = erasing.erase_later(
                person, categories, cause=case.cause, request=request_id, by=by, at=at
            )
            kept += [erasing.kept(item) for item in planned.staying]
    return _settle(request_id, kept, by=by, at=at)


@transaction.atomic(durable=True)
def _begin(request_id: int, *, by: Actor, at: datetime) -> Case:
    take_turn()
    case = begin(request_id, "erasure", by=by, at=at)
    copy_open = RequestPart.objects.filter(
        request_id=request_id, kind__in=["access", "portability"], state="open"
    )
    if copy_open.exists():
        raise CopyFirst
    _ = case.persons
    return case


@transaction.atomic(durable=True)
def _settle(
    request_id: int, kept: Sequence[Kept], *, by: Actor, at: datetime
) -> list[CertificateView]:
    take_turn()
    case = begin(request_id, "erasure", by=by, at=at)
    certificates = list(certificates_by_cause(case.cause))
    stays = [*(each for one in certificates for each in one.kept), *kept]
    gone = tuple(dict.fromkeys(key for one in certificates for key in one.categories))
    outcome = done.Erased(
        gone=gone, stays=_stays(stays), told=told_of(_duties(case.persons, case.cause))
    )
    settle_part(case, [outcome], _result(outcome), reason="still_needed" if not gone else "")
    return certificates


def _duties(persons: Iterable[PersonId], cause: str) -> list[DutyView]:
    return [duty for person in persons for duty in duties_of(person, cause=cause)]


def _stays(kept: Iterable[Kept]) -> tuple[done.Stays, ...]:
    """Return what stays, each category and reason once, with the latest day."""
    found: dict[tuple[str, str], done.Stays] = {}
    for each in kept:
        key = (each.category, each.why)
        before = found.get(key)
        until = each.until
        if before is not None and before.until and until:
            until = max(before.until, until)
        found[key] = done.Stays(each.category, each.why, each.purpose, until)
    return tuple(found.values())


def _result(outcome: done.Erased) -> Result:
    if not outcome.gone:
        return "refused" if outcome.stays else "granted"
    return "partly_granted" if outcome.stays else "granted"
