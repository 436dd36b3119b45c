"""Opening what is on record of a person's consents, for a purpose."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from django.db import transaction

from seloste.consents import queries, rules
from seloste.consents.queries import CONSENT
from seloste.consents.values import EventView
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
    views = []
    for event in reversed(events):
        found = opened.values_of(Record(CONSENT, event.id)).get(rules.RECORD)
        details = cast("Mapping[str, object]", found or {})
        views.append(
            EventView(event, texts.get(event.wording, ""), details, is_closed=found is None)
        )
    return views
