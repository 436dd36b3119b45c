"""Objection: marketing ends at once; otherwise the data rest while the grounds are weighed (Art. 21)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from seloste.audit.turns import take_turn
from seloste.consents import endings
from seloste.consents import rules as consents
from seloste.kernel.actors import Actor
from seloste.rights.carrying import Case, begin, settle_part
from seloste.rights.errors import NoSuchPurposeHere, NothingWritten
from seloste.rights.letters import outcomes as done
from seloste.rights.operations.restriction import restrict_persons, restrictions_from
from seloste.usability.rules import marketing_purposes


@dataclass(frozen=True, slots=True, repr=False)
class Balancing:
    """Why our grounds override the person's, or do not: the three steps, written down.

    Attributes:
        interest: which compelling legitimate ground, or which legal claim.
        necessity: why nothing milder does.
        weighing: the person's situation against it.
    """

    interest: str
    necessity: str
    weighing: str


@transaction.atomic(durable=True)
def end_marketing(
    request_id: int, *, is_all: bool = True, by: Actor, at: datetime
) -> tuple[str, ...]:
    """End direct marketing to the person at once, for good; return the purposes that it ended.

    Who says no is not put to the proof: stopping harms nobody.

    Args:
        request_id: which request.
        is_all: nothing else is objected to; the part is decided then.
        by: who does it.
        at: now, UTC.

    Raises:
        NobodyMatched, NotAskedFor, DecidedAlready: as their names say.
        NoSuchRequest, NotOpen, NotAllowed: as their names say.

    Source: GDPR Art. 21(2)-(3).
    """
    take_turn()
    case = begin(request_id, "objection", by=by, at=at, proven=False)
    for person in case.persons:
        endings.ban(person, said=case.said, moment=case.moment)
    purposes = marketing_purposes(case.desk.notice)
    outcome = done.MarketingEnded(purposes, case.desk.today)
    settle_part(case, [outcome], "granted" if is_all else None)
    return purposes


@transaction.atomic(durable=True)
def rest_meanwhile(request_id: int, *, by: Actor, at: datetime) -> list[int]:
    """Restrict the data while it is weighed whether our grounds override the person's.

    Raises:
        NobodyMatched, NotAskedFor, DecidedAlready, IdentityOpen, AuthorityOpen: as they say.
        NoSuchRequest, NotOpen, NotAllowed: as their names say.

    Source: GDPR Art. 18(1)(d), 21(1).
    """
    take_turn()
    case = begin(request_id, "objection", by=by, at=at)
    if found := restrictions_from(case.row):
        return [one.id for _, one in found]
    made, _ = restrict_persons(case, "objection_pending")
    settle_part(case, [], None)
    return made


@transaction.atomic(durable=True)
def uphold(
    request_id: int, purposes: Sequence[str], *, reasons: str = "", by: Actor, at: datetime
) -> None:
    """Stop the use of the person's data for these purposes: they objected and we give way.

    Raises:
        NoSuchPurposeHere: none was named.
        NotObjectable: a purpose rests on a basis that gives no right to object.
        NobodyMatched, NotAskedFor, DecidedAlready, IdentityOpen, AuthorityOpen: as they say.
        NoSuchRequest, NotOpen, NotAllowed: as their names say.

    Source: GDPR Art. 21(1).
    """
    take_turn()
    case = begin(request_id, "objection", by=by, at=at)
    _check_objectable(case, purposes)
    for person in case.persons:
        for purpose in purposes:
            endings.object_to(person, purpose, said=case.said, moment=case.moment)
    outcome = done.ObjectionUpheld(tuple(purposes), reasons.strip())
    settle_part(case, [outcome, *_ending(case)], "granted")


@transaction.atomic(durable=True)
def reject(
    request_id: int,
    purposes: Sequence[str],
    *,
    reasons: str,
    balancing: Balancing,
    by: Actor,
    at: datetime,
) -> None:
    """Go on using the person's data for these purposes, on compelling grounds, with reasons.

    Args:
        request_id: which request.
        purposes: keys of the notice.
        reasons: what the person is told.
        balancing: how it was weighed; kept sealed, to prove it.
        by: who decides.
        at: now, UTC.

    Raises:
        NothingWritten: reasons or a step of the balancing are missing.
        NoSuchPurposeHere, NotObjectable: as for `uphold`; marketing is never weighed.
        NobodyMatched, NotAskedFor, DecidedAlready, IdentityOpen, AuthorityOpen: as they say.
        NoSuchRequest, NotOpen, NotAllowed: as their names say.

    Source: GDPR Art. 5(2), 12(4), 21(1).
    """
    take_turn()
    case = begin(request_id, "objection", by=by, at=at)
    _check_objectable(case, purposes)
    if set(purposes) & set(marketing_purposes(case.desk.notice)):
        raise NoSuchPurposeHere
    steps = asdict(balancing)
    if not all(text.strip() for text in (reasons, *steps.values())):
        raise NothingWritten
    outcome = done.ObjectionRejected(tuple(purposes), reasons.strip())
    settle_part(
        case,
        [outcome, *_ending(case)],
        "refused",
        reason="compelling_grounds",
        written={"balancing": steps},
    )


def _check_objectable(case: Case, purposes: Sequence[str]) -> None:
    if not purposes:
        raise NoSuchPurposeHere
    for purpose in purposes:
        consents.check_objectable(case.desk.notice, purpose)


def _ending(case: Case) -> list[done.Outcome]:
    """Return the word that the restriction ends, which is told before it does (Art. 18(3))."""
    found = [one for _, one in restrictions_from(case.row) if one.ground == "objection_pending"]
    if not found:
        return []
    since = min(case.desk.day_of(one.since) for one in found)
    return [done.RestrictionEnds(since=since, on=case.desk.today, reasons="")]
