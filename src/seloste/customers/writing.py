"""How new customers reach the vault, the index and the tables: many at once, in few strokes.

Called inside an operation's transaction, by `customers.operations` and, for many, by imports.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection

from seloste.audit.recording import Told, record_many
from seloste.customers.contents import CONTACT_PERSON, CUSTOMER
from seloste.customers.informing import informing_due
from seloste.customers.keeping import newcomer_days, note_days
from seloste.customers.models import ContactPerson, Customer, Numbering, SourceDuty
from seloste.customers.newcomers import Newcomer, Prepared, contact, with_number
from seloste.customers.values import ContactPersonDraft
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId, new_id, new_person_id
from seloste.lifetimes.operations import begin
from seloste.notice.editions import EditionInForce
from seloste.notice.values import Notice
from seloste.vault.lookup import Hashed, Hasher, index_hashed
from seloste.vault.rows import insert
from seloste.vault.sealing import seal_new
from seloste.vault.values import Encoded, Record

FIRST_NUMBER = 1001


@dataclass(frozen=True, slots=True)
class Moment:
    """Under which edition, by whom and when something is written."""

    edition: EditionInForce
    by: Actor
    at: datetime

    @property
    def notice(self) -> Notice:
        return self.edition.notice

    @property
    def day(self) -> date:
        """Return today in the controller's time zone."""
        return self.at.astimezone(ZoneInfo(self.notice.time_zone)).date()


class _Batch:
    """Gathers what is to be written."""

    def __init__(self) -> None:
        self.texts: list[Encoded] = []
        self.hashed: list[Hashed] = []

    def add(self, kind: str, person: PersonId, prepared: Prepared) -> None:
        record = Record(kind, person)
        for category, text in prepared.texts.items():
            self.texts.append(Encoded(person, record, category, text))
        for name, hashes in prepared.hashes.items():
            self.hashed.append((person, Record(name, person), hashes))

    def write(self) -> None:
        seal_new(self.texts)
        index_hashed(self.hashed)


def add_customers(newcomers: Sequence[Newcomer], *, source: str, moment: Moment) -> list[PersonId]:
    """Write new customers and their contact persons; return the ids in their order."""
    batch, ids = _Batch(), []
    people: list[tuple[PersonId, PersonId, Prepared]] = []
    for newcomer, own in zip(newcomers, _numbered(newcomers, moment), strict=True):
        person = new_person_id()
        ids.append(person)
        batch.add(CUSTOMER, person, own)
        people += [(new_person_id(), person, contact) for contact in newcomer.people]
    now = connection.ops.adapt_datetimefield_value(moment.at)
    insert(
        Customer,
        ("id", "kind", "created_at", "changed_at", "has_contracts"),
        [(p, n.kind, now, now, False) for p, n in zip(ids, newcomers, strict=True)],
    )
    _add_people(people, batch, moment=moment)
    batch.write()
    days = newcomer_days(moment.day)
    begin(CUSTOMER, [(person, person, days) for person in ids], moment.notice)
    begin(CONTACT_PERSON, [(person, person, days) for person, _, _ in people], moment.notice)
    if source != "data_subject":
        owe_informing(ids, source=source, moment=moment)
    record_many(
        "customers.created",
        [Told(about=person) for person in ids],
        by=moment.by,
        at=moment.at,
        edition=moment.edition.number,
    )
    return ids


def add_contact_persons(
    customer: PersonId, drafts: Sequence[ContactPersonDraft], *, moment: Moment
) -> list[PersonId]:
    """Write people who act for a customer; their data come from the employer (Art. 14)."""
    batch, hasher = _Batch(), Hasher()
    people = [
        (new_person_id(), customer, contact(draft, notice=moment.notice, hasher=hasher))
        for draft in drafts
    ]
    _add_people(people, batch, moment=moment)
    batch.write()
    note_days([customer], moment.notice)
    return [person for person, _, _ in people]


def owe_informing(persons: Sequence[PersonId], *, source: str, moment: Moment) -> None:
    """Open the duty to tell people that their data came from elsewhere, within a month.

    Source: GDPR Art. 14(3)(a).
    """
    if not persons:
        return
    days = connection.ops.adapt_datefield_value
    obtained, due = days(moment.day), days(informing_due(moment.day))
    insert(
        SourceDuty,
        ("id", "person", "source", "obtained_on", "due_on"),
        [(new_id(), person, source, obtained, due) for person in persons],
    )


def _add_people(
    people: Sequence[tuple[PersonId, PersonId, Prepared]], batch: _Batch, *, moment: Moment
) -> None:
    for person, _, prepared in people:
        batch.add(CONTACT_PERSON, person, prepared)
    now = connection.ops.adapt_datetimefield_value(moment.at)
    insert(
        ContactPerson,
        ("id", "customer_id", "created_at"),
        [(person, customer, now) for person, customer, _ in people],
    )
    owe_informing([person for person, _, _ in people], source="employer", moment=moment)
    record_many(
        "customers.contact_person_added",
        [Told(about=person, ref=str(customer)) for person, customer, _ in people],
        by=moment.by,
        at=moment.at,
        edition=moment.edition.number,
    )


def _numbered(newcomers: Sequence[Newcomer], moment: Moment) -> list[Prepared]:
    """Return the record of each, with a customer number past all used for those without one."""
    numbers = [newcomer.number for newcomer in newcomers]
    used = max((int(number) for number in numbers if _counts(number)), default=0)
    following = iter(range(_take_numbers(numbers.count(""), after=used), 2**63))
    hasher = Hasher()
    return [
        one.own
        if number
        else with_number(one, str(next(following)), notice=moment.notice, hasher=hasher)
        for one, number in zip(newcomers, numbers, strict=True)
    ]


def _counts(number: str) -> bool:
    return number.isdecimal() and len(number) <= 15


def _take_numbers(count: int, *, after: int) -> int:
    """Move the counter past `after` and on by `count`; return the first number taken."""
    counter, _ = Numbering.objects.get_or_create(id=1, defaults={"next": FIRST_NUMBER})
    first = max(counter.next, after + 1)
    if first + count != counter.next:
        Numbering.objects.filter(id=1).update(next=first + count)
    return first
