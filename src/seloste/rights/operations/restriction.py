"""Restriction: the data are stored and nothing else; its end is told before it comes (Art. 18)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from seloste.audit.turns import take_turn
from seloste.disclosures.operations import owe
from seloste.disclosures.queries import duties_of
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId
from seloste.outbox.operations import post, take_back
from seloste.rights.carrying import Case, begin, persons_of, settle_part, told_of
from seloste.rights.errors import LiftNotTold, NoSuchRestrictionOfRequest, NothingWritten
from seloste.rights.filing import Office, note, office, row_of
from seloste.rights.letters import outcomes as done
from seloste.rights.models import RequestEvent, SubjectRequest
from seloste.usability import operations as usability
from seloste.usability.queries import restrictions_of
from seloste.usability.values import Ground, RestrictionView
from seloste.vault.queries import categories_held_by

SEND_LIFTING = "rights.lifting"
"""Work of the outbox: tell the person that a restriction will end, before it does."""

ANNOUNCED, TOLD = "lifting_announced", "lifting_told"


@transaction.atomic(durable=True)
def restrict(request_id: int, ground: Ground, *, by: Actor, at: datetime) -> list[int]:
    """Restrict the use of the person's data from now on; return the restrictions' ids.

    Every recipient that had such data is owed the word of it.

    Raises:
        NobodyMatched, NotAskedFor, DecidedAlready, IdentityOpen, AuthorityOpen: as they say.
        NoSuchRequest, NotOpen, NotAllowed: as their names say.

    Source: GDPR Art. 18(1), 19.
    """
    take_turn()
    case = begin(request_id, "restriction", by=by, at=at)
    made, outcome = restrict_persons(case, ground)
    settle_part(case, [outcome], "granted")
    return made


def restrict_persons(case: Case, ground: Ground) -> tuple[list[int], done.Restricted]:
    """Restrict the data of all whom a request concerns, within an operation."""
    desk, made = case.desk, []
    held = categories_held_by(case.persons)
    for person in case.persons:
        made.append(
            usability.restrict(person, ground=ground, request=case.row.id, by=desk.by, at=desk.at)
        )
        owe(
            person,
            kind="restrict",
            categories=held.get(person, frozenset()),
            cause=case.cause,
            by=desk.by,
            at=desk.at,
        )
    duties = [d for p in case.persons for d in duties_of(p, cause=case.cause)]
    told = told_of([duty for duty in duties if duty.kind == "restrict"])
    return made, done.Restricted(ground, desk.today, told)


@transaction.atomic(durable=True)
def announce_lifting(request_id: int, *, on: date, reasons: str, by: Actor, at: datetime) -> int:
    """Tell the person that the restriction of a request will end, and when; return the event.

    Args:
        request_id: the request from which the restriction came; it may be closed.
        on: the day on which it will end.
        reasons: why; the person is told.
        by: who decides it.
        at: now, UTC.

    Raises:
        NoSuchRestrictionOfRequest: none is on, or the day has passed.
        NothingWritten: there are no reasons.
        NoSuchRequest, NotAllowed: as their names say.

    Source: GDPR Art. 18(3).
    """
    desk = office(by=by, at=at)
    take_turn()
    row = row_of(request_id)
    found = restrictions_from(row)
    if not found or on < desk.today:
        raise NoSuchRestrictionOfRequest
    if not reasons.strip():
        raise NothingWritten
    since = min(desk.day_of(one.since) for _, one in found)
    written = {"since": since.isoformat(), "on": on.isoformat(), "reasons": reasons.strip()}
    event = note(row, ANNOUNCED, office=desk, written=written)
    post(SEND_LIFTING, event, due_at=at)
    return event


@transaction.atomic(durable=True)
def lifting_told(request_id: int, how: str, *, by: Actor, at: datetime) -> None:
    """Write down that the person was told that the restriction will end.

    Args:
        request_id: which request.
        how: `email`, `paper` or `told`.
        by: who told them.
        at: now, UTC.

    Raises:
        LiftNotTold: nothing was announced.
        NoSuchRequest, NotAllowed: as their names say.
    """
    desk = office(by=by, at=at)
    take_turn()
    row = row_of(request_id)
    announced = _last(row, ANNOUNCED)
    if announced is None:
        raise LiftNotTold
    if how != "email":
        take_back(SEND_LIFTING, announced.id)
    note(row, TOLD, office=desk, detail=how)


@transaction.atomic(durable=True)
def lift(request_id: int, *, by: Actor, at: datetime) -> int:
    """End the restriction of a request, after the person has been told; return how many ended.

    Raises:
        LiftNotTold: the person has not been told since it was announced.
        NoSuchRestrictionOfRequest: none is on.
        NoSuchRequest, NotAllowed: as their names say.

    Source: GDPR Art. 18(3), 19.
    """
    desk = office(by=by, at=at)
    take_turn()
    row = row_of(request_id)
    found = restrictions_from(row)
    if not found:
        raise NoSuchRestrictionOfRequest
    if not is_told(row):
        raise LiftNotTold
    end_restrictions(row, found, desk)
    return len(found)


def end_restrictions(
    row: SubjectRequest, found: list[tuple[PersonId, RestrictionView]], desk: Office
) -> None:
    """End restrictions and owe recipients the word of it, within an operation."""
    held = categories_held_by([person for person, _ in found])
    for person, restriction in found:
        usability.lift(restriction.id, by=desk.by, at=desk.at)
        owe(
            person,
            kind="lift",
            categories=held.get(person, frozenset()),
            cause=f"request:{row.id}",
            by=desk.by,
            at=desk.at,
        )
    note(row, "lifted", office=desk)


def restrictions_from(row: SubjectRequest) -> list[tuple[PersonId, RestrictionView]]:
    """Return the restrictions that came from a request and are on."""
    found = restrictions_of(persons_of(row))
    return [
        (person, one) for person, ones in found.items() for one in ones if one.request == row.id
    ]


def restrictions_of_request(request_id: int) -> list[tuple[PersonId, RestrictionView]]:
    """Return the restrictions that came from a request and are on.

    Raises:
        NoSuchRequest: as it says.
    """
    return restrictions_from(row_of(request_id))


def is_told_of(request_id: int) -> bool:
    """Tell whether the person was told of the end of a request's restriction.

    Raises:
        NoSuchRequest: as it says.
    """
    return is_told(row_of(request_id))


def is_told(row: SubjectRequest) -> bool:
    """Tell whether the person was told of the end of the restriction since it was announced."""
    announced, told = _last(row, ANNOUNCED), _last(row, TOLD)
    return announced is not None and told is not None and told.id > announced.id


def _last(row: SubjectRequest, code: str) -> RequestEvent | None:
    return RequestEvent.objects.filter(request_id=row.id, code=code).order_by("id").last()


def lifting_in(written: Mapping[str, str]) -> done.RestrictionEnds:
    """Return what the letter says, from what was written down when it was announced."""
    return done.RestrictionEnds(
        since=date.fromisoformat(written["since"]),
        on=date.fromisoformat(written["on"]),
        reasons=written["reasons"],
    )
