"""Is anything kept past its day? What nothing holds back is gone within a week of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from seloste.audit.queries import oldest_line_at
from seloste.customers import queries as customers
from seloste.evidence.attestations.looked import Looked
from seloste.evidence.examination import broken, held, unseen
from seloste.evidence.rules import latest_fallback_due, latest_trigger_due
from seloste.evidence.values import Evidence, Fact
from seloste.kernel.ids import PersonId
from seloste.lifetimes.queries import due_by
from seloste.notice.fields import LOG
from seloste.notice.values import Notice, StoragePeriod
from seloste.readings.rules import log_kept_from
from seloste.retention.expectations import held_back
from seloste.retention.rules import LATE_AFTER
from seloste.vault.queries import categories_held_by, held_categories

_AT_A_TIME = 500

Due = Callable[[date, datetime], set[PersonId]]
"""Gives the persons whose trigger came by a day, which ends at a moment."""


def storage(looked: Looked) -> Iterator[Evidence]:
    """Say for each category whether something of it lies past its day."""
    notice, today = looked.examination.notice, looked.examination.today
    yield looked.examination.linted("storage")
    numbers = held_categories()
    log = notice.category_of(LOG)
    if log is not None:
        numbers.pop(log, None)
        yield _log(log, notice, today)
    empty = tuple(key for key in notice.categories if not numbers.get(key) and key != log)
    for category in (key for key in notice.categories if numbers.get(key)):
        yield _category(category, notice, today, numbers[category])
    if empty:
        yield held("storage.empty", categories=empty)


def _log(category: str, notice: Notice, today: date) -> Evidence:
    """Look at the audit trail, whose lines are personal data too."""
    kept_from, oldest = log_kept_from(notice, today=today), oldest_line_at()
    if kept_from is None:
        return unseen("storage.log", categories=(category,))
    if oldest is None:
        return held("storage.empty", categories=(category,))
    day = oldest.astimezone(ZoneInfo(notice.time_zone)).date()
    facts: dict[str, Fact] = {"categories": (category,), "day": day.isoformat()}
    return broken("storage.log", **facts) if day < kept_from else held("storage.log", **facts)


def _category(category: str, notice: Notice, today: date, records: int) -> Evidence:
    """Look at one category: it may be kept as long as the longest of its periods."""
    periods = [period for period in notice.storage_periods if category in period.categories]
    if not periods:
        return broken("storage.period", categories=(category,))
    due: set[PersonId] | None = None
    holder = _holder(category, notice)
    for period in periods:
        late = today - LATE_AFTER
        found = _noted(holder, late) if holder in _NOTED else _due(period, holder, notice, late)
        if found is None:
            return unseen("storage.trigger", categories=(category,), records=records)
        due = found if due is None else due & found
    number = _holding(sorted(due or ()), category, notice, today)
    if number:
        return broken("storage.due", categories=(category,), number=number)
    return held("storage.due", categories=(category,), records=records)


def _holder(category: str, notice: Notice) -> str:
    """Return whose fields stand in the category; a contract's are its customer's."""
    holders = {field.partition(".")[0] for field in notice.categories[category].fields}
    holders = {"customer" if holder == "contract" else holder for holder in holders}
    return holders.pop() if len(holders) == 1 else ""


def _due(period: StoragePeriod, holder: str, notice: Notice, today: date) -> set[PersonId] | None:
    """Return whose data should be gone by this period; None when nothing can compute it."""
    first = _TRIGGERS.get((holder, period.from_ or ""))
    day = latest_trigger_due(period, today, fiscal_year_end=notice.fiscal_year_end)
    if first is None or day is None:
        return None
    found = first(day, _end_of(day, notice))
    if period.or_from is None:
        return found
    other = _FALLBACKS.get((holder, period.or_from))
    day = latest_fallback_due(period, today, fiscal_year_end=notice.fiscal_year_end)
    if other is None or day is None:
        return None
    return found | other(day, _end_of(day, notice))


def _noted(kind: str, today: date) -> set[PersonId]:
    """Return whose records of a kind should be gone by the days that their operations noted."""
    return {one.person for one in due_by(today) if one.kind == kind}


def _end_of(day: date, notice: Notice) -> datetime:
    zone = ZoneInfo(notice.time_zone)
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=zone).astimezone(UTC)


def _holding(persons: Sequence[PersonId], category: str, notice: Notice, today: date) -> int:
    """Return of how many of the persons something is kept in the category that nothing holds back."""
    number = 0
    for start in range(0, len(persons), _AT_A_TIME):
        some = categories_held_by(persons[start : start + _AT_A_TIME])
        kept = [person for person, categories in some.items() if category in categories]
        number += len(kept) - len(held_back(kept, category, notice=notice, today=today))
    return number


def _ended(day: date, _end: datetime) -> set[PersonId]:
    return set(customers.ended_by(day))


def _inactive(_day: date, end: datetime) -> set[PersonId]:
    return set(customers.inactive_since(end))


def _left(day: date, _end: datetime) -> set[PersonId]:
    return set(customers.contact_persons_left_by(day))


def _of_ended(day: date, _end: datetime) -> set[PersonId]:
    return set(customers.contact_persons_of(customers.ended_by(day)))


def _of_inactive(_day: date, end: datetime) -> set[PersonId]:
    return set(customers.contact_persons_of(customers.inactive_since(end)))


_NOTED = frozenset(("breach", "consent", "invoice", "request", "staff"))
"""Kinds of records whose days stand in `lifetimes` and nowhere else."""

_TRIGGERS: Mapping[tuple[str, str], Due] = {
    ("customer", "last_contract_end"): _ended,
    ("customer", "contract_end"): _ended,
    ("customer", "last_activity"): _inactive,
    ("contact_person", "last_contract_end"): _of_ended,
    ("contact_person", "role_end"): _left,
    ("contact_person", "last_activity"): _of_inactive,
}
"""How each trigger is computed, by whose data they are."""

_FALLBACKS: Mapping[tuple[str, str], Due] = {
    ("customer", "last_activity"): _inactive,
    ("customer", "record_made"): _inactive,
    ("contact_person", "last_activity"): _of_inactive,
    ("contact_person", "record_made"): _of_inactive,
}
"""The same where the first trigger never came."""
