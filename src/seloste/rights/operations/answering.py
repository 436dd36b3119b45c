"""The answer: previewed, sent by a one-time link or on paper, and kept as it was sent (Art. 12)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal, cast

from django.db import transaction

from seloste.audit.turns import take_turn
from seloste.kernel.actors import Actor
from seloste.kernel.languages import Language
from seloste.outbox.operations import post, take_back
from seloste.rights import queries
from seloste.rights.carrying import check_proven, outcomes_of
from seloste.rights.errors import NoAddress, NotAnswered, PartsOpen
from seloste.rights.filing import Office, close, note, office, open_row, row_of
from seloste.rights.keeping import files_of, keep_letter
from seloste.rights.letters import outcomes as done
from seloste.rights.letters.addressing import addressee
from seloste.rights.letters.document import Frame, LetterDocument
from seloste.rights.letters.writing import write
from seloste.rights.models import SubjectRequest
from seloste.rights.operations.linking import make_link
from seloste.rights.operations.opening import OpenedRequest, open_request
from seloste.rights.operations.restriction import end_restrictions, restrictions_from
from seloste.rights.records import ANSWER, COPY
from seloste.rights.rules.answering import REFUSALS
from seloste.rights.values import Kind

SEND_ANSWER = "rights.answer"
"""Work of the outbox: send the link behind which the answer lies."""

FORGET_COPY = "rights.forget_copy"
"""Work of the outbox: erase the files of an answer when its link has ended."""

LINK_LASTS = timedelta(days=30)
_UNGUARDED = frozenset(("objection", "withdrawal"))
"""Rights whose outcome holds no data: they are answered even while identity is open."""

By = Literal["link", "paper"]


@transaction.atomic
def preview(request_id: int, *, by: Actor, at: datetime) -> LetterDocument:
    """Return the letter as it would be sent now.

    Raises:
        PartsOpen: not every right that was asked has been decided.
        NoSuchRequest, NotAllowed: as their names say.
    """
    desk = office(by=by, at=at)
    return _letter(row_of(request_id), desk)


@transaction.atomic(durable=True)
def answer(request_id: int, delivery: By, *, by: Actor, at: datetime) -> None:
    """Answer a request: the letter is kept as it is sent, and goes by a link or on paper.

    The e-mail holds a link and nothing else. On paper, somebody prints and posts it, and says so.

    Raises:
        PartsOpen: not every right that was asked has been decided.
        IdentityOpen, AuthorityOpen: the answer holds data, and it is not clear who asks.
        NoAddress: no e-mail address is known for the link.
        NoSuchRequest, NotOpen, NotAllowed: as their names say.

    Source: GDPR Art. 12(1), 12(3)-(4), 15(3).
    """
    desk = office(by=by, at=at)
    take_turn()
    row = open_row(request_id)
    opened = open_request(request_id, by=by, at=at)
    if any(part.kind not in _UNGUARDED for part in opened.view.parts if _gives(part.outcome)):
        check_proven(row)
    if delivery == "link" and not opened.file.reached_at:
        raise NoAddress
    keep_letter(row, _letter(row, desk), desk)
    row.answered_at, row.state = at, "answered"
    row.save(update_fields=["answered_at", "state"])
    note(row, "answered", office=desk, detail=delivery)
    if delivery == "link":
        post(SEND_ANSWER, row.id, due_at=at)


@transaction.atomic(durable=True)
def answer_told(request_id: int, how: By, *, by: Actor, at: datetime) -> None:
    """Write down that the answer has gone out: the link was sent, or the letter was posted.

    A restriction whose end the letter told of ends now (Art. 18(3)).

    Raises:
        NotAnswered: there is no answer that could have gone out.
        NoSuchRequest, NotAllowed: as their names say.
    """
    desk = office(by=by, at=at)
    take_turn()
    row = row_of(request_id)
    if row.answered_at is None:
        raise NotAnswered
    if row.state == "closed":
        return
    if how == "paper":
        take_back(SEND_ANSWER, row.id)
    note(row, "answer_told", office=desk, detail=how)
    _end_told_restrictions(row, desk)
    close(row, "closed", office=desk)
    post(FORGET_COPY, row.id, due_at=at + LINK_LASTS)


@transaction.atomic(durable=True)
def send_again(request_id: int, *, by: Actor, at: datetime) -> None:
    """Send a new link to an answer, such as when the first one ran out; the old one ends.

    Raises:
        NotAnswered: there is no answer.
        NoAddress: no e-mail address is known for the link.
        NoSuchRequest, NotAllowed: as their names say.
    """
    desk = office(by=by, at=at)
    take_turn()
    row = row_of(request_id)
    if row.answered_at is None:
        raise NotAnswered
    if not open_request(request_id, by=by, at=at).file.reached_at:
        raise NoAddress
    note(row, "answer_sent_again", office=desk)
    take_back(SEND_ANSWER, row.id)
    post(SEND_ANSWER, row.id, due_at=at)
    if row.closed_at is not None:  # the copy stays as long as the new link works
        take_back(FORGET_COPY, row.id)
        post(FORGET_COPY, row.id, due_at=at + LINK_LASTS)


@transaction.atomic(durable=True)
def new_answer_link(request_id: int, *, by: Actor, at: datetime) -> str:
    """Make the link that the e-mail takes along, and return its token; older ones end.

    Raises:
        NotAnswered, NoSuchRequest, NotAllowed: as their names say.
    """
    desk = office(by=by, at=at)
    row = row_of(request_id)
    if row.answered_at is None:
        raise NotAnswered
    token = make_link(row, "answer", at=at, lasts=LINK_LASTS)
    note(row, "answer_link_made", office=desk)
    return token


@transaction.atomic
def sent_letter(request_id: int, *, by: Actor, at: datetime) -> Mapping[str, bytes]:
    """Return the letter as it was sent: `letter.html` and `letter.pdf`.

    Raises:
        NotAnswered: there is none.
        NoSuchRequest, NotAllowed: as their names say.
    """
    desk = office(by=by, at=at)
    files = files_of(row_of(request_id), (ANSWER,), desk)
    if not files:
        raise NotAnswered
    return files


@transaction.atomic
def answer_files(request_id: int, *, by: Actor, at: datetime) -> dict[str, bytes]:
    """Return all files of an answer: the letter, and the copy while it is there.

    Raises:
        NotAnswered, NoSuchRequest, NotAllowed: as their names say.
    """
    desk = office(by=by, at=at)
    files = files_of(row_of(request_id), (ANSWER, COPY), desk)
    if "letter.html" not in files:
        raise NotAnswered
    return files


def _letter(row: SubjectRequest, desk: Office) -> LetterDocument:
    opened = open_request(row.id, by=desk.by, at=desk.at)
    view, file = opened.view, opened.file
    return write(
        Frame(
            number=view.reference,
            received_on=view.received_on,
            dated=desk.today,
            to=addressee(file),
            on_behalf_of=file.name if file.representative else "",
        ),
        _outcomes(row, opened, desk),
        notice=desk.notice,
        language=cast("Language", row.language),
    )


def _outcomes(row: SubjectRequest, opened: OpenedRequest, desk: Office) -> Sequence[done.Outcome]:
    """Return what was done about each part, in the order of the law's articles.

    Raises:
        PartsOpen: a part is not decided yet.
    """
    if any(part.state == "open" for part in opened.view.parts):
        raise PartsOpen
    carried = outcomes_of(row, desk=desk)
    refused = _refused(opened)
    found: list[done.Outcome] = []
    for part in opened.view.parts:
        found += carried.get(part.id, [])
        found += refused.get(part.kind, [])
    if not found:
        raise PartsOpen
    return found


def _refused(opened: OpenedRequest) -> dict[str, list[done.Outcome]]:
    """Return what was refused, with its ground and reasons, by kind."""
    found: dict[str, list[done.Outcome]] = {}
    for event in queries.events_of(opened.view.id):
        written = cast("Mapping[str, str]", opened.notes.get(event.id, {}))
        if event.code == "refused" and "ground" in written:
            kind = cast("Kind", written["kind"])
            ground = REFUSALS[written["ground"]].told_as
            found.setdefault(kind, []).append(done.Refused(kind, ground, written["reasons"]))
    return found


def _gives(outcome: str) -> bool:
    """Tell whether an outcome may give data out or has changed something."""
    return outcome in {"granted", "partly_granted"}


def _end_told_restrictions(row: SubjectRequest, desk: Office) -> None:
    told = [
        one for ones in outcomes_of(row, desk=desk).values() for one in ones
        if isinstance(one, done.RestrictionEnds) and one.on <= desk.today
    ]  # fmt: skip
    if told and (found := restrictions_from(row)):
        end_restrictions(row, found, desk)
