"""What each recipient has had, and what it is still to be told."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import cast

from django.db.models import Count, Max, Q, QuerySet

from seloste.disclosures import rules
from seloste.disclosures.models import Disclosure, Duty
from seloste.disclosures.models import DutyEvent as EventRow
from seloste.disclosures.values import (
    OPEN,
    DutyCounts,
    DutyEvent,
    DutyKind,
    DutyState,
    DutyView,
    Giving,
    GivingKind,
    RecipientSummary,
)
from seloste.kernel.ids import PersonId
from seloste.notice import queries as notices
from seloste.notice.values import Notice

Erased = tuple[str, frozenset[str], datetime]
"""Recipient, categories, and when the erasure was owed."""


def given_to(person: PersonId) -> tuple[Giving, ...]:
    """Return what each recipient was given of the person, oldest first."""
    return _givings(Disclosure.objects.filter(person=person).order_by("at", "id"))


def givings_of(persons: Collection[PersonId]) -> dict[PersonId, list[Giving]]:
    """Return what was given of each of these persons of whom anything was, oldest first."""
    found: dict[PersonId, list[Giving]] = {}
    for giving in _givings(Disclosure.objects.filter(person__in=persons).order_by("at", "id")):
        found.setdefault(giving.person, []).append(giving)
    return found


def given_between(
    since: datetime, until: datetime, *, recipients: Collection[str] | None = None
) -> tuple[Giving, ...]:
    """Return what was given in a window of time, to these recipients or to any, oldest first."""
    rows = Disclosure.objects.filter(at__gte=since, at__lt=until)
    if recipients is not None:
        rows = rows.filter(recipient__in=recipients)
    return _givings(rows.order_by("at", "id"))


def givings_by_edition() -> dict[GivingKind, int]:
    """Return how often what was given to whom under which edition, those alike counted together."""
    rows = Disclosure.objects.values_list("edition", "recipient", "categories")
    counted = rows.annotate(number=Count("id")).order_by("edition", "recipient")
    return {
        GivingKind(edition, recipient, frozenset(cast("list[str]", categories))): number
        for edition, recipient, categories, number in counted
    }


def held_of(person: PersonId) -> dict[str, frozenset[str]]:
    """Return the recipients that have data of the person, with the categories."""
    return rules.held_by_recipients(given_to(person), erased_of([person]).get(person, ()))


def erased_of(persons: Collection[PersonId]) -> dict[PersonId, list[Erased]]:
    """Return for each person which recipient acknowledged to have erased what, and when that was owed."""
    rows = Duty.objects.filter(person__in=persons, kind="erase", state="acknowledged")
    found: dict[PersonId, list[Erased]] = {}
    for row in rows:
        categories = frozenset(cast("list[str]", row.categories))
        entry = (row.recipient, categories, row.owed_at)
        found.setdefault(PersonId(row.person), []).append(entry)
    return found


def duty(duty_id: int) -> DutyView | None:
    """Return the duty, or None."""
    row = Duty.objects.filter(id=duty_id).first()
    return None if row is None else _view(row)


def duties_of(person: PersonId, *, cause: str | None = None) -> tuple[DutyView, ...]:
    """Return what recipients are or were to be told of the person, oldest first.

    Args:
        person: whom it is about.
        cause: only what this made due, such as `request:12`.
    """
    rows = Duty.objects.filter(person=person)
    if cause is not None:
        rows = rows.filter(cause=cause)
    return tuple(map(_view, rows.order_by("owed_at", "id")))


def open_duties_of(persons: Collection[PersonId]) -> tuple[DutyView, ...]:
    """Return what recipients are still to be told of these persons, the oldest first."""
    rows = Duty.objects.filter(person__in=persons, state__in=OPEN)
    return tuple(map(_view, rows.order_by("owed_at", "id")))


def open_duties(
    *, recipient: str | None = None, after: int = 0, offset: int = 0, limit: int | None = None
) -> tuple[DutyView, ...]:
    """Return what is still to be told or answered, the oldest first: nothing is left out.

    Args:
        recipient: only of this one.
        after: only duties that came after this one.
        offset: how many to pass over.
        limit: how many at most; None for all.
    """
    rows = Duty.objects.filter(state__in=OPEN, id__gt=after)
    if recipient is not None:
        rows = rows.filter(recipient=recipient)
    until = None if limit is None else offset + limit
    return tuple(map(_view, rows.order_by("owed_at", "id")[offset:until]))


def counts(at: datetime) -> DutyCounts:
    """Return how many duties are open, and how many of them somebody has to see to now."""
    open_ = Duty.objects.filter(state__in=OPEN)
    pressing = (
        Q(state="owed", owed_at__lte=at - rules.TELL_WITHIN)
        | Q(state="sent", chase_at__lte=at)
        | Q(state="unknown")
    )
    return DutyCounts(open=open_.count(), pressing=open_.filter(pressing).count())


def duties_of_recipient(recipient: str, *, limit: int) -> tuple[DutyView, ...]:
    """Return the recipient's duties, settled ones too, newest first."""
    rows = Duty.objects.filter(recipient=recipient).order_by("-owed_at", "-id")
    return tuple(map(_view, rows[:limit]))


def to_chase(at: datetime) -> tuple[DutyView, ...]:
    """Return what was sent, was not acknowledged in time and is due to be asked about again."""
    rows = Duty.objects.filter(state="sent", chase_at__lte=at)
    return tuple(map(_view, rows.order_by("chase_at", "id")))


def events_of(duty_id: int) -> tuple[DutyEvent, ...]:
    """Return the steps of the duty, oldest first."""
    rows = EventRow.objects.filter(duty_id=duty_id).order_by("at", "id")
    return tuple(
        DutyEvent(row.id, row.code, row.at, row.actor, row.role, row.has_note) for row in rows
    )


def summaries() -> Mapping[str, RecipientSummary]:
    """Return what each recipient that ever had or was told anything has had, in numbers."""
    given = Disclosure.objects.values_list("recipient").annotate(
        persons=Count("person", distinct=True), last=Max("at")
    )
    found = {key: (persons, last) for key, persons, last in given.order_by()}
    owed = Duty.objects.values_list("recipient").annotate(
        number=Count("id", filter=Q(state__in=OPEN))
    )
    duties = dict(owed.order_by())
    return {
        key: RecipientSummary(key, *found.get(key, (0, None)), duties.get(key, 0))
        for key in sorted(found.keys() | duties.keys())
    }


def _givings(rows: QuerySet[Disclosure]) -> tuple[Giving, ...]:
    found = list(rows)
    under = {number: notices.edition(number).notice for number in {row.edition for row in found}}
    return tuple(_giving(row, under[row.edition]) for row in found)


def _giving(row: Disclosure, notice: Notice) -> Giving:
    categories = frozenset(cast("list[str]", row.categories))
    return Giving(
        id=row.id,
        person=PersonId(row.person),
        recipient=row.recipient,
        categories=categories,
        fields=rules.fields_for(notice, recipient=row.recipient, categories=categories),
        purpose=row.purpose,
        act=row.act,
        edition=row.edition,
        at=row.at,
    )


def _view(row: Duty) -> DutyView:
    return DutyView(
        id=row.id,
        kind=cast("DutyKind", row.kind),
        recipient=row.recipient,
        person=PersonId(row.person),
        subject=None if row.subject is None else PersonId(row.subject),
        categories=frozenset(cast("list[str]", row.categories)),
        cause=row.cause,
        purpose=row.purpose,
        edition=row.edition,
        state=cast("DutyState", row.state),
        reason=row.reason,
        attempts=row.attempts,
        owed_at=row.owed_at,
        sent_at=row.sent_at,
        settled_at=row.settled_at,
        chase_at=row.chase_at,
        answered_on=row.answered_on,
    )
