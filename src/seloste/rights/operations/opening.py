"""Opening the file of a request, for the purpose that serves rights. Each leaves a reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from django.db import transaction

from seloste.kernel.actors import Actor
from seloste.readings.operations import open_records
from seloste.rights import queries
from seloste.rights.filing import office
from seloste.rights.values import EVENT_RECORD, FILE, RECORD, RequestFile, RequestView
from seloste.vault.values import Record

Note = Mapping[str, object]


@dataclass(frozen=True, slots=True, repr=False)
class OpenedRequest:
    """A request with its file and what was written down with its events, by the event's id."""

    view: RequestView
    file: RequestFile
    notes: Mapping[int, Note] = field(default_factory=dict)


def open_request(request_id: int, *, by: Actor, at: datetime) -> OpenedRequest:
    """Open the file of one request.

    Raises:
        NoSuchRequest, NoPlaceForRequests, NotAllowed: as their names say.
    """
    return open_requests([queries.request(request_id, at=at)], by=by, at=at)[0]


@transaction.atomic
def open_requests(views: list[RequestView], *, by: Actor, at: datetime) -> list[OpenedRequest]:
    """Open the files of these requests in one stroke, in their order.

    Raises:
        NoPlaceForRequests, NotAllowed: as their names say.
    """
    desk = office(by=by, at=at)
    opened = open_records(
        [view.requester for view in views],
        purpose=desk.purpose,
        by=by,
        at=at,
        kinds=[RECORD, EVENT_RECORD],
        categories=[desk.category],
    )
    return [
        OpenedRequest(
            view=view,
            file=_file(opened[view.requester].values_of(Record(RECORD, view.id))),
            notes={
                record.id: _content(opened[view.requester].values_of(record))
                for record in opened[view.requester].records(EVENT_RECORD)
            },
        )
        for view in views
    ]


def _content(values: Mapping[str, object]) -> Note:
    return cast("Note", values.get(FILE) or {})


def _file(values: Mapping[str, object]) -> RequestFile:
    stored = cast("Mapping[str, str]", _content(values))
    return RequestFile(
        name=stored.get("name", ""),
        email=stored.get("email", ""),
        phone=stored.get("phone", ""),
        address=stored.get("address", ""),
        words=stored.get("words", ""),
        wishes=cast("Mapping[str, str]", stored.get("wishes") or {}),
        representative=stored.get("representative", ""),
        representative_email=stored.get("representative_email", ""),
        known_as=stored.get("known_as", ""),
    )
