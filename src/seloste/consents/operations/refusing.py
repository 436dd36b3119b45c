"""A person's no: withdrawn, objected, all marketing banned. One act, and it counts at once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from seloste.audit.recording import record
from seloste.audit.turns import take_turn
from seloste.consents import endings, queries, rules
from seloste.consents.errors import (
    LinkNotUsable,
    MarketingBanned,
    NoSuchPerson,
    NotAnAddress,
    NotByConsent,
    NothingToEnd,
)
from seloste.consents.models import Link
from seloste.consents.values import ALL_MARKETING, Asked, Banned, ConsentState, Said
from seloste.customers import rules as values
from seloste.customers.queries import is_here
from seloste.customers.writing import Moment
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId
from seloste.notice import queries as notices
from seloste.usability.rules import marketing_purposes

ENDED_BY_US: tuple[ConsentState, ...] = ("expired", "invalidated", "revoked")


@transaction.atomic(durable=True)
def withdraw(person: PersonId, purpose: str, *, said: Said, by: Actor, at: datetime) -> int | None:
    """Record that a person withdraws a consent, or refuses one; it ends at once.

    Returns:
        The event, or None when that no is on record already.

    Raises:
        NoSuchPerson: there is none.
        NotByConsent: the purpose rests on no consent, and none was ever given to it.
        WitnessMissing, NotYetSaid: as their names say.

    Source: GDPR Art. 7(3).
    """
    moment = _begin(person, said, by, at)
    if not _is_by_consent(moment, person, purpose):
        raise NotByConsent(purpose=purpose)
    return endings.withdraw(person, purpose, said=said, moment=moment)


@transaction.atomic(durable=True)
def object_to(person: PersonId, purpose: str, *, said: Said, by: Actor, at: datetime) -> int | None:
    """Record that a person objects to a purpose.

    Returns:
        The event, or None when the objection is on record already.

    Raises:
        NoSuchPerson, NotObjectable, WitnessMissing, NotYetSaid: as their names say.

    Source: GDPR Art. 21(1)-(3).
    """
    moment = _begin(person, said, by, at)
    rules.check_objectable(moment.notice, purpose)
    return endings.object_to(person, purpose, said=said, moment=moment)


@transaction.atomic(durable=True)
def ban(person: PersonId, *, said: Said, by: Actor, at: datetime) -> Banned:
    """Record that a person wants no direct marketing at all, now or later.

    Raises:
        NoSuchPerson, WitnessMissing, NotYetSaid: as their names say.

    Source: GDPR Art. 21(2)-(3).
    """
    moment = _begin(person, said, by, at)
    return endings.ban(person, said=said, moment=moment)


@transaction.atomic(durable=True)
def ban_address(address: str, *, by: Actor, at: datetime) -> bool:
    """Put an address under a marketing ban, whoever has it; return False when it was there.

    Args:
        address: an e-mail address, or a telephone number.
        by: who does it.
        at: now, UTC.

    Raises:
        NotAnAddress: it is neither.

    Source: GDPR Art. 21(3).
    """
    try:
        normal = values.email(address) if "@" in address else values.phone(address)
    except values.Unfit:
        raise NotAnAddress from None
    moment = Moment(notices.in_force(at), by, at)
    made = endings.mark_banned(normal, moment=moment)
    record("consents.address_banned", by=by, at=at, edition=moment.edition.number)
    return made


@transaction.atomic(durable=True)
def take_back_objection(
    person: PersonId, purpose: str, *, said: Said, by: Actor, at: datetime
) -> int:
    """Record that a person takes an objection back. A yes to marketing is said by `give`.

    Raises:
        NoSuchPerson, WitnessMissing, NotYetSaid: as their names say.
        MarketingBanned: it is about marketing, which only the person's own yes allows again.
        NothingToEnd: there is no objection to that purpose on record.
    """
    moment = _begin(person, said, by, at)
    if purpose == ALL_MARKETING or purpose in marketing_purposes(moment.notice):
        raise MarketingBanned(purpose=purpose)
    if not queries.choice_of(person, purpose).objected:
        raise NothingToEnd
    return endings.end_objection(person, purpose, said=said, moment=moment)


@transaction.atomic(durable=True)
def end(
    person: PersonId,
    purpose: str,
    *,
    state: ConsentState,
    note: str = "",
    by: Actor,
    at: datetime,
) -> int:
    """Record that a consent ended without the person: expired, revoked, found invalid.

    Raises:
        NothingToEnd: no consent lives for the purpose, or it cannot end in such a state.

    Source: GDPR Art. 5(1)(e), 7(1).
    """
    take_turn()
    moment = Moment(notices.in_force(at), by, at)
    if state not in ENDED_BY_US:
        raise NothingToEnd
    event = endings.end(person, purpose, state=state, note=note, moment=moment)
    if event is None:
        raise NothingToEnd
    return event


@transaction.atomic(durable=True)
def follow_link(secret: str, *, everything: bool = False, by: Actor, at: datetime) -> Asked:
    """Take the no of whoever has the link: a withdrawal, or an objection; it counts at once.

    Args:
        secret: of the link.
        everything: that the no is to all direct marketing.
        by: the door it came through.
        at: now, UTC.

    Raises:
        LinkNotUsable: there is no such link.

    Source: GDPR Art. 7(3), 21(2)-(5).
    """
    take_turn()
    moment = Moment(notices.in_force(at), by, at)
    link = Link.objects.filter(secret_hash=queries.hash_of(secret), use="withdraw").first()
    if link is None:
        raise LinkNotUsable
    person = PersonId(link.person)
    asked = queries.asked_of(link, at=at)
    said = Said(means="link", language=asked.language)
    if everything:
        endings.ban(person, said=said, moment=moment)
    elif _is_by_consent(moment, person, link.purpose):
        endings.withdraw(person, link.purpose, said=said, moment=moment)
    else:
        endings.object_to(person, link.purpose, said=said, moment=moment)
    return queries.asked_of(link, at=at)


@transaction.atomic(durable=True)
def extend_bans(*, by: Actor, at: datetime) -> int:
    """Let each no to all marketing reach purposes that the notice has taken up since.

    Returns:
        How many purposes of persons were barred.

    Source: GDPR Art. 21(3).
    """
    take_turn()
    return endings.extend_bans(Moment(notices.in_force(at), by, at))


def _begin(person: PersonId, said: Said, by: Actor, at: datetime) -> Moment:
    take_turn()
    moment = Moment(notices.in_force(at), by, at)
    rules.check_said(said, today=moment.day)
    if not is_here(person):
        raise NoSuchPerson
    return moment


def _is_by_consent(moment: Moment, person: PersonId, purpose: str) -> bool:
    declared = moment.notice.purposes.get(purpose)
    if declared is not None and declared.legal_basis == "consent":
        return True
    return bool(purpose != ALL_MARKETING and queries.choice_of(person, purpose).consent)
