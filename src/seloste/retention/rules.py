"""What goes and what stays. Pure; docs/law/erasure.md says how the law is read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from seloste.kernel.actors import SYSTEM_ROLE
from seloste.kernel.ids import PersonId
from seloste.kernel.periods import Period
from seloste.lifetimes.rules import categories_of_kind, each_end
from seloste.lifetimes.values import EraseAfter, Lifetime, Triggers
from seloste.notice.values import Notice, StoragePeriod
from seloste.retention.errors import MayNotErase
from seloste.retention.values import ErasurePlan, Facts, HoldView, PlanItem, Why
from seloste.vault.values import Erasure, Record

_CONSENT_PROOF = "consent.record"
_FIRST = tuple(Why)
"""Of several reasons that end on the same day, the first is told."""

_REVIEW = Period(months=6, days=0)
LATE_AFTER = timedelta(days=7)
"""Within this time of its day everything is gone; after it, something is out of order."""

Reason = tuple[Why, date | None, str]
"""Why something stays, until when, and the purpose whose storage period keeps it."""


_END_ANY_DAY = frozenset(
    (Why.HOLD, Why.NEEDED_BY_PERSON, Why.OPEN_REQUEST, Why.RUNNING_CONTRACT, Why.OTHER_PERSON)
)
"""Reasons that no calendar ends: what waits for them is looked at every night."""


def plan_of_request(
    facts: Facts,
    notice: Notice,
    *,
    asked: Collection[str] | None,
    today: date,
    request: int | None = None,
) -> ErasurePlan:
    """Return what of a person goes and what stays when they ask for erasure.

    What is needed for legal claims stays until they are barred by time, what a statute has the
    controller keep until that ends, what a running contract needs until it has ended. Everything
    else goes.

    Args:
        facts: what is kept of the person, and what counts for it.
        notice: the edition in force.
        asked: the categories asked for; None means all.
        today: in the controller's time zone.
        request: id of the request that asks; what it froze does not stand in its own way.

    Source: GDPR Art. 17(1), 17(3)(b), 17(3)(e), 18(1)(c); TSV/2/2018.
    """
    wanted = frozenset(facts.held) if asked is None else frozenset(asked) & facts.held.keys()
    items: list[PlanItem] = []
    for category in sorted(wanted):
        outcomes: dict[Reason | None, set[Record]] = {}
        for record in facts.held[category]:
            reason = _reason(facts, notice, category, record, today=today, request=request)
            outcomes.setdefault(reason, set()).add(record)
        items += _items(category, outcomes)
    return ErasurePlan(
        facts.person,
        None if asked is None else frozenset(asked),
        tuple(items),
        frozenset(facts.held) - wanted,
    )


def plan_of_period(
    facts: Facts, notice: Notice, due: Iterable[Lifetime], *, today: date
) -> ErasurePlan:
    """Return what of a person goes because its storage period is over, and what stays all the same.

    Args:
        facts: what is kept of the person, and what counts for it.
        notice: the edition in force.
        due: the records of which something is due. What was written down beside them goes too.
        today: in the controller's time zone.

    Source: GDPR Art. 5(1)(e), 17(1)(a), 17(3)(e), 18(1)(c).
    """
    known = {one.record for one in facts.lifetimes}
    waiting = known - {one.record for one in due}
    going = {
        category: {
            record
            for record in records
            if _owner(facts, record).id not in waiting
            and all(
                _is_over(notice, days, category, today)
                for days in _days(facts, notice, category, _owner(facts, record))
            )
        }
        for category, records in facts.held.items()
    }
    items: list[PlanItem] = []
    for category in sorted(category for category, records in going.items() if records):
        outcomes: dict[Reason | None, set[Record]] = {}
        for record in going[category]:
            outcomes.setdefault(barrier(facts, category, record), set()).add(record)
        items += _items(category, outcomes, is_all=going[category] == facts.held[category])
    touched = {item.category for item in items if item.is_whole}
    return ErasurePlan(facts.person, None, tuple(items), frozenset(facts.held) - touched)


def barrier(
    facts: Facts, category: str, record: Record, *, request: int | None = None
) -> Reason | None:
    """Return what keeps a record whatever its storage period says: a hold, the person's own need.

    Source: GDPR Art. 17(3)(e), 18(1)(c); law.md 3.2 (no erasure of what is asked for).
    """
    owner = _owner(facts, record)
    for hold in facts.holds:
        if _covers(hold, category, owner) and (hold.request is None or hold.request != request):
            why = Why.OPEN_REQUEST if hold.ground == "request" else Why.HOLD
            return (why, None, "")
    if facts.is_needed_by_person:
        return (Why.NEEDED_BY_PERSON, None, "")
    return None


def check_may_erase(notice: Notice, role: str, categories: Collection[str]) -> None:
    """Refuse a role to which the notice does not open all that is concerned, to answer requests.

    Raises:
        MayNotErase: as it says.

    Source: GDPR Art. 29, 32(4).
    """
    if role == SYSTEM_ROLE:
        return
    allowed = notice.categories_for(role=role, purpose=notice.purpose_serving("rights") or "")
    # What an earlier edition named and this one does not, everybody in the role may let go.
    if not allowed or (set(categories) & notice.categories.keys()) - allowed:
        raise MayNotErase(role=role)


def review_on(day: date) -> date:
    """Return by when a hold is to be looked at again."""
    return _REVIEW.after(day)


def waits(plan: ErasurePlan) -> frozenset[str]:
    """Return the categories that go by themselves when what keeps them ends.

    What proves how a request or a consent was handled is not among them: its own period ends it.
    """
    return frozenset(item.category for item in plan.staying if item.why is not Why.PROOF)


def look_on(plan: ErasurePlan) -> date | None:
    """Return the first day on which something that stays may go; None when that may be any day.

    A hold, a restriction, a request or a contract can end whenever somebody ends it.
    """
    if any(item.why in _END_ANY_DAY for item in plan.staying):
        return None
    days = [item.until for item in plan.staying if item.until is not None]
    return min(days) + timedelta(days=1) if days else None


def is_done(plan: ErasurePlan, lifetime: Lifetime, facts: Facts) -> bool:
    """Tell whether nothing that is due of the record had to stay."""
    staying = {_owner(facts, record).id for item in plan.staying for record in item.records}
    return lifetime.record not in staying


def same_periods(one: Notice, other: Notice) -> bool:
    """Tell whether two editions keep everything for the same time."""
    return (
        one.storage_periods == other.storage_periods
        and one.fiscal_year_end == other.fiscal_year_end
        and {key: c.fields for key, c in one.categories.items()}
        == {key: c.fields for key, c in other.categories.items()}
    )


def erasures_of(
    plan: ErasurePlan, merged: Collection[PersonId], *, cause: str
) -> tuple[Erasure, ...]:
    """Return what the vault is to erase for a plan.

    Args:
        plan: what goes.
        merged: customers who were merged into this one: their keys open what older backups hold.
        cause: a short code for the ledger.
    """
    if plan.is_whole:
        return tuple(Erasure(person, None, None, cause) for person in (plan.person, *merged))
    whole = frozenset(item.category for item in plan.going if item.is_whole)
    some = [item for item in plan.going if not item.is_whole]
    found = [Erasure(plan.person, whole, None, cause)] if whole else []
    found += [
        Erasure(plan.person, frozenset({item.category}), item.records, cause) for item in some
    ]
    # Nothing is sealed any more under the keys of those who were merged.
    gone = whole | {item.category for item in some}
    return (*found, *(Erasure(person, gone, None, cause) for person in merged if gone))


def gone_records(
    erasures: Iterable[Erasure], held: dict[PersonId, dict[str, set[Record]]]
) -> set[tuple[PersonId, Record]]:
    """Return the records of which nothing is left after these erasures.

    Args:
        erasures: what goes.
        held: person → category → records, as it was before.
    """
    going = list(erasures)
    touched: set[tuple[PersonId, Record]] = set()
    left: set[tuple[PersonId, Record]] = set()
    by_person: dict[PersonId, list[Erasure]] = {}
    for erasure in going:
        by_person.setdefault(erasure.person, []).append(erasure)
    for person, of_person in by_person.items():
        for category, records in held.get(person, {}).items():
            for record in records:
                takes = any(_takes(erasure, category, record) for erasure in of_person)
                (touched if takes else left).add((person, record))
        touched |= {(person, record) for erasure in of_person for record in erasure.records or ()}
    return touched - left


def _takes(erasure: Erasure, category: str, record: Record) -> bool:
    return (erasure.categories is None or category in erasure.categories) and (
        erasure.records is None or record in erasure.records
    )


def _items(
    category: str, outcomes: dict[Reason | None, set[Record]], *, is_all: bool = True
) -> Iterator[PlanItem]:
    for reason, records in sorted(outcomes.items(), key=lambda pair: str(pair[0])):
        why, until, purpose = reason or (None, None, "")
        yield PlanItem(
            category,
            frozenset(records),
            is_all and len(outcomes) == 1,
            why=why,
            until=until,
            purpose=purpose,
        )


def _reason(
    facts: Facts,
    notice: Notice,
    category: str,
    record: Record,
    *,
    today: date,
    request: int | None,
) -> Reason | None:
    """Return why a record stays when its person asks for erasure, or None when it goes."""
    if found := barrier(facts, category, record, request=request):
        return found
    reasons = list(_reasons_to_keep(facts, notice, category, record, today))
    return max(reasons, key=_lasts, default=None)


def _lasts(reason: Reason) -> tuple[date, int]:
    why, until, _ = reason
    return (until or date.max, -_FIRST.index(why))


def _reasons_to_keep(
    facts: Facts, notice: Notice, category: str, record: Record, today: date
) -> Iterator[Reason]:
    owner = _owner(facts, record)
    if _is_needed_by_contract(facts, notice, category, owner):
        yield (Why.RUNNING_CONTRACT, None, "")
    for days in _days(facts, notice, category, owner):
        for period, end in each_end(notice, days, category):
            if end is None or today <= end.last_day:
                why = _why(notice, category, period, end)
                if why is not None:
                    yield (why, end.last_day if end else None, period.purpose or "")


def _why(
    notice: Notice, category: str, period: StoragePeriod, end: EraseAfter | None
) -> Why | None:
    """Return what a storage period that goes on keeps data for, against the person's wish.

    What is kept for claims is only what the notice lets be used for them, and only where there
    was a relationship from which claims can arise: the fallback of an inactive customer is none.

    Source: GDPR Art. 7(1), 17(3)(b), 17(3)(e).
    """
    purpose = notice.purposes.get(period.purpose or "")
    if purpose is None:
        return None
    if purpose.serves == "claims":
        used = {c for use in notice.uses_of(period.purpose or "") for c in use.categories}
        return Why.CLAIMS if category in used and end and not end.by_fallback else None
    if purpose.serves in {"rights", "accountability"}:
        return Why.PROOF
    if category == notice.category_of(_CONSENT_PROOF):
        return Why.PROOF
    if purpose.serves == "security":
        return Why.SECURITY
    return Why.STATUTORY if purpose.legal_basis == "legal_obligation" else None


def _is_needed_by_contract(facts: Facts, notice: Notice, category: str, owner: Record) -> bool:
    """Tell whether a contract that runs, or is to come, needs the record.

    Source: GDPR Art. 6(1)(b), 17(1)(a).
    """
    if owner.kind == "contact_person":
        return facts.acts_in_running
    if not facts.running:
        return False
    return any(
        category in use.categories
        for key, purpose in notice.purposes.items()
        if purpose.legal_basis == "contract"
        for use in notice.uses_of(key)
    )


def _is_over(notice: Notice, triggers: Triggers, category: str, today: date) -> bool:
    ends = each_end(notice, triggers, category)
    return bool(ends) and all(end is not None and end.last_day < today for _, end in ends)


def _days(facts: Facts, notice: Notice, category: str, owner: Record) -> list[Triggers]:
    """Return the days that count for a record: its own, or those of all that it may belong to.

    What was written down with a request has no days of its own and goes with the request.
    """
    # The id of a record is no other record's, of whatever kind.
    own = [one.triggers for one in facts.lifetimes if one.record == owner.id]
    beside = [
        one.triggers for one in facts.lifetimes if category in categories_of_kind(notice, one.kind)
    ]
    return own or beside or [{}]


def _owner(facts: Facts, record: Record) -> Record:
    return facts.changed.get(record, record)


def _covers(hold: HoldView, category: str, owner: Record) -> bool:
    return hold.category in {"", category} and (
        hold.contract is None or owner == Record("contract", hold.contract)
    )
