"""Withdrawal of consent: effective at once, passed on to whoever had the data (Art. 7(3))."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from seloste.audit.turns import take_turn
from seloste.consents import endings
from seloste.consents.queries import choices_of
from seloste.disclosures.queries import duties_of
from seloste.disclosures.values import DutyView
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId
from seloste.rights.carrying import begin, persons_of, settle_part, told_of
from seloste.rights.errors import NoSuchPurposeHere
from seloste.rights.filing import office, open_row
from seloste.rights.letters import outcomes as done


def consents_alive(request_id: int, *, by: Actor, at: datetime) -> tuple[str, ...]:
    """Return the purposes to which the person has consented and has not taken it back.

    Raises:
        NoSuchRequest, NotOpen, NotAllowed: as their names say.
    """
    office(by=by, at=at)
    found = [choices_of(person) for person in persons_of(open_row(request_id))]
    return tuple(
        dict.fromkeys(
            purpose
            for choices in found
            for purpose, choice in choices.items()
            if choice.consent == "given"
        )
    )


@transaction.atomic(durable=True)
def withdraw_consents(request_id: int, purposes: Sequence[str], *, by: Actor, at: datetime) -> None:
    """End the person's consents to these purposes at once.

    Who withdraws is not put to the proof: it is as easy as giving.

    Raises:
        NoSuchPurposeHere: none was named, or the notice has no such purpose on consent.
        NobodyMatched, NotAskedFor, DecidedAlready: as their names say.
        NoSuchRequest, NotOpen, NotAllowed: as their names say.

    Source: GDPR Art. 7(3), 12(2); C-129/21.
    """
    take_turn()
    case = begin(request_id, "withdrawal", by=by, at=at, proven=False)
    declared = case.desk.notice.purposes
    on_consent = {key for key, one in declared.items() if one.legal_basis == "consent"}
    if not purposes or not set(purposes) <= on_consent:
        raise NoSuchPurposeHere
    duties: list[DutyView] = []
    for person in case.persons:
        for purpose in purposes:
            event = endings.withdraw(person, purpose, said=case.said, moment=case.moment)
            duties += _duties(person, event)
    outcome = done.ConsentWithdrawn(tuple(purposes), case.desk.today, told_of(duties))
    settle_part(case, [outcome], "granted")


def _duties(person: PersonId, event: int | None) -> Sequence[DutyView]:
    return () if event is None else duties_of(person, cause=f"consent:{event}")
