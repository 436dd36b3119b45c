"""Carrying out what was asked: building blocks for use within an operation.

What was done about a part is sealed with it as it happened; the letter is made from that later.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from pydantic import TypeAdapter

from seloste.consents.values import Said
from seloste.customers.queries import merged_into
from seloste.customers.writing import Moment
from seloste.disclosures.values import DutyView
from seloste.kernel.actors import Actor
from seloste.kernel.ids import PersonId
from seloste.readings.operations import open_records
from seloste.rights.errors import (
    AuthorityOpen,
    DecidedAlready,
    IdentityOpen,
    NobodyMatched,
    NotAskedFor,
)
from seloste.rights.filing import Office, decide, note, office, open_row
from seloste.rights.letters import outcomes as done
from seloste.rights.models import Concerned, RequestPart, SubjectRequest
from seloste.rights.records import OUTCOME
from seloste.rights.values import FILE, Channel, Kind
from seloste.vault.sealing import seal
from seloste.vault.values import Plain, Record

Result = Literal["granted", "partly_granted", "refused"]

_BY_NAME: Mapping[str, type] = {
    each.__name__: each
    for each in done.Outcome.__args__  # the union's own members
}
_MEANS: Mapping[Channel, Literal["portal", "form", "paper", "oral", "email"]] = {
    "portal": "portal",
    "form": "form",
    "email": "email",
    "phone": "oral",
    "post": "paper",
    "in_person": "oral",
    "other": "paper",
}


@dataclass(frozen=True, slots=True)
class Case:
    """One part of a request in work: its row, whose data it concerns, by whom and when."""

    row: SubjectRequest
    part: RequestPart
    desk: Office

    @property
    def requester(self) -> PersonId:
        return PersonId(self.row.requester)

    @property
    def cause(self) -> str:
        """Return what duties and certificates name as their cause."""
        return f"request:{self.row.id}"

    @property
    def moment(self) -> Moment:
        return Moment(self.desk.edition, self.desk.by, self.desk.at)

    @property
    def persons(self) -> tuple[PersonId, ...]:
        """Return whose data the request concerns: one human being, under one id or more.

        Raises:
            NobodyMatched: it is not known yet.
        """
        found = persons_of(self.row)
        if not found:
            raise NobodyMatched
        return found

    @property
    def said(self) -> Said:
        """Return how the person said what they said, for records of consents and objections."""
        means = _MEANS[cast("Channel", self.row.channel)]
        witness = self.desk.by.handle if means == "oral" else ""
        language = cast("Literal['fi', 'sv', 'en']", self.row.language)
        return Said(means=means, language=language, witness=witness)


def begin(request_id: int, kind: Kind, *, by: Actor, at: Any, proven: bool = True) -> Case:
    """Return a part that is to be carried out now, within an operation that has taken its turn.

    Args:
        request_id: which request.
        kind: which of its parts.
        by: who does it.
        at: now, UTC.
        proven: True when it must be certain that the person themselves asks. A no to marketing
            or to a consent is obeyed whoever says it.

    Raises:
        NoSuchRequest, NotOpen, NotAllowed: as their names say.
        NotAskedFor, DecidedAlready: there is nothing to carry out.
        IdentityOpen, AuthorityOpen: it is not clear yet who asks, or in whose name.

    Source: GDPR Art. 12(2), 12(6).
    """
    desk = office(by=by, at=at)
    row = open_row(request_id)
    part = RequestPart.objects.filter(request_id=row.id, kind=kind).first()
    if part is None:
        raise NotAskedFor(kind=kind)
    if part.state == "decided":
        raise DecidedAlready(kind=kind)
    if proven:
        check_proven(row)
    return Case(row, part, desk)


def check_proven(row: SubjectRequest) -> None:
    """Refuse to give out or change anything while it is not clear who asks.

    Raises:
        IdentityOpen, AuthorityOpen: as their names say.
    """
    if row.identity in {"asked", "not_shown"}:
        raise IdentityOpen
    if row.represented and row.authority != "shown":
        raise AuthorityOpen


def persons_of(row: SubjectRequest) -> tuple[PersonId, ...]:
    """Return whose data a request concerns: the one it is about, and their other selves."""
    others = Concerned.objects.filter(request_id=row.id).order_by("id")
    about = [] if row.about is None else [row.about]
    found = [PersonId(p) for p in [*about, *others.values_list("person", flat=True)]]
    # Two customers may have been merged since the request came.
    return tuple(dict.fromkeys(merged_into(person) or person for person in found))


def settle_part(
    case: Case,
    outcomes: Sequence[done.Outcome],
    result: Result | None,
    *,
    reason: str = "",
    written: Mapping[str, object] | None = None,
) -> None:
    """Keep what was done about a part, and decide it.

    Args:
        case: the part.
        outcomes: what was done, for the letter.
        result: how the part ends; None while more of it is to be decided.
        reason: code of a refusal.
        written: what else is written down, such as a balancing; sealed.
    """
    kept = [*outcomes_of(case.row, desk=case.desk).get(case.part.id, ()), *outcomes]
    seal(
        [
            Plain(
                case.requester,
                Record(OUTCOME, case.part.id),
                case.desk.category,
                {FILE: {"outcomes": [as_stored(each) for each in kept]}},
            )
        ]
    )
    kind = cast("Kind", case.part.kind)
    if result is not None:
        decide(case.row, kind, result, office=case.desk, reason=reason)
    note(case.row, "carried_out", office=case.desk, detail=kind, written=written)


def outcomes_of(row: SubjectRequest, *, desk: Office) -> dict[int, list[done.Outcome]]:
    """Return what was done so far about each part of a request, by the part's id."""
    person = PersonId(row.requester)
    opened = open_records(
        [person],
        purpose=desk.purpose,
        by=desk.by,
        at=desk.at,
        kinds=[OUTCOME],
        categories=[desk.category],
    )[person]
    return {
        record.id: [
            from_stored(each)
            for each in cast("dict[str, Any]", opened.values_of(record)[FILE])["outcomes"]
        ]
        for record in opened.records(OUTCOME)
    }


def as_stored(outcome: done.Outcome) -> dict[str, Any]:
    """Return an outcome as it is sealed: its name and what it says."""
    kind = type(outcome)
    return {"what": kind.__name__, "says": TypeAdapter(kind).dump_python(outcome, mode="json")}


def from_stored(stored: Mapping[str, Any]) -> done.Outcome:
    """Return an outcome from how it is sealed."""
    kind = _BY_NAME[stored["what"]]
    return cast("done.Outcome", TypeAdapter(kind).validate_python(stored["says"]))


def told_of(duties: Sequence[DutyView]) -> tuple[done.Told, ...]:
    """Return who is told of something, as a letter says it; the same recipient once."""
    return tuple(
        {duty.recipient: done.Told(duty.recipient, duty.state) for duty in duties}.values()
    )
