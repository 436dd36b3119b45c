"""What names a person to a recipient, kept for as long as the recipient has to be told of an erasure.

It lies sealed under the key of an opaque id of the duty's own, in the category of request files.
That key is destroyed as soon as the duty is settled.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from django.db import transaction

from seloste.disclosures import rules
from seloste.disclosures.values import DutyView
from seloste.kernel.actors import SYSTEM_ROLE, Actor
from seloste.kernel.ids import PersonId, new_person_id
from seloste.lifetimes.operations import begin, forget
from seloste.notice import queries as notices
from seloste.notice.values import Notice
from seloste.readings.errors import NotAllowed
from seloste.readings.operations import open_records
from seloste.readings.values import Opened
from seloste.vault import erasing
from seloste.vault.sealing import encoded, seal_new
from seloste.vault.values import Encoded, Erasure, LedgerLine, Record

FILE_RECORD = "request"
"""Kind of the record that holds what names a person to a recipient: a file as requests have them."""

FILE = "request.file"
"""Field under which it lies."""

HOLDERS = ("customer", "contact_person")
"""Kinds of the records by which a person is known."""

Values = Mapping[str, object]


def keep(duties: Sequence[DutyView], *, by: Actor, at: datetime) -> dict[int, PersonId]:
    """Seal for each duty what names the person to its recipient; return whose key it lies under.

    The program itself reads it, for the purpose that serves requests; reading lines say so.

    Args:
        duties: to tell of persons who are about to be erased.
        by: who erases.
        at: now, UTC.

    Raises:
        NotAllowed: the notice has no purpose for this, or does not let the program use it.
    """
    notice = notices.in_force(at).notice
    known = {(duty.recipient, duty.edition) for duty in duties}
    fields = {(r, edition): fields_naming(r, edition, at=at) for r, edition in known}
    wanted = {field for found in fields.values() for field in found}
    persons = list(dict.fromkeys(duty.person for duty in duties))
    values = _opened(persons, wanted, notice, by=by, at=at)
    category = notice.category_of(FILE) or ""
    subjects = {duty.id: new_person_id() for duty in duties}
    texts = []
    for duty in duties:
        named = fields[duty.recipient, duty.edition]
        theirs = values[duty.person]
        content = {FILE: {field: theirs[field] for field in named if field in theirs}}
        file = Record(FILE_RECORD, duty.id)
        texts.append(Encoded(subjects[duty.id], file, category, encoded(content)))
    seal_new(texts)
    day = at.astimezone(ZoneInfo(notice.time_zone)).date()
    begin(
        FILE_RECORD,
        [(s, duty, {"record_made": day, "request_closed": None}) for duty, s in subjects.items()],
        notice,
    )
    return subjects


def kept(
    subject: PersonId, duty: int, *, purpose: str, by: Actor, at: datetime
) -> dict[str, object]:
    """Open what names the person to the recipient; empty once the key was destroyed."""
    opened = open_records([subject], purpose=purpose, by=by, at=at, kinds=[FILE_RECORD])[subject]
    return dict(cast("Values", opened.values_of(Record(FILE_RECORD, duty)).get(FILE, {})))


def destroy(subject: PersonId, duty: int, *, at: datetime) -> None:
    """Destroy what named the person, within the caller's transaction: the key is gone at once."""
    lines = erasing.begin([Erasure(subject, None, None, f"duty:{duty}")], at=at)
    erasing.remove(lines)
    forget([subject])
    transaction.on_commit(lambda: _end(lines, at=at))


def _end(lines: Sequence[LedgerLine], *, at: datetime) -> None:
    """End the erasure once it is committed: the ledger says so, and old pages are let go of."""
    erasing.settle(lines, at=at)
    erasing.scrub()


def fields_had(
    recipient: str, categories: Collection[str], edition: int, *, at: datetime
) -> frozenset[str]:
    """Return the fields that the recipient may have of these categories.

    A recipient that the notice in force no longer names has what it was given under an earlier
    edition.
    """
    notice = declaring(recipient, edition, at=at)
    return rules.fields_for(notice, recipient=recipient, categories=categories)


def declaring(recipient: str, edition: int, *, at: datetime) -> Notice:
    """Return the notice that names the recipient: the one in force, or that of the last giving."""
    notice = notices.in_force(at).notice
    return notice if recipient in notice.recipients else notices.edition(edition).notice


def fields_naming(recipient: str, edition: int, *, at: datetime) -> tuple[str, ...]:
    """Return the fields by which the recipient knows a person, among those it may have."""
    declared = declaring(recipient, edition, at=at).recipients.get(recipient)
    categories = declared.categories if declared else ()
    return rules.identifying(fields_had(recipient, categories, edition, at=at))


def _opened(
    persons: Sequence[PersonId], fields: set[str], notice: Notice, *, by: Actor, at: datetime
) -> dict[PersonId, dict[str, object]]:
    """Open these fields of the persons, as far as the program may."""
    purpose = notice.purpose_serving("rights") or ""
    allowed = notice.categories_for(role=SYSTEM_ROLE, purpose=purpose)
    wanted = {category for field in fields if (category := notice.category_of(field))}
    if not wanted & allowed:
        raise NotAllowed(role=SYSTEM_ROLE, purpose=purpose, categories=", ".join(sorted(wanted)))
    program = Actor(handle=by.handle, role=SYSTEM_ROLE, way_in=by.way_in)
    opened = open_records(
        persons, purpose=purpose, by=program, at=at, kinds=HOLDERS, categories=wanted & allowed
    )
    return {person: _fields_of(opened[person], fields) for person in persons}


def _fields_of(opened: Opened, fields: set[str]) -> dict[str, object]:
    return {
        field: value
        for kind in HOLDERS
        for record in opened.records(kind)
        for field, value in opened.values_of(record).items()
        if field in fields
    }
