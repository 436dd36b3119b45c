"""A request as the console shows it: its days, what comes next, what happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seloste.console.requests import Desk
from seloste.rights import words
from seloste.rights.messages import RECEIPT, WRITTEN
from seloste.rights.operations.opening import OpenedRequest
from seloste.rights.values import EventView, RequestView

DUE_SOON = timedelta(days=14)

Filter = Callable[[RequestView, Desk], bool]


@dataclass(frozen=True, slots=True)
class Show:
    """A filter of the list, as a sentence."""

    key: str
    sentence: Promise
    passes: Filter


SHOWS = (
    Show("open", _("Requests that are owed an answer"), lambda view, _desk: True),
    Show(
        "due-within-14-days",
        _("Requests that are due within 14 days"),
        lambda view, desk: view.due.safe <= desk.today + DUE_SOON,
    ),
    Show(
        "overdue",
        _("Requests that are overdue"),
        lambda view, desk: desk.today > view.due.safe,
    ),
    Show(
        "waiting",
        _("Requests that wait for the person"),
        lambda view, _desk: view.state == "waiting",
    ),
    Show(
        "mine", _("Requests that I have taken"), lambda view, desk: view.taken_by == desk.by.handle
    ),
    Show("ended", _("Requests that have ended"), lambda view, _desk: not view.is_open),
)


def mark(view: RequestView, desk: Desk) -> str:
    """Return how urgent a request is, as the style sheet calls it."""
    if not view.is_open:
        return "in-order"
    if desk.today > view.due.safe:
        return "overdue"
    if view.state == "waiting":
        return "stopped"
    return "due-soon" if view.due.safe <= desk.today + DUE_SOON else "in-order"


def row(view: RequestView, desk: Desk, *, place: int | None = None) -> dict[str, object]:
    """Return a request as a line of a list: nobody's data are opened for it."""
    return {
        "asked": view,
        "place": place,
        "kinds": [words.KINDS[kind] for kind in view.kinds],
        "channel": words.CHANNELS[view.channel],
        "state": words.STATES[view.state],
        "mark": mark(view, desk),
        "mine": view.taken_by == desk.by.handle,
        "late": view.is_open and desk.today > view.due.safe,
    }


def parts(view: RequestView) -> list[dict[str, object]]:
    """Return the rights that are asked, each with what the law says of it."""
    return [
        {
            "kind": part.kind,
            "title": words.KINDS[part.kind],
            "law": words.ARTICLES[part.kind],
            "outcome": words.OUTCOMES[part.outcome],
            "is_open": part.state == "open",
        }
        for part in view.parts
    ]


def timeline(opened: OpenedRequest, events: Sequence[EventView]) -> list[dict[str, object]]:
    """Return what happened, the newest first, with what was written down."""
    return [
        {
            "event": event,
            "what": words.EVENTS.get(event.code, event.code),
            "detail": _detail(event),
            "note": _note(opened.notes.get(event.id, {})),
            "letter": event.code in WRITTEN,
        }
        for event in reversed(events)
    ]


def letters_to_print(events: Sequence[EventView]) -> list[tuple[str, Promise]]:
    """Return the letters that nobody could send: the key of each and what it is about."""
    found: list[tuple[str, Promise]] = []
    for event in events:
        # The answer itself is printed on its own page, with what goes with it.
        if event.code == "to_print" and event.detail != "answer":
            key = _key_of_letter(event.detail, events)
            found.append((key, words.EVENTS.get(event.detail, words.EVENTS["to_print"])))
    return found


def _key_of_letter(code: str, events: Sequence[EventView]) -> str:
    if code == RECEIPT:
        return RECEIPT
    return next((str(event.id) for event in reversed(events) if event.code == code), RECEIPT)


_DETAILS: Mapping[str, Mapping[str, Promise]] = {
    "received": words.CHANNELS,
    "identity_asked": words.METHODS,
    "identity_shown": words.METHODS,
    "identity_not_shown": words.METHODS,
    "authority_shown": words.AUTHORITIES,
    "extension_announced": words.LONGER,
    "fee_announced": words.FEES,
    "taken": {"out_of_turn": _("out of its turn")},
    "refused": {"in_time": _("in the first month"), "late": _("after the first month")},
    "acknowledged": {
        "email": _("by e-mail"),
        "paper": _("on paper"),
        "told": _("by word of mouth"),
        "page": _("on the page after the form"),
    },
    "extended": {"email": _("by e-mail"), "paper": _("on paper"), "told": _("by word of mouth")},
}


def _detail(event: EventView) -> Any:
    return _DETAILS.get(event.code, {}).get(event.detail, "")


_WRITTEN_DOWN = ("reason", "doubt", "question", "answer", "amount", "reasons", "facts")
"""What people wrote, and which facts were compared; the rest is for programs."""


def _note(note: Mapping[str, object]) -> str:
    """Return what was written down, as one text; codes stand in the line already."""
    found = (note[name] for name in _WRITTEN_DOWN if note.get(name))
    return " · ".join(
        ", ".join(map(str, each)) if isinstance(each, list) else str(each) for each in found
    )
