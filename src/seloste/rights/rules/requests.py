"""What a request must be when it comes in, and how long its clock has stood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, cast

from seloste.rights.errors import (
    DayOutOfReach,
    NobodyAsks,
    NotAFile,
    NothingAsked,
    ReceivedLater,
)
from seloste.rights.rules.clock import FIRST_DAY, LAST_DAY, answer_due
from seloste.rights.rules.working_days import IsHoliday, holidays_of
from seloste.rights.values import KINDS, ClockState, NewRequest, Pause, RequestFile

IDENTITY_ASKED, IDENTITY_SHOWN = "identity_asked", "identity_shown"
IDENTITY_NOT_SHOWN = "identity_not_shown"
CLARIFICATION_ASKED, CLARIFIED = "clarification_asked", "clarified"

_ENDS = {
    IDENTITY_ASKED: frozenset((IDENTITY_SHOWN, IDENTITY_NOT_SHOWN)),
    CLARIFICATION_ASKED: frozenset((CLARIFIED,)),
}
CLOCK_EVENTS = frozenset(_ENDS) | frozenset().union(*_ENDS.values())
"""Events that stop the clock or let it run on."""

Happened = tuple[str, date]
"""Code of an event, and its day in the controller's time zone."""


def check_new(new: NewRequest, *, received_on: date, at: datetime) -> None:
    """Refuse a request that nobody could answer. Its form is free: the GDPR sets none.

    Raises:
        NothingAsked: it names no right.
        NobodyAsks: there is no name, no way to reach anyone, nobody of the register.
        ReceivedLater, DayOutOfReach: it cannot have arrived then.

    Source: GDPR Art. 12(2).
    """
    if not new.kinds:
        raise NothingAsked
    file = new.file
    if not (new.about or file.name or file.email or file.phone or file.address):
        raise NobodyAsks
    if new.received_at > at:
        raise ReceivedLater(day=received_on)
    if not FIRST_DAY <= received_on <= LAST_DAY:
        raise DayOutOfReach(day=received_on, first=FIRST_DAY, last=LAST_DAY)


_LONGEST = {
    "name": 200, "email": 254, "phone": 50, "address": 500, "words": 5000, "known_as": 200,
    "representative": 200, "representative_email": 254,
}  # fmt: skip
_LONGEST_WISH = 2000


def file_from(read: object) -> RequestFile:
    """Return the file of a request as it was read from JSON.

    Raises:
        NotAFile: it is none: not an object of texts, an unknown name, or too long.
    """
    if not isinstance(read, dict):
        raise NotAFile
    found = dict(cast("dict[str, object]", read))
    wishes = found.pop("wishes", {})
    if not isinstance(wishes, dict) or not set(found) <= set(_LONGEST):
        raise NotAFile
    wished = cast("dict[str, object]", wishes)
    if not (set(wished) <= set(KINDS) and all(_fits(t, _LONGEST_WISH) for t in wished.values())):
        raise NotAFile
    if not all(_fits(text, _LONGEST[name]) for name, text in found.items()):
        raise NotAFile
    texts: dict[str, Any] = {name: str(text) for name, text in found.items()}
    return RequestFile(**texts, wishes={kind: str(text) for kind, text in wished.items()})


def _fits(text: object, longest: int) -> bool:
    return isinstance(text, str) and len(text) <= longest and "\0" not in text


def calendar_of(country: str | None) -> IsHoliday:
    """Return the public holidays of the controller's country; only weekends where none are known.

    Without a list the days are earlier, never later.
    """
    return holidays_of(country or "") or _never


def clock_of(
    received_on: date,
    events: Iterable[Happened],
    *,
    extended: bool,
    is_holiday: IsHoliday,
    today: date,
) -> ClockState:
    """Return how the clock of a request stands.

    What is awaited still counts as if it came today. What was asked after the time had run out
    stops nothing.

    Source: GDPR Art. 12(3), 12(6), recital 63.
    """
    found, waits_since = _pauses(events, today=today)
    stood: list[Pause] = []
    due = answer_due(received_on, is_holiday=is_holiday, extended=extended)
    for pause in sorted(found, key=lambda each: each.asked_on):
        if pause.asked_on <= due.latest:
            stood.append(pause)
            due = answer_due(received_on, is_holiday=is_holiday, extended=extended, pauses=stood)
    first = _first_end(received_on, stood, is_holiday) if extended else due.latest
    return ClockState(due, first, tuple(stood), waits_since)


def _first_end(received_on: date, pauses: Sequence[Pause], is_holiday: IsHoliday) -> date:
    """Return the last day without the extension: later pauses do not move it."""
    due = answer_due(received_on, is_holiday=is_holiday)
    stood: list[Pause] = []
    for pause in pauses:
        if pause.asked_on <= due.latest:
            stood.append(pause)
            due = answer_due(received_on, is_holiday=is_holiday, pauses=stood)
    return due.latest


def is_awaiting(codes: Iterable[str]) -> bool:
    """Tell whether something that was asked of the person is not answered yet."""
    asked: set[str] = set()
    for code in codes:
        if code in _ENDS:
            asked.add(code)
        asked -= {begun for begun, ends in _ENDS.items() if code in ends}
    return bool(asked)


def _pauses(events: Iterable[Happened], *, today: date) -> tuple[list[Pause], date | None]:
    pauses: list[Pause] = []
    asked: dict[str, date] = {}
    for code, day in events:
        if code in _ENDS:
            asked.setdefault(code, day)
        ended = [begun for begun, ends in _ENDS.items() if code in ends and begun in asked]
        pauses += [Pause(asked.pop(begun), day) for begun in ended]
    open_ones = [Pause(day, max(day, today)) for day in asked.values()]
    return pauses + open_ones, min(asked.values(), default=None)


def _never(_day: date) -> bool:
    return False
