"""The steps of a duty, each with its event and its audit line, within an operation's transaction."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection

from seloste.audit.recording import Told, record_many
from seloste.disclosures import naming, queries, rules
from seloste.disclosures.errors import AnsweredTooSoon, DutySettled, NoSuchDuty
from seloste.disclosures.models import Disclosure, Duty, DutyEvent
from seloste.disclosures.values import DutyState, DutyView
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId, new_id
from seloste.lifetimes.operations import set_days
from seloste.notice import queries as notices
from seloste.notice.values import Notice
from seloste.outbox.operations import post, post_all, take_back
from seloste.vault.rows import insert
from seloste.vault.sealing import seal
from seloste.vault.values import Plain, Record

SEND = "disclosures.send"
"""Kind of the parcel that tells a recipient. Its key is the duty."""

CHASE = "disclosures.chase"
"""Kind of the parcel that asks a recipient again."""

CORRECTED = "disclosures.corrected"
"""Act of the giving that a correction is."""


def to_settle(duty_id: int, states: Collection[DutyState]) -> DutyView:
    """Return the duty, if it is in one of these states.

    Raises:
        NoSuchDuty, DutySettled: as their names say.
    """
    found = queries.duty(duty_id)
    if found is None:
        raise NoSuchDuty
    if found.state not in states:
        raise DutySettled
    return found


def owed(duties: Sequence[DutyView], *, by: Actor, at: datetime) -> None:
    """Note that the duties are there, and owe their sending."""
    happened("owed", duties, by=by, at=at)
    post_all(SEND, [duty.id for duty in duties], due_at=at)


def sent(duty: DutyView, *, by: Actor, at: datetime) -> None:
    """Note that the recipient was told; when to ask again follows."""
    chase_at = rules.chase_at(at)
    Duty.objects.filter(id=duty.id).update(
        state="sent", sent_at=at, trying_at=None, chase_at=chase_at, attempts=duty.attempts + 1
    )
    _take_back(duty)
    post(CHASE, duty.id, due_at=chase_at)
    if duty.kind == "correct":
        _note_corrected(duty, at=at)
    happened("sent" if duty.sent_at is None else "chased", [duty], by=by, at=at)


def send_now(duty: DutyView, *, by: Actor, at: datetime) -> None:
    """Owe the sending anew: somebody asked for it."""
    _take_back(duty)
    Duty.objects.filter(id=duty.id).update(state="owed", trying_at=None, chase_at=None)
    post(SEND, duty.id, due_at=at)
    happened("queued", [duty], by=by, at=at)


def unknown(duty: DutyView, *, by: Actor, at: datetime) -> None:
    """Note that nobody knows whether the recipient was told."""
    Duty.objects.filter(id=duty.id).update(state="unknown", chase_at=None)
    happened("unknown", [duty], by=by, at=at)


def settled(
    duty: DutyView,
    state: DutyState,
    *,
    reason: str = "",
    on: date | None = None,
    note: str = "",
    by: Actor,
    at: datetime,
) -> None:
    """Note how the duty ended. Unless it was refused, what named the person is destroyed."""
    answered_on = None if state == "impossible" else _answered_on(duty, on, at)
    Duty.objects.filter(id=duty.id).update(
        state=state,
        reason=reason,
        settled_at=at,
        answered_on=answered_on,
        chase_at=None,
        trying_at=None,
    )
    _take_back(duty)
    [event] = happened(state, [duty], by=by, at=at, has_note=bool(note))
    if note:
        _keep_note(owner_of_note(duty, event), event, note, at=at)
    if duty.subject is not None and state == "refused":
        _note_closed(duty.subject, duty.id, at=at)
    elif duty.subject is not None:
        naming.destroy(duty.subject, duty.id, at=at)
        Duty.objects.filter(id=duty.id).update(subject=None)


def happened(
    code: str, duties: Sequence[DutyView], *, by: Actor, at: datetime, has_note: bool = False
) -> list[int]:
    """Write the step into the duties' own history and into the audit trail; return the events."""
    moment = connection.ops.adapt_datetimefield_value(at)
    events = [new_id() for _ in duties]
    insert(
        DutyEvent,
        ("id", "duty_id", "code", "at", "actor", "role", "has_note"),
        [
            (event, duty.id, code, moment, by.handle, by.role, has_note)
            for event, duty in zip(events, duties, strict=True)
        ],
    )
    record_many(
        f"disclosures.{code}",
        [
            Told(
                about=duty.person,
                ref=f"{duty.kind}:{duty.recipient}:{duty.id}",
                categories=duty.categories,
            )
            for duty in duties
        ],
        by=by,
        at=at,
        edition=notices.in_force(at).number,
    )
    return events


def _take_back(duty: DutyView) -> None:
    take_back(SEND, duty.id)
    take_back(CHASE, duty.id)


def _answered_on(duty: DutyView, on: date | None, at: datetime) -> date:
    """Return the day of the answer: as stated, or today.

    Raises:
        AnsweredTooSoon: it lies before the duty, or in the future.
    """
    notice = notices.in_force(at).notice
    today, owed_on = _day(at, notice), _day(duty.owed_at, notice)
    if on is not None and not owed_on <= on <= today:
        raise AnsweredTooSoon(since=owed_on, until=today)
    return on or today


def _day(at: datetime, notice: Notice) -> date:
    return at.astimezone(ZoneInfo(notice.time_zone)).date()


def _note_corrected(duty: DutyView, *, at: datetime) -> None:
    """Record that the recipient was given the corrected data."""
    before = [g for g in queries.given_to(duty.person) if g.recipient == duty.recipient]
    Disclosure.objects.create(
        id=new_id(),
        person=duty.person,
        recipient=duty.recipient,
        categories=sorted(duty.categories),
        purpose=before[-1].purpose if before else "",
        act=CORRECTED,
        edition=notices.in_force(at).number,
        at=at,
    )


def owner_of_note(duty: DutyView, event: int) -> PersonId:
    """Return under whose key a note lies: the person's, or after an erasure one of its own."""
    return PersonId(event) if duty.kind == "erase" else duty.person


def _keep_note(owner: PersonId, event: int, note: str, *, at: datetime) -> None:
    """Seal what a recipient answered, as a file that is kept as long as one of a closed request."""
    notice = notices.in_force(at).notice
    category = notice.category_of(naming.FILE) or ""
    file = Record(naming.FILE_RECORD, event)
    seal([Plain(owner, file, category, {naming.FILE: {"note": note}})])
    _note_closed(owner, event, at=at)


def _note_closed(owner: PersonId, file: int, *, at: datetime) -> None:
    notice = notices.in_force(at).notice
    day = _day(at, notice)
    days = {"record_made": day, "request_closed": day}
    set_days(naming.FILE_RECORD, [(owner, file, days)], notice)
