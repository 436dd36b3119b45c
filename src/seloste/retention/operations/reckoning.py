"""Days worked out anew: when an edition changes the periods, and for what came before days were kept.

Source: GDPR Art. 5(1)(e), 13(2)(a); the notice in force decides how long anything is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from seloste.audit.recording import record
from seloste.audit.turns import take_turn
from seloste.contracts import operations as contracts
from seloste.contracts.queries import customers_without_days
from seloste.customers import keeping as customers
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId
from seloste.lifetimes import operations as lifetimes
from seloste.lifetimes.queries import some_of
from seloste.lifetimes.values import Lifetime
from seloste.notice import queries as notices
from seloste.notice.errors import NoSuchEdition
from seloste.notice.values import Notice
from seloste.retention import rules
from seloste.retention.models import Reckoning
from seloste.staff import keeping as staff

AT_ONCE = 1000

Note = Callable[[Sequence[PersonId], Notice], None]


def bring_up_to_date(*, by: Actor, at: datetime) -> int:
    """Work out the days that the edition in force moved; return how many moved.

    Nothing is read when the days were worked out under this edition. What was made before days
    were kept gets its days the first time.
    """
    edition = notices.in_force(at)
    row = Reckoning.objects.filter(id=1).first()
    if row is not None and row.edition == edition.number:
        return 0
    moved = 0
    if row is None:
        moved += _note_missing(edition.notice)
    if row is None or not _is_same(row.edition, edition.notice):
        moved += _recompute(edition.notice)
    with transaction.atomic(durable=True):
        Reckoning.objects.update_or_create(
            id=1, defaults={"edition": edition.number, "made_at": at}
        )
        record("retention.reckoned", by=by, at=at, ref=str(moved), edition=edition.number)
    return moved


def _is_same(number: int, notice: Notice) -> bool:
    try:
        return rules.same_periods(notices.edition(number).notice, notice)
    except NoSuchEdition:
        return False


def _note_missing(notice: Notice) -> int:
    """Give their days to customers, contracts and members who have none."""
    with transaction.atomic(durable=True):
        take_turn()
        noted = staff.note_missing(notice)
    noted += _note_some(customers.without_days, customers.note_days, notice)
    return noted + _note_some(customers_without_days, contracts.note_days, notice)


def _note_some(without_days: Callable[..., list[PersonId]], note_days: Note, notice: Notice) -> int:
    noted = 0
    before: list[PersonId] = []
    while True:
        with transaction.atomic(durable=True):
            take_turn()
            found = without_days(limit=AT_ONCE)
            if not found or found == before:
                return noted
            note_days(found, notice)
        noted, before = noted + len(found), found


def _recompute(notice: Notice) -> int:
    moved = 0
    after: Lifetime | None = None
    while True:
        with transaction.atomic(durable=True):
            take_turn()
            page = some_of(after=after, limit=AT_ONCE)
            if not page:
                return moved
            moved += lifetimes.recompute(page, notice)
        after = page[-1]
