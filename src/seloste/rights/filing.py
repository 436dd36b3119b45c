"""How a request is filed: who may, under which purpose, and what is written with each event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from seloste.audit.recording import record
from seloste.customers import queries as customers
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId, new_id
from seloste.lifetimes import operations as lifetimes
from seloste.notice import queries as notices
from seloste.notice.editions import EditionInForce
from seloste.notice.values import Notice
from seloste.readings.rules import categories_to_open
from seloste.retention.operations.holding import unfreeze
from seloste.rights.errors import (
    DecidedAlready,
    NoPlaceForRequests,
    NoSuchRequest,
    NotAskedFor,
    NotOpen,
)
from seloste.rights.models import Link, RequestEvent, RequestPart, SubjectRequest
from seloste.rights.rules.requests import CLOCK_EVENTS, calendar_of, is_awaiting
from seloste.rights.rules.working_days import IsHoliday
from seloste.rights.values import EVENT_RECORD, FILE, OPEN, RECORD, Kind, Outcome, State
from seloste.vault.sealing import seal
from seloste.vault.values import Plain, Record


@dataclass(frozen=True, slots=True)
class Office:
    """Where requests are handled: the edition in force, for which purpose, by whom and when.

    Attributes:
        purpose: the one that serves rights.
        category: the one in which files of requests stand.
    """

    edition: EditionInForce
    purpose: str
    category: str
    by: Actor
    at: datetime

    @property
    def notice(self) -> Notice:
        return self.edition.notice

    @property
    def today(self) -> date:
        """Return today in the controller's time zone."""
        return self.day_of(self.at)

    @property
    def is_holiday(self) -> IsHoliday:
        controller = self.notice.controller
        return calendar_of(controller.country if controller else None)

    def day_of(self, at: datetime) -> date:
        """Return the day of a moment in the controller's time zone."""
        return at.astimezone(ZoneInfo(self.notice.time_zone)).date()


def office(*, by: Actor, at: datetime) -> Office:
    """Return where requests are handled, for one whose role may handle them.

    Raises:
        NoPlaceForRequests: the notice has no purpose that serves rights, or no category.
        NotAllowed: the notice does not let the role use files of requests.

    Source: GDPR Art. 24(1), 25(2), 29.
    """
    edition = notices.in_force(at)
    purpose, category = places(edition.notice)
    categories_to_open(edition.notice, role=by.role, purpose=purpose, wanted=[category])
    return Office(edition=edition, purpose=purpose, category=category, by=by, at=at)


def places(notice: Notice) -> tuple[str, str]:
    """Return the purpose that serves rights and the category of files of requests.

    Raises:
        NoPlaceForRequests: the notice lacks one of them.
    """
    purpose, category = notice.purpose_serving("rights"), notice.category_of(FILE)
    if purpose is None or category is None:
        raise NoPlaceForRequests
    return purpose, category


def may_handle(notice: Notice, role: str) -> bool:
    """Tell whether the notice lets the role handle requests."""
    purpose, category = notice.purpose_serving("rights"), notice.category_of(FILE)
    if purpose is None or category is None:
        return False
    return category in notice.categories_for(role=role, purpose=purpose)


def row_of(request_id: int) -> SubjectRequest:
    """Return the row of a request, about whoever the person lives on in after a merge.

    Raises:
        NoSuchRequest: there is none.
    """
    row = SubjectRequest.objects.filter(id=request_id).first()
    if row is None:
        raise NoSuchRequest
    if row.about is not None:
        person = PersonId(row.about)
        row.about = customers.survivors([person]).get(person, person)
    return row


def open_row(request_id: int) -> SubjectRequest:
    """Return the row of a request that is owed an answer.

    Raises:
        NoSuchRequest, NotOpen: as their names say.
    """
    row = row_of(request_id)
    if row.state not in OPEN:
        raise NotOpen
    return row


def note(
    row: SubjectRequest,
    code: str,
    *,
    office: Office,
    detail: str = "",
    written: Mapping[str, object] | None = None,
    at: datetime | None = None,
) -> int:
    """Add an event to a request and its line to the audit; return the event's id.

    Args:
        row: of the request.
        code: what happened.
        office: by whom and when.
        detail: a code that says more.
        written: what was written down with it; it is sealed.
        at: when it happened, where that is not now.
    """
    event = new_id()
    RequestEvent.objects.create(
        id=event,
        request_id=row.id,
        code=code,
        at=at or office.at,
        handle=office.by.handle,
        role=office.by.role,
        detail=detail,
    )
    if written:
        seal_note(row, event, written, office=office)
    record(
        f"rights.{code}",
        by=office.by,
        at=office.at,
        about=PersonId(row.requester),
        ref=str(row.id),
        purpose=office.purpose,
        edition=office.edition.number,
    )
    return event


def seal_note(
    row: SubjectRequest, event: int, written: Mapping[str, object], *, office: Office
) -> None:
    """Seal what is written down with an event, in place of what was there."""
    place = Record(EVENT_RECORD, event)
    seal([Plain(PersonId(row.requester), place, office.category, {FILE: dict(written)})])


def settle(row: SubjectRequest) -> None:
    """Bring the state of an open request up to date: waiting, in progress, or received."""
    codes = RequestEvent.objects.filter(request_id=row.id, code__in=CLOCK_EVENTS)
    happened = list(codes.order_by("at", "id").values_list("code", flat=True))
    if is_awaiting(happened):
        row.state = "waiting"
    else:
        row.state = "in_progress" if row.taken_by else "received"
    row.save(update_fields=["state"])


def decide(
    row: SubjectRequest, kind: Kind, outcome: Outcome, *, office: Office, reason: str = ""
) -> None:
    """Decide one right that was asked; a building block for the operation that carries it out.

    Raises:
        NotAskedFor, DecidedAlready: as their names say.
    """
    part = RequestPart.objects.filter(request_id=row.id, kind=kind).first()
    if part is None:
        raise NotAskedFor(kind=kind)
    if part.state == "decided":
        raise DecidedAlready(kind=kind)
    part.state, part.outcome, part.reason, part.decided_at = "decided", outcome, reason, office.at
    part.save()


def close(row: SubjectRequest, state: State, *, office: Office) -> None:
    """Close a request: nothing more is owed, and the period of its file begins to run.

    What it froze may go from here on.

    Args:
        row: of the request.
        state: `closed` or `withdrawn`.
        office: by whom and when.
    """
    row.state, row.closed_at = state, office.at
    row.save(update_fields=["state", "closed_at"])
    Link.objects.filter(request_id=row.id, used_at=None, withdrawn_at=None).exclude(
        use="answer"
    ).update(withdrawn_at=office.at)
    unfreeze(row.id, by=office.by, at=office.at)
    days = {"request_closed": office.today}
    lifetimes.move(RECORD, [(PersonId(row.requester), row.id)], days, office.notice)
