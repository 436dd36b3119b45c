"""How far a breach reached: what a stated account saw and did within a stated time.

Counts come from the audit trail and open nothing. The names of the persons are opened one group
after the other, for the purpose that serves security, and each opening leaves its reading line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import cast

from django.db import transaction

from seloste.audit import tracing
from seloste.audit.queries import whole_from
from seloste.audit.tracing import Trace, Track
from seloste.audit.turns import take_turn
from seloste.breaches import queries, rules
from seloste.breaches.keeping import Desk, desk, found, note
from seloste.breaches.values import Concerned, Count, Scope, UseCount
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId
from seloste.readings.operations import open_records
from seloste.readings.values import Opened
from seloste.staff.queries import members
from seloste.vault.values import Record

PAGE = 200
"""As many persons are opened at a time."""

NOBODY = PersonId(0)
_KINDS = ("customer", "contact_person", "staff")


@transaction.atomic
def scope(account: str, *, since: datetime, until: datetime, by: Actor, at: datetime) -> Scope:
    """Count what an account saw and did: of how many persons, which categories, for what.

    Args:
        account: pseudonym of a member of staff, or of a token.
        since: the first moment, UTC.
        until: the moment before which it ends, UTC.
        by: who asks.
        at: now, UTC.

    Raises:
        NoPurpose, NotAllowed, WindowUnfit: as their names say.

    Source: GDPR Art. 33(3)(a), 33(5).
    """
    desk(by=by, at=at)
    return _scope(_track(account, since, until))


@transaction.atomic(durable=True)
def keep_scope(
    breach: int, account: str, *, since: datetime, until: datetime, by: Actor, at: datetime
) -> Scope:
    """Count what an account saw and did, and write the counts down in the breach.

    Raises:
        NoSuchBreach, NotAtThisPoint, NoPurpose, NotAllowed, WindowUnfit: as their names say.

    Source: GDPR Art. 33(3)(a), 33(5).
    """
    here = desk(by=by, at=at)
    track = _track(account, since, until)
    take_turn()
    view = found(breach)
    rules.check_step(view, "scope")
    counted = _scope(track)
    details = {
        "account": account,
        "since": since.isoformat(),
        "until": until.isoformat(),
        "persons": counted.persons,
        "openings": counted.openings,
        "categories": [count.key for count in counted.categories],
    }
    note(breach, view.file, "scoped", here, words={}, details=details)
    return counted


def concerned(
    account: str,
    *,
    since: datetime,
    until: datetime,
    after: PersonId = NOBODY,
    by: Actor,
    at: datetime,
) -> Iterator[Concerned]:
    """Yield the persons whose data an account opened or changed, as far as they may be named.

    They come by id, from behind `after`.

    A group is opened in a transaction of its own, with its reading lines, before any of it is
    yielded; so the list may be long.

    Raises:
        NoPurpose, NotAllowed, WindowUnfit: as their names say.

    Source: GDPR Art. 34(1).
    """
    here = desk(by=by, at=at)
    traces = tracing.persons(_track(account, since, until), after=after)
    return _concerned(traces, here)


def _concerned(traces: Iterator[Trace], here: Desk) -> Iterator[Concerned]:
    while group := list(islice(traces, PAGE)):
        yield from _named(group, here)


def _track(account: str, since: datetime, until: datetime) -> Track:
    rules.check_window(since, until)
    own = [member.person for member in members() if member.handle == account]
    return Track(account, since, until, leaving_out=[*queries.files(), *own])


def _scope(track: Track) -> Scope:
    extent, kept_from = tracing.extent(track), whole_from()
    return Scope(
        account=track.account,
        since=track.since,
        until=track.until,
        persons=extent.persons,
        openings=extent.openings,
        first_at=extent.first_at,
        last_at=extent.last_at,
        categories=tuple(
            Count(one.key[0], one.lines, one.persons) for one in tracing.by_category(track)
        ),
        uses=tuple(
            UseCount(one.key[0], one.key[1], one.key[2], one.lines, one.persons)
            for one in tracing.by_use(track)
        ),
        acts=tuple(Count(one.key[0], one.lines, one.persons) for one in tracing.by_act(track)),
        kept_from=kept_from if kept_from is not None and kept_from > track.since else None,
    )


def _named(group: Sequence[Trace], here: Desk) -> list[Concerned]:
    opened = open_records(
        [trace.person for trace in group],
        purpose=here.purpose,
        by=here.by,
        at=here.at,
        kinds=_KINDS,
    )
    return [_one(trace, opened[trace.person]) for trace in group]


def _one(trace: Trace, opened: Opened) -> Concerned:
    kind, values = _own(trace.person, opened)
    return Concerned(
        person=trace.person,
        kind=kind,
        name=str(values.get(f"{kind}.name") or values.get(f"{kind}.company") or ""),
        emails=_emails(values, kind),
        language=str(values.get(f"{kind}.language") or ""),
        categories=tuple(sorted(trace.categories)),
        lines=trace.lines,
        first_at=trace.first_at,
        last_at=trace.last_at,
        bar=opened.bar.value if opened.bar else "",
    )


def _own(person: PersonId, opened: Opened) -> tuple[str, dict[str, object]]:
    """Return as what the person stands in the register, and what was opened of them as such."""
    for kind in _KINDS:
        if values := opened.values_of(Record(kind, person)):
            return kind, values
    return "", {}


def _emails(values: dict[str, object], kind: str) -> tuple[str, ...]:
    several = cast("Sequence[str]", values.get(f"{kind}.emails") or ())
    one = values.get(f"{kind}.email")
    return (*several, *([str(one)] if one else []))
