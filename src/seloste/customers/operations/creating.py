"""Taking customers and contact persons into the register."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from django.db import transaction

from seloste.audit.turns import take_turn
from seloste.customers import contents
from seloste.customers.duplicates import duplicates_of
from seloste.customers.errors import DuplicateFound, NoSuchCustomer
from seloste.customers.models import Customer, PossibleDuplicate
from seloste.customers.newcomers import newcomer
from seloste.customers.values import ContactPersonDraft, CustomerDraft
from seloste.customers.writing import Moment, add_contact_persons, add_customers
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId, new_id
from seloste.notice import queries as notices
from seloste.readings.rules import categories_to_open
from seloste.usability.errors import Barred
from seloste.usability.queries import standings_of
from seloste.usability.rules import bar
from seloste.usability.values import Standing
from seloste.vault.lookup import Hasher

_MOST_PAIRS = 3


@transaction.atomic(durable=True)
def create(
    draft: CustomerDraft,
    *,
    purpose: str,
    source: str = "data_subject",
    although_duplicate: Iterable[PersonId] = (),
    by: Actor,
    at: datetime,
) -> PersonId:
    """Take a customer into the register.

    Args:
        draft: checked values.
        purpose: why the data are taken; the notice must let the role use them for it.
        source: where they come from; anything but the person opens an Art. 14 duty.
        although_duplicate: customers whom somebody looked at and found to be others.
        by: who does it.
        at: now, UTC.

    Raises:
        NotAllowed: the notice does not let the role use this data for the purpose.
        FieldNotInNotice: the notice does not say that this is kept.
        DuplicateFound: somebody is there already who seems to be the same.

    Source: GDPR Art. 5(1)(b), 6(1), 13, 14.
    """
    take_turn()
    moment = Moment(notices.in_force(at), by, at)
    one = newcomer(draft, source=source, notice=moment.notice, hasher=Hasher())
    check_may_write(dict.fromkeys(one.fields), purpose=purpose, moment=moment)
    found = duplicates_of(one)
    seen = set(although_duplicate)
    if unseen := {person: why for person, why in found.items() if person not in seen}:
        raise DuplicateFound(unseen)
    [person] = add_customers([one], source=source, moment=moment)
    note_possible_duplicates({person: found}, at=at)
    return person


@transaction.atomic(durable=True)
def add_contact_person(
    customer: PersonId, draft: ContactPersonDraft, *, purpose: str, by: Actor, at: datetime
) -> PersonId:
    """Add someone who acts for a customer.

    Raises:
        NoSuchCustomer, NotAllowed, FieldNotInNotice: as their names say.
    """
    take_turn()
    moment = Moment(notices.in_force(at), by, at)
    values = contents.contact_person_values(draft)
    check_may_write(values, purpose=purpose, moment=moment)
    check_exists(customer)
    check_not_restricted(customer, purpose=purpose, at=at)
    [person] = add_contact_persons(customer, [draft], moment=moment)
    return person


def check_may_write(values: contents.Values, *, purpose: str, moment: Moment) -> None:
    """Refuse to write what the notice does not let this role use for the purpose.

    Raises:
        NotAllowed, FieldNotInNotice: as their names say.
        Barred: the purpose rests on consent, which nobody new has given.
    """
    notice, role = moment.notice, moment.by.role
    for category in contents.by_category(notice, values, source="data_subject"):
        served = notice.purpose_for(category, role=role, purpose=purpose)
        categories_to_open(notice, role=role, purpose=served, wanted=[category])
        if found := bar(Standing(), served, notice):
            raise Barred(purpose=served, bar=found.value)


def check_exists(customer: PersonId) -> None:
    """Refuse to work on a customer who is not there or was merged into another."""
    if not Customer.objects.filter(id=customer, merged_into=None).exists():
        raise NoSuchCustomer


def check_not_restricted(customer: PersonId, *, purpose: str, at: datetime) -> None:
    """Refuse to go on with a customer who restricted the processing (GDPR Art. 18).

    Raises:
        Barred: a restriction is on, and the purpose is not among those it leaves.
    """
    standing = standings_of([customer]).get(customer, Standing())
    only = Standing(is_restricted=standing.is_restricted)
    if found := bar(only, purpose, notices.in_force(at).notice):
        raise Barred(purpose=purpose, bar=found.value)


def note_possible_duplicates(found: dict[PersonId, dict[PersonId, str]], *, at: datetime) -> int:
    """List pairs of customers who may be one, for somebody to look at; return how many.

    Each is listed with a few others at most: a hundred namesakes in one town make no five thousand
    pairs, and whoever merges two is shown the next.
    """
    pairs = [
        PossibleDuplicate(
            id=new_id(),
            first_id=min(person, other),
            second_id=max(person, other),
            reason=reason,
            found_at=at,
        )
        for person, others in found.items()
        for other, reason in islice(others.items(), _MOST_PAIRS)
    ]
    PossibleDuplicate.objects.bulk_create(pairs, ignore_conflicts=True, batch_size=500)
    return len(pairs)
