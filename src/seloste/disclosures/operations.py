"""Recording what recipients are given, owing what they must be told, and settling it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from seloste.audit.recording import record
from seloste.audit.turns import take_turn
from seloste.disclosures import queries, rules, services, settling
from seloste.disclosures.errors import NoConnector, NotAReason
from seloste.disclosures.models import Disclosure, Duty
from seloste.disclosures.owing import owe_all
from seloste.disclosures.settling import to_settle
from seloste.disclosures.values import GIVEN_BY_HAND, OPEN, UNSETTLED, DutyKind, Reason
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId, new_id
from seloste.notice import queries as notices
from seloste.readings.errors import NotAllowed
from seloste.usability.errors import Barred
from seloste.usability.queries import barred

BY_HAND = "by_hand"
"""Act of a giving that somebody did and recorded."""


def note(
    person: PersonId,
    recipient: str,
    *,
    categories: Collection[str],
    purpose: str,
    act: str,
    by: Actor,
    at: datetime,
) -> int:
    """Record that a recipient is given data of a person, within the caller's transaction.

    Called before anything is handed over: what the notice does not declare is not given.

    Args:
        person: whose data.
        recipient: key of a recipient of the notice.
        categories: keys of the notice. Of a recipient with fewer fields only those may be given.
        purpose: for what.
        act: the deed, a code such as `invoicing.handed_over`.
        by: who does it.
        at: now, UTC.

    Raises:
        NotInNotice: the notice in force does not let the recipient have this for the purpose.
        Barred: the person's data may not be used for the purpose now.

    Source: GDPR Art. 5(1)(a), 13(1)(e), 15(1)(c), 18.
    """
    edition = notices.in_force(at)
    rules.check_declared(
        edition.notice, recipient=recipient, purpose=purpose, categories=categories
    )
    bars = barred([person], purpose=purpose, notice=edition.notice)
    if bar := bars.get(person):
        raise Barred(purpose=purpose, bar=bar.value)
    made = Disclosure.objects.create(
        id=new_id(),
        person=person,
        recipient=recipient,
        categories=sorted(set(categories)),
        purpose=purpose,
        act=act,
        edition=edition.number,
        at=at,
    )
    record(
        "disclosures.given",
        by=by,
        at=at,
        about=person,
        ref=f"{recipient}:{made.id}",
        purpose=purpose,
        categories=categories,
        edition=edition.number,
    )
    return made.id


@transaction.atomic(durable=True)
def give(
    person: PersonId,
    recipient: str,
    *,
    categories: Collection[str],
    purpose: str,
    by: Actor,
    at: datetime,
) -> int:
    """Record that somebody gives a recipient data by hand; return the giving's id.

    Raises:
        NotAllowed: the notice does not let the role use these categories for the purpose.
        NotInNotice, Barred: as for `note`.
    """
    allowed = notices.in_force(at).notice.categories_for(role=by.role, purpose=purpose)
    if refused := frozenset(categories) - allowed:
        raise NotAllowed(role=by.role, purpose=purpose, categories=", ".join(sorted(refused)))
    return note(
        person, recipient, categories=categories, purpose=purpose, act=BY_HAND, by=by, at=at
    )


def owe(
    person: PersonId,
    *,
    kind: DutyKind,
    categories: Collection[str],
    cause: str,
    fields: Collection[str] | None = None,
    purpose: str | None = None,
    by: Actor,
    at: datetime,
) -> list[int]:
    """Owe each recipient that has such data of the person to be told, within the caller's transaction.

    Only recipients with a recorded giving are owed anything: whoever is merely named in the
    notice never had data of this person. What they acknowledged to have erased they no longer
    have. For `erase` this is called before the person's keys go: what names the person to each
    recipient is sealed under a key of the duty's own.

    Args:
        person: whom it is about.
        kind: what recipients are told.
        categories: what was corrected, erased or restricted.
        cause: what made it due, such as `change:71` or `request:12`.
        fields: what changed; recipients that may have none of it are owed nothing. None: all.
        purpose: only recipients that were given the data for this purpose; None for all.
        by: who does it.
        at: now, UTC.

    Returns:
        The ids of the duties, one for each recipient.

    Source: GDPR Art. 7(3), 17(2), 19.
    """
    owed = owe_all(
        {person: categories},
        kind=kind,
        cause=cause,
        fields=fields,
        purpose=purpose,
        by=by,
        at=at,
    )
    return [duty.id for duty in owed.get(person, ())]


@transaction.atomic(durable=True)
def mark_sent(duty_id: int, *, by: Actor, at: datetime) -> None:
    """Note that somebody told the recipient, or asked again: by letter, e-mail or telephone.

    Raises:
        NoSuchDuty, DutySettled, NotAllowed: as their names say.
    """
    _check_may_handle(by, at=at)
    take_turn()
    settling.sent(to_settle(duty_id, OPEN), by=by, at=at)


@transaction.atomic(durable=True)
def acknowledge(
    duty_id: int, *, on: date | None = None, note: str = "", by: Actor, at: datetime
) -> None:
    """Note that the recipient has done as it was told. What named the person to it is destroyed.

    Args:
        duty_id: of the duty.
        on: day of the recipient's answer; today when left out.
        note: what it answered; sealed.
        by: who notes it.
        at: now, UTC.

    Raises:
        NoSuchDuty, DutySettled, NotAllowed: as their names say.
        AnsweredTooSoon: the day lies before the duty, or in the future.
    """
    _check_may_handle(by, at=at)
    take_turn()
    duty = to_settle(duty_id, UNSETTLED)
    settling.settled(duty, "acknowledged", on=on, note=note, by=by, at=at)


@transaction.atomic(durable=True)
def refuse(
    duty_id: int, *, on: date | None = None, note: str = "", by: Actor, at: datetime
) -> None:
    """Note that the recipient refuses. It may still give in: the duty can be settled later.

    Raises:
        NoSuchDuty, DutySettled, NotAllowed, AnsweredTooSoon: as their names say.
    """
    _check_may_handle(by, at=at)
    take_turn()
    duty = to_settle(duty_id, OPEN)
    settling.settled(duty, "refused", on=on, note=note, by=by, at=at)


@transaction.atomic(durable=True)
def give_up(duty_id: int, *, reason: Reason, note: str = "", by: Actor, at: datetime) -> None:
    """Note that telling the recipient proved impossible or would be disproportionate, and why.

    Raises:
        NoSuchDuty, DutySettled, NotAllowed: as their names say.
        NotAReason: the law knows no such reason.

    Source: GDPR Art. 19.
    """
    if reason not in GIVEN_BY_HAND:
        raise NotAReason(reasons=", ".join(GIVEN_BY_HAND))
    _check_may_handle(by, at=at)
    take_turn()
    duty = to_settle(duty_id, UNSETTLED)
    settling.settled(duty, "impossible", reason=reason, note=note, by=by, at=at)


@transaction.atomic(durable=True)
def send(duty_id: int, *, by: Actor, at: datetime) -> None:
    """Let the worker tell the recipient now, by the connector that is set up for it.

    Raises:
        NoSuchDuty, DutySettled, NotAllowed: as their names say.
        NoConnector: none is set up; somebody has to tell the recipient.
    """
    _check_may_handle(by, at=at)
    take_turn()
    duty = to_settle(duty_id, OPEN)
    if not services.is_connected(duty.recipient):
        raise NoConnector(recipient=duty.recipient)
    settling.send_now(duty, by=by, at=at)


@transaction.atomic(durable=True)
def begin_telling(duty_id: int, *, by: Actor, at: datetime) -> bool:
    """Note that a service is spoken to that cannot tell one message from its repetition.

    Returns:
        False when that was begun before and cut off: whether the recipient was told is unknown
        then, and somebody has to find out. It is not told again by itself.
    """
    take_turn()
    if Duty.objects.filter(id=duty_id, trying_at=None).update(trying_at=at):
        return True
    duty = queries.duty(duty_id)
    if duty is not None and duty.is_open:
        settling.unknown(duty, by=by, at=at)
    return False


@transaction.atomic(durable=True)
def not_taken(duty_id: int) -> None:
    """Note that the service certainly did not take it, so that it may be told again."""
    Duty.objects.filter(id=duty_id).update(trying_at=None)


@transaction.atomic(durable=True)
def told(duty_id: int, *, acknowledged: bool, by: Actor, at: datetime) -> None:
    """Note what a connector did: the recipient was told, and may have acknowledged at once.

    A duty that was settled meanwhile stays as it is.
    """
    take_turn()
    duty = queries.duty(duty_id)
    if duty is None or not duty.is_open:
        return
    settling.sent(duty, by=by, at=at)
    if acknowledged:
        settling.settled(duty, "acknowledged", by=by, at=at)


@transaction.atomic(durable=True)
def not_reached(duty_id: int, *, by: Actor, at: datetime) -> None:
    """Note that a connector could not tell the recipient: somebody has to. It stays owed."""
    take_turn()
    duty = queries.duty(duty_id)
    if duty is not None and duty.is_open:
        settling.happened("not_reached", [duty], by=by, at=at)


def move(gone: PersonId, keep: PersonId) -> None:
    """Give what was recorded of one person to another with whom they are merged."""
    Disclosure.objects.filter(person=gone).update(person=keep)
    Duty.objects.filter(person=gone).update(person=keep)


def _check_may_handle(by: Actor, *, at: datetime) -> None:
    """Refuse whoever the notice gives no part in answering requests.

    Raises:
        NotAllowed: as it says.
    """
    notice = notices.in_force(at).notice
    purpose = notice.purpose_serving("rights") or ""
    if not notice.categories_for(role=by.role, purpose=purpose):
        raise NotAllowed(role=by.role, purpose=purpose, categories="")
