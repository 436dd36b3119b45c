"""What others may ask about requests without opening anything."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import cast
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from seloste.customers import queries as customers
from seloste.kernel.ids import PersonId
from seloste.kernel.languages import Language
from seloste.notice import queries as notices
from seloste.notice.values import Notice
from seloste.rights.errors import NoSuchRequest
from seloste.rights.models import RequestEvent, RequestPart, SubjectRequest
from seloste.rights.rules.requests import CLOCK_EVENTS, Happened, calendar_of, clock_of
from seloste.rights.values import (
    NUMBERS_A_DAY,
    OPEN,
    AuthorityState,
    Channel,
    EventView,
    IdentityState,
    Kind,
    Outcome,
    PartState,
    PartView,
    RequestView,
    State,
)

PAGE = 50


def request(request_id: int, *, at: datetime) -> RequestView:
    """Return one request.

    Raises:
        NoSuchRequest: there is none.
    """
    found = _views(SubjectRequest.objects.filter(id=request_id), at=at)
    if not found:
        raise NoSuchRequest
    return found[0]


def numbered(reference: str, *, at: datetime) -> RequestView:
    """Return the request with the number as people write it, such as 20261116-2.

    Raises:
        NoSuchRequest: there is none.
    """
    day, _, one = reference.strip().partition("-")
    if not (day.isascii() and day.isdigit() and one.isascii() and one.isdigit()):
        raise NoSuchRequest
    if len(day) != 8 or len(one) > 5:
        raise NoSuchRequest
    found = _views(SubjectRequest.objects.filter(number=int(day) * NUMBERS_A_DAY + int(one)), at=at)
    if not found:
        raise NoSuchRequest
    return found[0]


def queue(*, at: datetime) -> list[RequestView]:
    """Return every request that is owed an answer, in order of arrival, overdue ones too."""
    return _views(_by_arrival(SubjectRequest.objects.filter(state__in=OPEN)), at=at)


def ended(*, at: datetime, before: int | None = None, limit: int = PAGE) -> list[RequestView]:
    """Return a page of requests that are owed nothing more, the newest first, before a number."""
    rows = SubjectRequest.objects.exclude(state__in=OPEN)
    if before is not None:
        rows = rows.filter(number__lt=before)
    return _views(rows.order_by("-number")[:limit], at=at)


def of_person(person: PersonId, *, at: datetime) -> list[RequestView]:
    """Return the requests about a person, or one merged into them, in order of arrival."""
    persons = [person, *customers.merged_into_any([person]).get(person, ())]
    return _views(_by_arrival(SubjectRequest.objects.filter(about__in=persons)), at=at)


def events_of(request_id: int) -> list[EventView]:
    """Return what happened to a request, in order."""
    rows = RequestEvent.objects.filter(request_id=request_id).order_by("at", "id")
    return [EventView(r.id, r.code, r.at, r.handle, r.role, r.detail) for r in rows]


def event(event_id: int) -> tuple[int, EventView]:
    """Return an event and the id of its request.

    Raises:
        NoSuchRequest: there is none.
    """
    row = RequestEvent.objects.filter(id=event_id).first()
    if row is None:
        raise NoSuchRequest
    return row.request_id, EventView(row.id, row.code, row.at, row.handle, row.role, row.detail)


def _by_arrival(rows: QuerySet[SubjectRequest]) -> QuerySet[SubjectRequest]:
    return rows.order_by("received_at", "id")


def _views(rows: Iterable[SubjectRequest], *, at: datetime) -> list[RequestView]:
    found = list(rows)
    if not found:
        return []
    notice = notices.in_force(at).notice
    ids = [row.id for row in found]
    parts, events = _parts(ids), _clock_events(ids, ZoneInfo(notice.time_zone))
    about = {PersonId(row.about) for row in found if row.about is not None}
    moved = customers.survivors(about)
    return [
        replace(
            _view(row, parts.get(row.id, ()), events.get(row.id, ()), notice=notice, at=at),
            about=None
            if row.about is None
            else moved.get(PersonId(row.about), PersonId(row.about)),
        )
        for row in found
    ]


def _view(
    row: SubjectRequest,
    parts: Collection[PartView],
    events: Collection[Happened],
    *,
    notice: Notice,
    at: datetime,
) -> RequestView:
    clock = clock_of(
        row.received_on,
        events,
        extended=row.extended_at is not None,
        is_holiday=calendar_of(notice.controller.country if notice.controller else None),
        today=_day(row.answered_at or row.closed_at or at, notice),
    )
    return RequestView(
        id=row.id,
        number=row.number,
        requester=PersonId(row.requester),
        about=None if row.about is None else PersonId(row.about),
        channel=cast("Channel", row.channel),
        received_at=row.received_at,
        received_on=row.received_on,
        language=cast("Language", row.language),
        state=cast("State", row.state),
        taken_by=row.taken_by,
        identity=cast("IdentityState", row.identity),
        authority=cast("AuthorityState", row.authority),
        represented=row.represented,
        acknowledged_at=row.acknowledged_at,
        extended_at=row.extended_at,
        answered_at=row.answered_at,
        closed_at=row.closed_at,
        parts=tuple(parts),
        clock=clock,
    )


def _parts(requests: Collection[int]) -> dict[int, list[PartView]]:
    found: dict[int, list[PartView]] = {}
    for row in RequestPart.objects.filter(request_id__in=requests).order_by("id"):
        found.setdefault(row.request_id, []).append(
            PartView(
                id=row.id,
                kind=cast("Kind", row.kind),
                state=cast("PartState", row.state),
                outcome=cast("Outcome", row.outcome),
                reason=row.reason,
                decided_at=row.decided_at,
            )
        )
    return found


def _clock_events(requests: Collection[int], zone: ZoneInfo) -> dict[int, list[Happened]]:
    found: dict[int, list[Happened]] = {}
    rows = RequestEvent.objects.filter(request_id__in=requests, code__in=CLOCK_EVENTS)
    for of, code, at in rows.order_by("at", "id").values_list("request_id", "code", "at"):
        found.setdefault(of, []).append((code, at.astimezone(zone).date()))
    return found


def _day(at: datetime, notice: Notice) -> date:
    return at.astimezone(ZoneInfo(notice.time_zone)).date()
