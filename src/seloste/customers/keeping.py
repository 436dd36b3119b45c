"""The days from which the storage periods of customers and contact persons count.

Called by each operation that moves such a day, in its own transaction.
Source: GDPR Art. 5(1)(e), 13(2)(a).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from zoneinfo import ZoneInfo

from seloste.customers.contents import CONTACT_PERSON, CUSTOMER
from seloste.customers.models import ContactPerson, Customer
from seloste.kernel.ids import PersonId
from seloste.lifetimes.operations import set_days
from seloste.lifetimes.values import Triggers
from seloste.notice.values import Notice
from seloste.vault.queries import categories_held_by
from seloste.vault.rows import fetch

_WITHOUT_DAYS = (
    "SELECT id FROM customers_customer WHERE merged_into_id IS NULL AND NOT EXISTS"
    " (SELECT 1 FROM lifetimes_lifetime AS days WHERE days.person = customers_customer.id"
    " AND days.kind = 'customer' AND days.record = customers_customer.id)"
    " UNION SELECT customer_id FROM customers_contactperson WHERE NOT EXISTS"
    " (SELECT 1 FROM lifetimes_lifetime AS days WHERE days.person = customers_contactperson.id"
    " AND days.kind = 'contact_person' AND days.record = customers_contactperson.id)"
    " LIMIT %s"
)


def newcomer_days(day: date) -> Triggers:
    """Return the days that count for somebody who is new and has no contract yet."""
    return {"record_made": day, "last_activity": day}


def note_days(customers: Collection[PersonId], notice: Notice) -> None:
    """Bring the days of these customers and of their contact persons up to date.

    Whoever was erased has no days any more, though the row stays while others hang on it.
    """
    rows = {row.id: row for row in Customer.objects.filter(id__in=customers, merged_into=None)}
    people = list(ContactPerson.objects.filter(customer_id__in=rows))
    everybody = [PersonId(number) for number in (*rows, *(person.id for person in people))]
    kept = categories_held_by(everybody, kinds=[CUSTOMER, CONTACT_PERSON])
    set_days(
        CUSTOMER,
        [
            (PersonId(row.id), row.id, customer_days(row, notice))
            for row in rows.values()
            if row.id in kept
        ],
        notice,
    )
    set_days(
        CONTACT_PERSON,
        [
            (PersonId(row.id), row.id, contact_person_days(row, rows[row.customer_id], notice))
            for row in people
            if row.id in kept
        ],
        notice,
    )


def without_days(*, limit: int) -> list[PersonId]:
    """Return customers who have no days yet, or whose people have none: from before they were kept."""
    return [PersonId(customer) for (customer,) in fetch(_WITHOUT_DAYS, limit)]


def customer_days(row: Customer, notice: Notice) -> Triggers:
    """Return the days that count for a customer: while a contract runs, its end is to come."""
    days = {
        "record_made": _day(row.created_at, notice),
        "last_activity": _day(row.changed_at, notice),
    }
    return days | {"last_contract_end": row.relationship_ended_on} if row.has_contracts else days


def contact_person_days(row: ContactPerson, customer: Customer, notice: Notice) -> Triggers:
    """Return the days that count for a contact person: they act as long as the relationship lasts."""
    days: dict[str, date | None] = {
        "record_made": _day(row.created_at, notice),
        "last_activity": _day(customer.changed_at, notice),
    }
    ended = customer.relationship_ended_on
    if customer.has_contracts:
        days |= {"last_contract_end": ended, "role_end": ended}
    if row.left_on is not None:
        days["role_end"] = min(row.left_on, ended) if ended else row.left_on
    return days


def _day(moment: datetime, notice: Notice) -> date:
    return moment.astimezone(ZoneInfo(notice.time_zone)).date()
