"""Storage periods carried out: what is due goes, what must stay stays, what waited follows.

Only what is due is read: the cost does not grow with the register.

Source: GDPR Art. 5(1)(e), 13(2)(a), 17(1)(a).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from seloste.audit.recording import record
from seloste.customers.queries import merged_into
from seloste.kernel.actors import Actor
from seloste.kernel.errors import Refusal
from seloste.kernel.ids import PersonId
from seloste.lifetimes import operations as lifetimes
from seloste.lifetimes.queries import due_by
from seloste.lifetimes.values import Lifetime
from seloste.notice import queries as notices
from seloste.notice.values import Notice
from seloste.retention import queries, rules
from seloste.retention.models import Night, Pending
from seloste.retention.operations.erasing import MOST_AT_ONCE, erase_planned
from seloste.retention.operations.gathering import facts_of
from seloste.retention.values import ErasurePlan, Facts, Outcome, PendingView, Why

PERIOD = "storage_period"
"""Cause of an erasure whose day had come."""


def look(*, until: date | None = None, at: datetime) -> Outcome:
    """Return what a run would do, up to today or another day. Nothing is done."""
    notice = notices.in_force(at).notice
    day = until or _today(notice, at)
    plans: list[ErasurePlan] = []
    late = 0
    for persons in _persons_due(day):
        batch = _Batch(persons, notice, day)
        plans += batch.look()
        late += batch.late
    return _outcome(plans, day=day, late=late, is_applied=False)


def run(*, by: Actor, at: datetime) -> Outcome:
    """Erase what is due, and what was asked for before and may go now.

    Each few hundred persons are one operation: cut off anywhere, the next run goes on.

    Source: GDPR Art. 5(1)(e), 17(1)(a).
    """
    notice = notices.in_force(at).notice
    today = _today(notice, at)
    plans: list[ErasurePlan] = []
    late = 0
    for persons in _persons_due(today):
        for batch in _carried_out(persons, notice, today, by=by, at=at):
            plans += batch.plans
            late += batch.late
    plans += _carry_out_pending(notice, today, by=by, at=at)
    outcome = _outcome(plans, day=today, late=late, is_applied=True)
    _note_night(outcome, by=by, at=at)
    return outcome


def is_night_done(at: datetime) -> bool:
    """Tell whether the storage periods that ended yesterday were carried out today."""
    last = queries.last_night()
    return last is not None and last.day >= _today(notices.in_force(at).notice, at)


def late(at: datetime) -> Counter[str]:
    """Return how many records of each category lie more than a week past their day, unheld."""
    notice = notices.in_force(at).notice
    today = _today(notice, at)
    found: Counter[str] = Counter()
    for persons in _persons_due(today - rules.LATE_AFTER):
        for plan in _Batch(persons, notice, today - rules.LATE_AFTER).look():
            for item in plan.going:
                found[item.category] += len(item.records)
    return found


# --- What is due ----------------------------------------------------------------------------------


def _persons_due(day: date) -> Iterator[list[PersonId]]:
    """Yield the persons of whom something is due, some at a time, the longest due first."""
    after: Lifetime | None = None
    while found := due_by(day, limit=MOST_AT_ONCE, after=after):
        after = found[-1]
        yield list(dict.fromkeys(one.person for one in found))


class _Batch:
    """Some persons of whom something is due: what of it goes, and when the rest is looked at."""

    def __init__(self, persons: Sequence[PersonId], notice: Notice, day: date) -> None:
        self._persons, self._notice, self._day = persons, notice, day
        self.plans: list[ErasurePlan] = []
        self.late = 0

    def look(self) -> list[ErasurePlan]:
        """Return what would go and what would stay."""
        facts = facts_of(self._persons, self._notice, today=self._day)
        self._due = {person: self._due_of(one) for person, one in facts.items()}
        self.plans = [
            rules.plan_of_period(one, self._notice, self._due[person], today=self._day)
            for person, one in facts.items()
        ]
        self.late = sum(self._late(plan) for plan in self.plans)
        self._facts = facts
        return self.plans

    def plan(self) -> list[ErasurePlan]:
        """Return the same, to be carried out in this transaction; note the days of what is left.

        What had to stay keeps its day, and is looked at again the next night.
        """
        plans = self.look()
        done = [
            one
            for plan in plans
            for one in self._due[plan.person]
            if not (plan.going and plan.is_whole)
            and rules.is_done(plan, one, self._facts[plan.person])
        ]
        lifetimes.done_through(done, self._day, self._notice)
        return plans

    def _due_of(self, facts: Facts) -> list[Lifetime]:
        return [one for one in facts.lifetimes if one.due_on and one.due_on <= self._day]

    def _late(self, plan: ErasurePlan) -> int:
        """Count what goes more than a week after its day: it should have gone before."""
        return sum(
            1
            for one in self._due[plan.person]
            if plan.going and one.due_on and one.due_on + rules.LATE_AFTER < self._day
        )


def _carried_out(
    persons: Sequence[PersonId], notice: Notice, today: date, *, by: Actor, at: datetime
) -> Iterator[_Batch]:
    """Erase what is due of these persons. One of whom it is refused keeps nobody else's data.

    What was refused stays due: after a week it shows as late.
    """
    batch = _Batch(persons, notice, today)
    try:
        erase_planned(batch.plan, cause=PERIOD, by=by, at=at)
    except Refusal:
        if len(persons) > 1:
            for person in persons:
                yield from _carried_out([person], notice, today, by=by, at=at)
    else:
        yield batch


# --- What waited ----------------------------------------------------------------------------------


def _carry_out_pending(
    notice: Notice, today: date, *, by: Actor, at: datetime
) -> list[ErasurePlan]:
    """Erase what was asked for before and may go now."""
    plans = []
    for one in queries.pending():
        if one.look_on is None or one.look_on <= today:
            waiting = _Waiting(one, notice, today)
            with suppress(Refusal):  # it waits on, and the others are not kept waiting
                erase_planned(waiting.plan, cause=one.cause, by=by, at=at)
            plans += waiting.plans
    return [plan for plan in plans if plan.going]


class _Waiting:
    """What a person asked for before: what of it may go now, and what waits on."""

    def __init__(self, one: PendingView, notice: Notice, today: date) -> None:
        self._one, self._notice, self._today = one, notice, today
        self.plans: list[ErasurePlan] = []

    def plan(self) -> list[ErasurePlan]:
        person = self._one.person
        while other := merged_into(person):
            person = other
        facts = facts_of([person], self._notice, today=self._today)[person]
        plan = rules.plan_of_request(
            facts,
            self._notice,
            asked=self._one.categories,
            today=self._today,
            request=_request_of(self._one),
        )
        _wait_on(self._one, plan)
        self.plans = [plan]
        return self.plans


def _wait_on(one: PendingView, plan: ErasurePlan) -> None:
    staying = sorted(rules.waits(plan))
    rows = Pending.objects.filter(id=one.id)
    if staying:
        rows.update(categories=staying, look_on=rules.look_on(plan))
    else:
        rows.delete()


def _request_of(one: PendingView) -> int | None:
    kind, _, number = one.cause.partition(":")
    return int(number) if kind == "request" and number.isdecimal() else None


# --- What came of it ------------------------------------------------------------------------------


def _outcome(plans: Sequence[ErasurePlan], *, day: date, late: int, is_applied: bool) -> Outcome:
    going: Counter[str] = Counter()
    staying: Counter[Why] = Counter()
    for plan in plans:
        for item in plan.items:
            if item.why is None:
                going[item.category] += len(item.records)
            else:
                staying[item.why] += len(item.records)
    return Outcome(
        day=day,
        persons=sum(1 for plan in plans if plan.going),
        going=dict(going),
        staying=dict(staying),
        late=late,
        is_applied=is_applied,
    )


@transaction.atomic(durable=True)
def _note_night(outcome: Outcome, *, by: Actor, at: datetime) -> None:
    records = sum(outcome.going.values())
    row, is_new = Night.objects.get_or_create(
        day=outcome.day,
        defaults={
            "done_at": at,
            "persons": outcome.persons,
            "records": records,
            "late": outcome.late,
        },
    )
    if not is_new:
        row.done_at, row.late = at, row.late + outcome.late
        row.persons, row.records = row.persons + outcome.persons, row.records + records
        row.save()
    record(
        "retention.run",
        by=by,
        at=at,
        ref=f"{outcome.day.isoformat()}:{outcome.persons}:{records}",
        edition=notices.in_force(at).number,
    )


def _today(notice: Notice, at: datetime) -> date:
    return at.astimezone(ZoneInfo(notice.time_zone)).date()
