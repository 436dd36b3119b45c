"""Access: a copy of everything, or the word that there is nothing (Art. 15)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from django.db import transaction

from seloste.audit.turns import take_turn
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId
from seloste.kernel.languages import Language
from seloste.readings.operations import open_records
from seloste.rights import queries
from seloste.rights.carrying import begin, check_proven, persons_of, settle_part
from seloste.rights.errors import NobodyMatched, NoSuchPassage, SomethingHeld
from seloste.rights.filing import Office, note, office, open_row
from seloste.rights.keeping import keep_files
from seloste.rights.letters import outcomes as done
from seloste.rights.models import SubjectRequest
from seloste.rights.package.format import AccessPackage
from seloste.rights.package.gathering import gather
from seloste.rights.package.holdings import HOLDINGS
from seloste.rights.package.passages import Passage, in_text
from seloste.rights.package.zipping import access_files
from seloste.rights.records import MARKS
from seloste.rights.values import FILE
from seloste.vault.sealing import seal
from seloste.vault.values import Plain, Record


@transaction.atomic
def preview_copy(request_id: int, *, by: Actor, at: datetime) -> AccessPackage:
    """Return the copy as it would be given now. It leaves a reading; nothing is decided.

    Raises:
        NobodyMatched: it is not known yet whom the request is about.
        NoSuchRequest, NotOpen, NotAllowed: as their names say.
    """
    desk = office(by=by, at=at)
    row = open_row(request_id)
    persons = persons_of(row)
    if not persons:
        raise NobodyMatched
    return _gathered(row, persons, desk)


@transaction.atomic
def copy_of(
    persons: Sequence[PersonId], *, language: Language, by: Actor, at: datetime
) -> AccessPackage:
    """Return a copy of what is kept of one human being, without a request.

    Raises:
        NoPlaceForRequests, NotAllowed: as their names say.
    """
    return gather(office(by=by, at=at), persons=persons, language=language)


@transaction.atomic(durable=True)
def leave_out(
    request_id: int, record: Record, field: str, words: str, *, by: Actor, at: datetime
) -> int:
    """Mark words about somebody else in a text, to be left out of the copy; return how often.

    Args:
        request_id: which request.
        record: in which the text stands.
        field: field of the notice.
        words: exactly as they stand there.
        by: who decides it.
        at: now, UTC.

    Raises:
        NoSuchPassage: the words do not stand in that text, or there is no such text.
        NobodyMatched, NoSuchRequest, NotOpen, NotAllowed: as their names say.

    Source: GDPR Art. 15(4).
    """
    desk = office(by=by, at=at)
    take_turn()
    row = open_row(request_id)
    text = _text(row, record, field, desk)
    found = in_text(text, words, record=record, field=field)
    _keep_marks(row, [*passages_of(row, desk), *found], desk)
    note(row, "passage_marked", office=desk)
    return len(found)


@transaction.atomic(durable=True)
def leave_nothing_out(request_id: int, *, by: Actor, at: datetime) -> None:
    """Take all marks away: the copy is given whole.

    Raises:
        NoSuchRequest, NotOpen, NotAllowed: as their names say.
    """
    desk = office(by=by, at=at)
    take_turn()
    row = open_row(request_id)
    _keep_marks(row, [], desk)
    note(row, "passages_unmarked", office=desk)


@transaction.atomic(durable=True)
def give_copy(request_id: int, *, on_paper: bool = False, by: Actor, at: datetime) -> None:
    """Make the copy and keep it with the request until the answer has been fetched.

    From here on it does not change: what is erased next, by the same request, is still in it.

    Raises:
        NobodyMatched: it is not known yet whom the request is about.
        NotAskedFor, DecidedAlready, IdentityOpen, AuthorityOpen: as their names say.
        NoSuchRequest, NotOpen, NotAllowed: as their names say.

    Source: GDPR Art. 15(1), 15(3), 15(4).
    """
    take_turn()
    case = begin(request_id, "access", by=by, at=at)
    package = _gathered(case.row, case.persons, case.desk)
    keep_files(case, access_files(package, notice=case.desk.notice))
    left_out = package.passages_left_out > 0
    outcome = done.AccessGiven(
        categories=package.categories,
        searched=tuple(one.store for one in package.searched),
        others_left_out=left_out,
        on_paper=on_paper,
    )
    settle_part(case, [outcome], "partly_granted" if left_out else "granted")


@transaction.atomic(durable=True)
def confirm_nothing_held(request_id: int, *, by: Actor, at: datetime) -> None:
    """Decide that nothing is kept about whoever asks: they are told so (Art. 15(1)).

    Raises:
        SomethingHeld: the request is about somebody of the register.
        NotAskedFor, DecidedAlready, IdentityOpen, AuthorityOpen: as their names say.
        NoSuchRequest, NotOpen, NotAllowed: as their names say.
    """
    take_turn()
    case = begin(request_id, "access", by=by, at=at)
    if persons_of(case.row):
        raise SomethingHeld
    searched = tuple(holding.store for holding in HOLDINGS)
    settle_part(case, [done.NothingHeld(searched)], "granted")


def passages_of(row: SubjectRequest, desk: Office) -> list[Passage]:
    """Return the passages that are to be left out."""
    person = PersonId(row.requester)
    opened = open_records(
        [person],
        purpose=desk.purpose,
        by=desk.by,
        at=desk.at,
        kinds=[MARKS],
        categories=[desk.category],
    )[person]
    kept = cast("dict[str, Any]", opened.values_of(Record(MARKS, row.id)).get(FILE) or {})
    return [
        Passage(Record(kind, record), field, start, end)
        for kind, record, field, start, end in kept.get("passages", ())
    ]


def _gathered(row: SubjectRequest, persons: Sequence[PersonId], desk: Office) -> AccessPackage:
    return gather(
        desk,
        persons=persons,
        request=queries.request(row.id, at=desk.at),
        language=cast("Language", row.language),
        passages=passages_of(row, desk),
    )


def _text(row: SubjectRequest, record: Record, field: str, desk: Office) -> str:
    check_proven(row)
    persons = persons_of(row)
    if not persons:
        raise NobodyMatched
    opened = open_records(
        persons, purpose=desk.purpose, by=desk.by, at=desk.at, kinds=[record.kind]
    )
    for one in opened.values():
        value = one.values_of(record).get(field)
        if isinstance(value, str):
            return value
    raise NoSuchPassage


def _keep_marks(row: SubjectRequest, passages: Sequence[Passage], desk: Office) -> None:
    kept = [
        [each.record.kind, each.record.id, each.field, each.start, each.end] for each in passages
    ]
    content = {FILE: {"passages": kept}} if kept else {}
    seal([Plain(PersonId(row.requester), Record(MARKS, row.id), desk.category, content)])
