"""Making a copy: every store is asked, and what is sealed is opened in one stroke.

Each making leaves a reading, as any opening does. Data are as they stand; what was changed since
the request came in stands among the changes, with its value before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import cast

from django.db import transaction
from pydantic import JsonValue

from seloste.kernel.ids import PersonId
from seloste.kernel.languages import Language
from seloste.lifetimes.rules import erase_after
from seloste.lifetimes.values import EraseAfter
from seloste.notice.data.authorities import AUTHORITIES
from seloste.notice.rendering.writer import Writer
from seloste.notice.values import Notice
from seloste.readings.operations import open_records
from seloste.readings.values import Opened
from seloste.rights import queries as rights
from seloste.rights.errors import NotAllOpen
from seloste.rights.filing import Office
from seloste.rights.letters.writer import LetterWriter
from seloste.rights.package import format as copy
from seloste.rights.package.holdings import Found, Search, look_everywhere
from seloste.rights.package.passages import Passage, by_field, leave_out
from seloste.rights.records import ANSWER, COPY, MARKS, OUTCOME, ZIP
from seloste.rights.values import EVENT_RECORD, RECORD, RequestView
from seloste.vault import queries as vault
from seloste.vault.values import SOURCES, Record

CHANGE = "change"
_DAY = timedelta(days=1)


@transaction.atomic
def gather(
    desk: Office,
    *,
    persons: Sequence[PersonId],
    request: RequestView | None = None,
    language: Language,
    passages: Collection[Passage] = (),
) -> copy.AccessPackage:
    """Return the copy of what is kept of these persons, who are one human being.

    Args:
        desk: for which purpose, by whom and when it is opened.
        persons: customers, contact persons or staff; only their own data are opened.
        request: the one that is answered, if any; its file, and those of earlier ones, are theirs.
        language: of names and texts.
        passages: about other people, to be left out.

    Raises:
        NotAllowed: the notice does not let the role open anything for this.
        NotAllOpen: the role may open some of it and not all: a copy has no gaps.
        NoSuchPassage: a passage is not in its text.

    Source: GDPR Art. 15(1), 15(3), 15(4); C-487/21, C-154/21, C-579/21.
    """
    names = Writer(desk.notice, language)
    requesters = _requesters(persons, request, desk)
    search = Search(tuple(persons), requesters, desk, names)
    found, searched = look_everywhere(search)
    opened = open_records(
        search.everybody,
        purpose=desk.purpose,
        by=desk.by,
        at=desk.at,
        kinds=[kind for kind in vault.kinds_held_by(search.everybody) if kind != COPY],
    )
    if closed := {category for one in opened.values() for category in one.closed}:
        raise NotAllOpen(categories=", ".join(sorted(closed)))
    text = LetterWriter(desk.notice, language, desk.today)
    return copy.AccessPackage(
        request=request.reference if request else "",
        received_on=request.received_on if request else None,
        made_at=desk.at,
        language=language,
        controller=_controller(names),
        notice_edition=desk.edition.number,
        persons=(*found.whom, *(copy.Whom(kind="requester", id=str(r)) for r in requesters)),
        records=tuple(_records(opened, found, passages, notice=desk.notice, text=text)),
        changes=tuple(_changes(opened, found)),
        contracts=tuple(found.contracts),
        readings=tuple(found.readings),
        recipients=tuple(found.recipients),
        told=tuple(found.told),
        consents=tuple(found.consents),
        restrictions=tuple(found.restrictions),
        holds=tuple(found.holds),
        requests=tuple(found.requests),
        purposes=tuple(_purposes(names)),
        searched=tuple(searched),
        backups=text.plain("backups"),
        automated_decisions=_automated(names),
        authority=_authority(names),
    )


def _requesters(
    persons: Sequence[PersonId], request: RequestView | None, desk: Office
) -> tuple[PersonId, ...]:
    """Return under whose keys the requests of these persons are filed."""
    views = [view for person in persons for view in rights.of_person(person, at=desk.at)]
    own = [request.requester] if request else []
    return tuple(dict.fromkeys([*(view.requester for view in views), *own]))


def _records(
    opened: Mapping[PersonId, Opened],
    found: Found,
    passages: Collection[Passage],
    *,
    notice: Notice,
    text: LetterWriter,
) -> Iterator[copy.Held]:
    marked = by_field(passages)
    mark = text.plain("left_out")
    ends: dict[tuple[frozenset[tuple[str, date | None]], str], EraseAfter | None] = {}
    for one, record, category, content in _contents(opened):
        if record.kind == CHANGE:
            continue
        triggers = found.triggers.get(_kept_with(record, one), {})
        # Messages by the thousand count from few days: each end is worked out once.
        key = (frozenset(triggers.items()), category)
        if key not in ends:
            ends[key] = erase_after(notice, triggers, category) if triggers else None
        fields, left_out = _fields(record, content, marked, mark)
        end = ends[key]
        yield copy.Held(
            record=f"{record.kind}:{record.id}",
            kind=record.kind,
            category=category,
            fields=fields,
            sources=cast("dict[str, str]", content.get(SOURCES, {})),
            erased_on=end.last_day + _DAY if end else None,
            kept_for=end.period.purpose if end else None,
            left_out=left_out,
        )


def _contents(
    opened: Mapping[PersonId, Opened],
) -> Iterator[tuple[Opened, Record, str, Mapping[str, object]]]:
    for one in opened.values():
        for record, categories in one.contents.items():
            for category, content in categories.items():
                yield one, record, category, content


def _kept_with(record: Record, one: Opened) -> Record:
    """Return the record whose days count for this one: a request's notes go with its file."""
    if record.kind in {EVENT_RECORD, OUTCOME, ANSWER, MARKS}:
        return next(iter(one.records(RECORD)), record)
    return record


def _fields(
    record: Record,
    content: Mapping[str, object],
    marked: Mapping[tuple[Record, str], list[Passage]],
    mark: str,
) -> tuple[dict[str, JsonValue], int]:
    fields = {name: _shown(value) for name, value in content.items() if name != SOURCES}
    left_out = 0
    for name, value in fields.items():
        if (record, name) in marked:
            fields[name], number = leave_out(str(value), marked[record, name], mark=mark)
            left_out += number
    return cast("dict[str, JsonValue]", fields), left_out


def _shown(value: object) -> object:
    """Return a value without packed files: what they hold stands beside them as text."""
    if isinstance(value, Mapping) and ZIP in value:
        return {name: inner for name, inner in value.items() if name != ZIP}
    return value


def _changes(opened: Mapping[PersonId, Opened], found: Found) -> Iterator[copy.Change]:
    for _, record, category, content in _contents(opened):
        line = found.changes.get(record)
        if line is not None:
            yield copy.Change(
                at=line.at,
                role=line.role,
                record=f"{line.of.kind}:{line.of.id}",
                category=category,
                fields=cast("dict[str, tuple[JsonValue, JsonValue]]", dict(content)),
            )


def _controller(names: Writer) -> str:
    controller = names.notice.controller
    return names.own(controller.name) if controller else ""


def _purposes(names: Writer) -> Iterator[copy.Purpose]:
    for key, purpose in names.notice.purposes.items():
        if purpose.legal_basis is not None:
            yield copy.Purpose(
                key=key,
                title=names.purpose(key),
                legal_basis=purpose.legal_basis,
                ground=names.own(purpose.act) or names.own(purpose.interest),
            )


def _automated(names: Writer) -> str:
    decisions = names.notice.automated_decisions
    return names.plain("automated.none" if decisions == "none" else "automated.review")


def _authority(names: Writer) -> copy.Authority | None:
    authority = AUTHORITIES.get(names.notice.authority or "")
    if authority is None:
        return None
    return copy.Authority(
        name=authority.name[names.language],
        address=authority.postal_address.get(names.language, ""),
        phone=authority.phone,
        email=authority.email,
        website=authority.website,
    )
