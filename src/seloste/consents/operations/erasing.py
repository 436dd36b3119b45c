"""Removing what stands in clear of consents: building blocks of an erasure.

What is sealed goes with the vault's keys. Marks of banned addresses stay: they say no for somebody
of whom nothing else is known any more (GDPR Art. 21(3)).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from seloste.consents import queries, rules
from seloste.consents.models import ConsentEvent, Link, Receipt
from seloste.consents.operations.giving import CONFIRM
from seloste.consents.writing import RECEIPT
from seloste.kernel.ids import PersonId
from seloste.outbox.operations import take_back
from seloste.usability.operations import forget_consents
from seloste.usability.queries import standings_of
from seloste.vault.values import Record


def forget(persons: Collection[PersonId]) -> Counter[int]:
    """Remove the rows of persons of whom nothing is left; return how many of each."""
    links = dict(Link.objects.filter(person__in=persons).values_list("id", "person"))
    events = dict(ConsentEvent.objects.filter(person__in=persons).values_list("id", "person"))
    return _removed(events, links)


def forget_records(records: Collection[tuple[PersonId, Record]]) -> Counter[int]:
    """Remove the rows of records that are erased; return how many of each person.

    A consent that can no longer be proved permits nothing: what still lived ends (Art. 7(1)).
    """
    events = {record.id: person for person, record in records if record.kind == queries.CONSENT}
    links = dict(Link.objects.filter(event_id__in=events).values_list("id", "person"))
    removed = _removed(events, links)
    for person in {*events.values()}:
        _end_unproved(person)
    return removed


def _end_unproved(person: PersonId) -> None:
    standing = standings_of([person]).get(person)
    choices = queries.choices_of(person)
    proved = {c.purpose for c in choices.values() if rules.permits(c.consent) or c.is_met}
    if standing is not None and standing.consents - proved:
        forget_consents(person, standing.consents - proved)


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
