"""Opening the file of a breach for the purpose that serves security."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from django.db import transaction

from seloste.breaches import drafting, queries
from seloste.breaches.keeping import BREACH, EVENT, FILE, desk, found
from seloste.breaches.values import BreachView, Draft, OpenedBreach
from seloste.kernel.actors import Actor
from seloste.kernel.languages import Language
from seloste.readings.operations import open_records
from seloste.readings.values import Opened
from seloste.vault.values import Record


@transaction.atomic
def breaches(
    *, by: Actor, at: datetime, before: int | None = None, limit: int = queries.PAGE
) -> list[BreachView]:
    """Return a page of the register without opening a file, the newest first.

    Raises:
        NoPurpose, NotAllowed: the notice has no place for it, or does not let the role.
    """
    desk(by=by, at=at)
    return queries.breaches(before=before, limit=limit)


@transaction.atomic
def open_breach(breach: int, *, by: Actor, at: datetime) -> OpenedBreach:
    """Open a breach with its file and its events.

    Raises:
        NoSuchBreach, NoPurpose, NotAllowed: as their names say.

    Source: GDPR Art. 5(2), 33(5).
    """
    here = desk(by=by, at=at)
    view = found(breach)
    opened = open_records(
        [view.file],
        purpose=here.purpose,
        by=by,
        at=at,
        kinds=[BREACH, EVENT],
        categories=[here.category],
    )[view.file]
    texts = _content(opened, Record(BREACH, view.id))
    return OpenedBreach(
        view=view,
        texts={key: str(text) for key, text in texts.items()},
        events=tuple(
            (event, {**event.details, **_content(opened, Record(EVENT, event.id))})
            for event in queries.events_of(view.id)
        ),
        is_open=bool(texts),
    )


@transaction.atomic
def draft(
    breach: int, *, to: drafting.Addressee, language: Language, by: Actor, at: datetime
) -> Draft:
    """Write a draft to the authority or to the persons concerned from what the file holds.

    Raises:
        NoSuchBreach, NoPurpose, NotAllowed: as their names say.

    Source: GDPR Art. 33(3), 34(2).
    """
    here = desk(by=by, at=at)
    opened = open_breach(breach, by=by, at=at)
    return drafting.draft(opened, here.notice, to=to, language=language, at=at)


def _content(opened: Opened, record: Record) -> Mapping[str, object]:
    return cast("Mapping[str, object]", opened.values_of(record).get(FILE, {}))
