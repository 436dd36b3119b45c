"""How a record comes into the register: row, wording, seal, storage period, receipt, audit line.

Called inside an operation's transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from seloste.audit.recording import record
from seloste.consents import rules
from seloste.consents.models import ConsentEvent, Receipt, Wording
from seloste.consents.queries import CONSENT, event_of
from seloste.consents.values import Kind, Said, Shown, State
from seloste.customers.contents import by_category
from seloste.customers.writing import Moment
from seloste.kernel.ids import PersonId, new_id
from seloste.lifetimes import operations as lifetimes
from seloste.outbox.operations import post
from seloste.vault.sealing import seal
from seloste.vault.values import Plain, Record

FINGERPRINT = "fingerprint"
"""Where a sealed record holds the fingerprint of its row."""

RECEIPT = "consents.receipt"
"""Kind of the work of sending a receipt."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Entry:
    """What is to be recorded.

    Attributes:
        said: how the person said it; None when the program or the law did it.
        shown: the wording it is about; None when none was shown.
        details: what else is sealed.
        receipt: whether the person gets a receipt.
    """

    person: PersonId
    purpose: str
    kind: Kind
    state: State
    said: Said | None = None
    shown: Shown | None = None
    details: Mapping[str, object] = field(default_factory=dict[str, object])
    receipt: bool = True


def add(entry: Entry, *, moment: Moment, relied_on_until: date | None = None) -> int:
    """Record one event and return its id.

    The storage period of all that is on record about the purpose counts from this day: the day of
    a withdrawal, or the last on which the record was relied on (`note_use` moves it on).

    Args:
        entry: what is to be recorded.
        moment: under which edition, by whom, when.
        relied_on_until: a later day, such as the last on which a link can be used.
    """
    ends_on = relied_on_until or moment.day
    row = _row(entry, moment)
    row.save(force_insert=True)
    _seal(row, entry, moment)
    lifetimes.begin(
        CONSENT,
        [(entry.person, row.id, {"consent_end": ends_on, "record_made": moment.day})],
        moment.notice,
    )
    chain = _chain(entry.person, entry.purpose, entry.kind)
    earlier = [(entry.person, one) for one in chain if one != row.id]
    lifetimes.move(CONSENT, earlier, {"consent_end": ends_on}, moment.notice)
    if entry.receipt:
        Receipt.objects.create(event=row, state="owed", at=moment.at)
        post(RECEIPT, row.id, due_at=moment.at)
    record(
        rules.operation_of(entry.kind, entry.state),
        by=moment.by,
        at=moment.at,
        about=entry.person,
        ref=str(row.id),
        purpose=entry.purpose,
        edition=moment.edition.number,
    )
    return row.id


def _row(entry: Entry, moment: Moment) -> ConsentEvent:
    said, shown = entry.said, entry.shown
    if shown is not None:
        Wording.objects.get_or_create(hash=shown.hash, defaults={"text": shown.text})
    return ConsentEvent(
        id=new_id(),
        person=entry.person,
        purpose=entry.purpose,
        kind=entry.kind,
        state=entry.state,
        at=moment.at,
        means=said.means if said else "",
        language=said.language if said else "",
        edition=shown.edition if shown else moment.edition.number,
        wording_id=shown.hash if shown else None,
        actor=moment.by.handle,
        role=moment.by.role,
        way_in=moment.by.way_in,
    )


def _seal(row: ConsentEvent, entry: Entry, moment: Moment) -> None:
    """Seal the details, with a fingerprint of what stands in clear: altered, it does not fit."""
    content: dict[str, object] = {
        FINGERPRINT: rules.fingerprint(event_of(row)),
        **_details(entry.said),
        **entry.details,
    }
    sorted_in = by_category(moment.notice, {rules.RECORD: content}, source="data_subject")
    place = Record(CONSENT, row.id)
    seal([Plain(entry.person, place, category, c) for category, c in sorted_in.items()])


def _details(said: Said | None) -> dict[str, object]:
    if said is None:
        return {}
    told: dict[str, object] = {
        "witness": said.witness.strip(),
        "said_on": parts(said.said_on) if said.said_on else None,
        "note": said.note.strip(),
    }
    return {name: value for name, value in told.items() if value}


def parts(day: date) -> list[int]:
    """Return a day as it is sealed: in numbers, which stand for nobody when found elsewhere."""
    return [day.year, day.month, day.day]


def _chain(person: PersonId, purpose: str, kind: Kind) -> list[int]:
    rows = ConsentEvent.objects.filter(person=person, purpose=purpose, kind=kind)
    return list(rows.values_list("id", flat=True))


def note_use(persons: Collection[PersonId], purpose: str, *, moment: Moment) -> None:
    """Note that consents were relied on: their storage period counts from the last use.

    For whoever sends something on the strength of a consent, within the operation that sends.

    Source: GDPR Art. 5(1)(e), 7(1).
    """
    rows = ConsentEvent.objects.filter(person__in=persons, purpose=purpose)
    used = rows.exclude(kind="objection").values_list("person", "id")
    records = [(PersonId(person), event) for person, event in used]
    lifetimes.move(CONSENT, records, {"consent_end": moment.day}, moment.notice)
