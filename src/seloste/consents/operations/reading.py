"""Opening what is on record of a person's consents, for a purpose."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import cast

from django.db import transaction

from seloste.consents import queries, rules
from seloste.consents.queries import CONSENT
from seloste.consents.values import Event, EventView
from seloste.consents.writing import FINGERPRINT
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId
from seloste.readings.operations import open_records
from seloste.vault.values import Record


@transaction.atomic
def open_consents(person: PersonId, *, purpose: str, by: Actor, at: datetime) -> list[EventView]:
    """Return what is on record of the person, newest first, opened as far as the notice allows.

    States, days and means stand in clear; who witnessed it and where the paper lies do not.

    Raises:
        NotAllowed: the notice does not let the role look at anything for the purpose.
    """
    events = queries.of_person(person)
    texts = queries.texts_of(event.wording for event in events)
    opened = open_records([person], purpose=purpose, by=by, at=at, kinds=[CONSENT])[person]
    return [
        _view(event, texts.get(event.wording, ""), opened.values_of(Record(CONSENT, event.id)))
        for event in reversed(events)
    ]


def _view(event: Event, text: str, values: Mapping[str, object]) -> EventView:
    sealed = cast("Mapping[str, object] | None", values.get(rules.RECORD))
    if sealed is None:
        return EventView(event, text, is_closed=True)
    details = {name: _readable(value) for name, value in sealed.items() if name != FINGERPRINT}
    is_altered = sealed.get(FINGERPRINT) != rules.fingerprint(event)
    return EventView(event, text, details, is_altered=is_altered)


def _readable(value: object) -> object:
    """Return a detail as others read it: days in ISO 8601."""
    return date(*value).isoformat() if isinstance(value, list) else value
