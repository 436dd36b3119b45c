"""Removing what stands in clear of consents: building blocks of an erasure.

What is sealed goes with the vault's keys. Marks of banned addresses stay: they say no for somebody
of whom nothing else is known any more (GDPR Art. 21(3)).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime

from seloste.consents import queries, rules
from seloste.consents.models import ConsentEvent, Link, Receipt
from seloste.consents.operations.giving import CONFIRM
from seloste.consents.writing import RECEIPT
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId
from seloste.outbox.operations import take_back
from seloste.usability.operations import set_consent
from seloste.vault.values import Record


def erase(person: PersonId, *, by: Actor, at: datetime) -> int:
    """Remove everything of the person that stands here; return how many rows.

    A consent that can no longer be proved permits nothing (Art. 7(1)): what still lived ends.
    """
    for choice in queries.choices_of(person).values():
        if rules.permits(choice.consent) or choice.is_met:
            set_consent(person, choice.purpose, given=False, by=by, at=at)
    for link in Link.objects.filter(person=person).values_list("id", flat=True):
        take_back(CONFIRM, link)
    links, _ = Link.objects.filter(person=person).delete()
    events = ConsentEvent.objects.filter(person=person).values_list("id", flat=True)
    return links + erase_records(person, list(events))


def forget(persons: Collection[PersonId]) -> Counter[int]:
    """Remove the rows of persons of whom nothing is left; return how many of each."""
    links = dict(Link.objects.filter(person__in=persons).values_list("id", "person"))
    events = dict(ConsentEvent.objects.filter(person__in=persons).values_list("id", "person"))
    return _removed(events, links)


def forget_records(records: Collection[tuple[PersonId, Record]]) -> Counter[int]:
    """Remove the rows of records that are erased; return how many of each person."""
    events = {record.id: person for person, record in records if record.kind == queries.CONSENT}
    links = dict(Link.objects.filter(event_id__in=events).values_list("id", "person"))
    return _removed(events, links)


def _removed(events: Mapping[int, int], links: Mapping[int, int]) -> Counter[int]:
    if not events and not links:
        return Counter()
    for link in links:
        take_back(CONFIRM, link)
    for event in events:
        take_back(RECEIPT, event)
    Link.objects.filter(id__in=links).delete()
    Receipt.objects.filter(event_id__in=events).delete()
    ConsentEvent.objects.filter(id__in=events).delete()
    return Counter([*events.values(), *links.values()])


def erase_records(person: PersonId, records: Collection[int]) -> int:
    """Remove some records of the person whose storage period has ended; return how many rows."""
    events = ConsentEvent.objects.filter(person=person, id__in=records)
    ids = list(events.values_list("id", flat=True))
    for event in ids:
        take_back(RECEIPT, event)
    links, _ = Link.objects.filter(event_id__in=ids).delete()
    receipts, _ = Receipt.objects.filter(event_id__in=ids).delete()
    removed, _ = events.delete()
    return links + receipts + removed
