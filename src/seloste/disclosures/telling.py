"""What a recipient is told: read when it is told, and never kept in between."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import cast

from django.db import transaction

from seloste.disclosures import naming, queries
from seloste.disclosures.errors import NoSuchDuty, NothingLeftToTell
from seloste.disclosures.settling import owner_of_note
from seloste.disclosures.values import DutyView, Message
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId
from seloste.notice import queries as notices
from seloste.notice.values import Notice
from seloste.readings.errors import NotAllowed
from seloste.readings.operations import open_records
from seloste.readings.values import Opened
from seloste.vault.values import Record

CHANGE = "change"
"""Kind of the record that holds what was before a correction, and after."""

Values = dict[str, object]


@transaction.atomic
def compose(duty_id: int, *, by: Actor, at: datetime) -> Message:
    """Open what the recipient is told; reading lines say so.

    Corrected data are opened for the purpose for which the recipient has them, or for the one
    that serves requests: the notice has to let the role use the categories for one of them.

    Raises:
        NoSuchDuty: there is none.
        NotAllowed: the notice lets the role open them for neither purpose.
        NothingLeftToTell: the person's data are gone, or the duty is settled.

    Source: GDPR Art. 19.
    """
    duty = queries.duty(duty_id)
    if duty is None:
        raise NoSuchDuty
    fields = naming.fields_had(duty.recipient, duty.categories, duty.edition, at=at)
    opened = _Reading(duty, by=by, at=at)
    before, after = opened.corrected(fields) if duty.kind == "correct" else ({}, {})
    named = opened.naming()
    if not named:
        raise NothingLeftToTell
    return Message(
        duty=duty.id,
        kind=duty.kind,
        recipient=duty.recipient,
        naming=named,
        before=before,
        after=after,
        fields=tuple(sorted(fields)),
        purpose=duty.purpose,
        owed_at=duty.owed_at,
    )


@transaction.atomic
def notes_of(duty: DutyView, *, by: Actor, at: datetime) -> dict[int, str]:
    """Open what recipients answered, by event; empty for a role that may not see files of requests."""
    notice = notices.in_force(at).notice
    purpose = notice.purpose_serving("rights") or ""
    category = notice.category_of(naming.FILE) or ""
    events = [event.id for event in queries.events_of(duty.id) if event.has_note]
    if not events or category not in notice.categories_for(role=by.role, purpose=purpose):
        return {}
    owners = {event: owner_of_note(duty, event) for event in events}
    opened = open_records(
        list(dict.fromkeys(owners.values())),
        purpose=purpose,
        by=by,
        at=at,
        kinds=[naming.FILE_RECORD],
        categories=[category],
    )
    found = {
        event: opened[owner].values_of(Record(naming.FILE_RECORD, event)).get(naming.FILE, {})
        for event, owner in owners.items()
    }
    return {event: str(cast("Values", file).get("note", "")) for event, file in found.items()}


class _Reading:
    """Opens what one duty needs."""

    def __init__(self, duty: DutyView, *, by: Actor, at: datetime) -> None:
        self._duty, self._by, self._at = duty, by, at
        self._notice = notices.in_force(at).notice
        self._rights = self._notice.purpose_serving("rights") or ""

    def naming(self) -> Values:
        """Return by what the recipient knows the person."""
        duty = self._duty
        if duty.subject is not None:
            return naming.kept(
                duty.subject, duty.id, purpose=self._rights, by=self._by, at=self._at
            )
        wanted = naming.fields_naming(duty.recipient, duty.edition, at=self._at)
        categories = _categories(self._notice, wanted)
        opened = self._opened(duty.person, categories & self._may_open(), naming.HOLDERS)
        return {f: v for f in wanted if (v := _current(opened, f))}

    def corrected(self, fields: frozenset[str]) -> tuple[Values, Values]:
        """Return what the recipient has and what is right, of these fields.

        Raises:
            NotAllowed: a category of what was corrected may not be opened.
        """
        duty = self._duty
        if missing := duty.categories - self._may_open():
            raise NotAllowed(
                role=self._by.role, purpose=self._rights, categories=", ".join(sorted(missing))
            )
        opened = self._opened(duty.person, duty.categories, (*naming.HOLDERS, CHANGE))
        kind, _, number = duty.cause.partition(":")
        if kind != CHANGE:
            return {}, {f: v for f in sorted(fields) if (v := _current(opened, f))}
        pairs = _pairs(opened, Record(CHANGE, int(number)))
        return (
            {f: old for f, (old, _) in pairs.items() if f in fields and old},
            {f: new or None for f, (_, new) in pairs.items() if f in fields},
        )

    def _may_open(self) -> frozenset[str]:
        return frozenset().union(*(self._allowed(purpose) for purpose in self._purposes()))

    def _purposes(self) -> tuple[str, ...]:
        """Return for which purposes it may be opened: what the data were given for, and requests."""
        given = [
            giving.purpose
            for giving in queries.given_to(self._duty.person)
            if giving.recipient == self._duty.recipient
        ]
        return tuple(dict.fromkeys([*reversed(given), self._rights]))

    def _allowed(self, purpose: str) -> frozenset[str]:
        return self._notice.categories_for(role=self._by.role, purpose=purpose)

    def _opened(
        self, person: PersonId, categories: frozenset[str], kinds: Iterable[str]
    ) -> list[Opened]:
        """Open the categories, each for the first purpose for which that is allowed."""
        found, left = [], categories
        # The purpose that serves requests comes first: it is open while data are restricted.
        for purpose in (self._rights, *self._purposes()):
            if now := left & self._allowed(purpose):
                opened = open_records(
                    [person],
                    purpose=purpose,
                    by=self._by,
                    at=self._at,
                    kinds=tuple(kinds),
                    categories=now,
                )[person]
                found.append(opened)
                left -= now
        return found


def _categories(notice: Notice, fields: Iterable[str]) -> frozenset[str]:
    return frozenset(c for field in fields if (c := notice.category_of(field)))


def _current(opened: Iterable[Opened], field: str) -> object:
    """Return the value that a field of the person has now."""
    for one in opened:
        for kind in naming.HOLDERS:
            for record in one.records(kind):
                if value := one.values_of(record).get(field):
                    return value
    return None


def _pairs(opened: Iterable[Opened], change: Record) -> Mapping[str, tuple[object, object]]:
    return {
        field: cast("tuple[object, object]", value)
        for one in opened
        for field, value in one.values_of(change).items()
    }
