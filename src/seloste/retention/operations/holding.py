"""Holding data back from erasure: by what right, for what, until somebody looks again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from seloste.audit.recording import record
from seloste.audit.turns import take_turn
from seloste.contracts.queries import customer_of
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId, new_id
from seloste.notice import queries as notices
from seloste.retention import rules
from seloste.retention.errors import NoSuchHold, NotAGround, NothingToHold
from seloste.retention.models import Hold
from seloste.retention.values import (
    GROUNDS_BY_HAND,
    REASONS_BY_HAND,
    HoldGround,
    HoldReason,
)
from seloste.vault.queries import rows_of


@transaction.atomic(durable=True)
def hold(
    person: PersonId,
    *,
    ground: HoldGround,
    reason: HoldReason,
    category: str = "",
    contract: int | None = None,
    by: Actor,
    at: datetime,
) -> int:
    """Keep data of a person although their day comes or somebody asks for erasure; return its id.

    It is looked at again within six months.

    Args:
        person: whose data.
        ground: by what right.
        reason: what it is about, a code: no name and no story is written down.
        category: only this category; "" means every one.
        contract: only this contract of the person's; None means every record.
        by: who does it.
        at: now, UTC.

    Raises:
        NotAGround: the ground or the reason is not among those the law knows.
        NothingToHold: nothing of the kind is kept of the person.
        MayNotErase: the notice gives the role no part in this.

    Source: GDPR Art. 17(3)(b), 17(3)(e).
    """
    if ground not in GROUNDS_BY_HAND or reason not in REASONS_BY_HAND:
        raise NotAGround(grounds=", ".join(GROUNDS_BY_HAND), reasons=", ".join(REASONS_BY_HAND))
    take_turn()
    held = rows_of([person]).get(person, {})
    if not held or (category and category not in held):
        raise NothingToHold
    if contract is not None and customer_of(contract) != person:
        raise NothingToHold
    _check_may(by, [category] if category else list(held), at)
    row = Hold.objects.create(
        id=new_id(),
        person=person,
        category=category,
        contract=contract,
        ground=ground,
        reason=reason,
        opened_at=at,
        opened_by=by.handle,
        review_on=rules.review_on(_today(at)),
    )
    _record("retention.held", row, by=by, at=at)
    return row.id


@transaction.atomic(durable=True)
def review(hold_id: int, *, by: Actor, at: datetime) -> date:
    """Note that somebody looked and the hold is still needed; return when it is looked at next.

    Raises:
        NoSuchHold: there is none, or it was closed.
        MayNotErase: the notice gives the role no part in this.
    """
    take_turn()
    row = _open(hold_id, by, at)
    row.review_on = rules.review_on(_today(at))
    row.save(update_fields=["review_on"])
    _record("retention.hold_reviewed", row, by=by, at=at)
    return row.review_on


@transaction.atomic(durable=True)
def close(hold_id: int, *, by: Actor, at: datetime) -> None:
    """End a hold. What it kept past its day goes at the next run.

    Raises:
        NoSuchHold: there is none, or it was closed.
        MayNotErase: the notice gives the role no part in this.
    """
    take_turn()
    row = _open(hold_id, by, at)
    Hold.objects.filter(id=row.id).update(closed_at=at)
    _record("retention.hold_closed", row, by=by, at=at)


def freeze(person: PersonId, *, request: int, by: Actor, at: datetime) -> int:
    """Keep what is asked for until a request is closed, within the caller's transaction.

    A request is answered from the data as they were when it came; the answer would be empty if
    their day came in between. What the request itself has erased is not kept from it.

    Source: GDPR Art. 15; EDPB Guidelines 01/2022.
    """
    row = Hold.objects.create(
        id=new_id(),
        person=person,
        category="",
        ground="request",
        reason="open_request",
        request=request,
        opened_at=at,
        opened_by=by.handle,
    )
    _record("retention.frozen", row, by=by, at=at)
    return row.id


def unfreeze(request: int, *, by: Actor, at: datetime) -> int:
    """End what a request froze, within the caller's transaction; return how many holds ended."""
    rows = list(Hold.objects.filter(request=request, closed_at=None))
    for row in rows:
        Hold.objects.filter(id=row.id).update(closed_at=at)
        _record("retention.unfrozen", row, by=by, at=at)
    return len(rows)


def _open(hold_id: int, by: Actor, at: datetime) -> Hold:
    row = Hold.objects.filter(id=hold_id, closed_at=None, request=None).first()
    if row is None:
        raise NoSuchHold
    person = PersonId(row.person)
    held = rows_of([person]).get(person, {})
    _check_may(by, [row.category] if row.category else list(held), at)
    return row


def _check_may(by: Actor, categories: Collection[str], at: datetime) -> None:
    rules.check_may_erase(notices.in_force(at).notice, by.role, categories)


def _record(operation: str, row: Hold, *, by: Actor, at: datetime) -> None:
    record(
        operation,
        by=by,
        at=at,
        about=PersonId(row.person),
        ref=str(row.id),
        categories=[row.category] if row.category else (),
        edition=notices.in_force(at).number,
    )


def _today(at: datetime) -> date:
    return at.astimezone(ZoneInfo(notices.in_force(at).notice.time_zone)).date()
