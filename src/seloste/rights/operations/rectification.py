"""Rectification: compared, applied with its history, recipients told; or a statement (Art. 16)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from seloste.audit.turns import take_turn
from seloste.customers import contents
from seloste.customers.operations.changing import change_record
from seloste.customers.queries import kind_of
from seloste.disclosures.queries import duties_of
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId
from seloste.readings.operations import open_records
from seloste.rights.carrying import Case, begin, persons_of, settle_part, told_of
from seloste.rights.errors import NobodyOfTheRegister, NothingDiffers, NothingWritten
from seloste.rights.filing import Office, office, open_row
from seloste.rights.letters import outcomes as done
from seloste.rights.package.written import line_of
from seloste.vault.values import Record


@dataclass(frozen=True, slots=True, repr=False)
class Difference:
    """What a field holds and what it would hold."""

    field: str
    before: object
    after: object


@transaction.atomic
def compare(
    request_id: int, person: PersonId, values: contents.Values, *, by: Actor, at: datetime
) -> list[Difference]:
    """Return what would change. Nothing is changed.

    Raises:
        NobodyOfTheRegister: the request is not about this person.
        NoSuchRequest, NotOpen, NotAllowed: as their names say.
    """
    desk = office(by=by, at=at)
    check_concerned(persons_of(open_row(request_id)), person)
    return _differences(person, values, desk)


@transaction.atomic(durable=True)
def correct(
    request_id: int,
    person: PersonId,
    values: contents.Values,
    *,
    statement: str = "",
    source: str = "data_subject",
    by: Actor,
    at: datetime,
) -> frozenset[str]:
    """Correct what a person holds to be wrong; recipients of it are owed the correction.

    Args:
        request_id: which request.
        person: under which of their ids.
        values: field of the notice → right value; an empty one removes it.
        statement: what the person wants kept with the data; "" for none.
        source: where the right values come from.
        by: who does it.
        at: now, UTC.

    Returns:
        The fields that really changed.

    Raises:
        NothingDiffers: the values are those that are kept, and there is no statement.
        NobodyOfTheRegister, NotAskedFor, DecidedAlready, IdentityOpen, AuthorityOpen: as they say.
        NoSuchRequest, NotOpen, NotAllowed, FieldNotInNotice: as their names say.

    Source: GDPR Art. 16, 19; C-247/23.
    """
    take_turn()
    case = begin(request_id, "rectification", by=by, at=at)
    check_concerned(case.persons, person)
    found = _differences(person, values, case.desk)
    if not found and not statement.strip():
        raise NothingDiffers
    changed: frozenset[str] = frozenset()
    if found:
        changed = change_record(
            person,
            _record(person),
            {each.field: values[each.field] for each in found},
            purpose=case.desk.purpose,
            source=source,
            moment=case.moment,
        )
    settle_part(case, [_rectified(case, person, found, statement)], "granted")
    return changed


@transaction.atomic(durable=True)
def leave_as_it_is(
    request_id: int, *, reasons: str, statement: str = "", by: Actor, at: datetime
) -> None:
    """Decide not to correct, with reasons; a statement of the person may be kept with the data.

    Raises:
        NothingWritten: there are no reasons.
        NotAskedFor, DecidedAlready, IdentityOpen, AuthorityOpen: as their names say.
        NoSuchRequest, NotOpen, NotAllowed: as their names say.

    Source: GDPR Art. 12(4), 16.
    """
    take_turn()
    case = begin(request_id, "rectification", by=by, at=at)
    if not reasons.strip():
        raise NothingWritten
    outcome = done.NotRectified(reasons.strip(), statement=statement.strip())
    settle_part(case, [outcome], "refused", reason="accurate")


def check_concerned(persons: tuple[PersonId, ...], person: PersonId) -> None:
    """Refuse to work on somebody whom the request is not about.

    Raises:
        NobodyOfTheRegister: as it says.
    """
    if person not in persons:
        raise NobodyOfTheRegister


def _rectified(
    case: Case, person: PersonId, found: list[Difference], statement: str
) -> done.Rectified:
    duties = [
        duty
        for duty in duties_of(person)
        if duty.kind == "correct" and duty.owed_at == case.desk.at
    ]
    return done.Rectified(
        corrected=tuple(
            done.Corrected(each.field, line_of(each.before), line_of(each.after)) for each in found
        ),
        told=told_of(duties),
        statement=statement.strip(),
    )


def _differences(person: PersonId, values: contents.Values, desk: Office) -> list[Difference]:
    record = _record(person)
    opened = open_records(
        [person], purpose=desk.purpose, by=desk.by, at=desk.at, kinds=[record.kind]
    )[person]
    kept = opened.values_of(record)
    return [
        Difference(field, kept.get(field), after)
        for field, after in values.items()
        if (kept.get(field) or "") != (after or "")
    ]


def _record(person: PersonId) -> Record:
    is_customer = kind_of(person) is not None
    return Record(contents.CUSTOMER if is_customer else contents.CONTACT_PERSON, person)
