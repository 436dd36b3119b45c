"""The letters while a request is under way: receipt, question, extension, fee.

Each is made from the request and from what was written down with the event it tells of.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal, cast

from seloste.kernel.languages import Language
from seloste.notice.values import Notice
from seloste.rights.letters import outcomes as told
from seloste.rights.letters.addressing import addressee
from seloste.rights.letters.document import Frame, LetterDocument
from seloste.rights.letters.writing import write
from seloste.rights.operations.opening import OpenedRequest
from seloste.rights.operations.restriction import ANNOUNCED as LIFTING_ANNOUNCED
from seloste.rights.operations.restriction import lifting_in
from seloste.rights.rules.clock import answer_due
from seloste.rights.rules.requests import calendar_of
from seloste.rights.values import EventView, Method

RECEIPT = "acknowledged"
WRITTEN = (
    "identity_asked",
    "clarification_asked",
    "extension_announced",
    "fee_announced",
    LIFTING_ANNOUNCED,
)
"""Events of which a letter tells."""


def receipt(opened: OpenedRequest, *, notice: Notice, today: date) -> LetterDocument:
    """Return the letter that says that the request arrived, and by when it is answered."""
    outcome = told.Acknowledged(opened.view.kinds, opened.view.due.safe)
    return _written(opened, outcome, notice=notice, today=today)


def letter_about(
    event: EventView, opened: OpenedRequest, *, notice: Notice, today: date
) -> LetterDocument:
    """Return the letter that tells of an event of `WRITTEN`."""
    note = cast("Mapping[str, str]", opened.notes.get(event.id, {}))
    outcome = _outcome(event, note, opened, notice)
    return _written(opened, outcome, notice=notice, today=today)


def _outcome(
    event: EventView, note: Mapping[str, str], opened: OpenedRequest, notice: Notice
) -> told.Outcome:
    reasons = note.get("reasons", "")
    match event.code:
        case "identity_asked":
            return told.IdentityAsked((cast("Method", event.detail),), note.get("doubt", ""))
        case "clarification_asked":
            return told.ClarificationAsked(note.get("question", ""))
        case "extension_announced":
            ground = cast("Literal['complexity', 'number']", event.detail)
            return told.Extended(ground, reasons, extended_until(opened, notice))
        case "lifting_announced":
            return lifting_in(note)
        case _:
            ground_of_fee = cast(
                "Literal['further_copy', 'unfounded', 'excessive']",
                event.detail.removeprefix("manifestly_"),
            )
            return told.FeeAnnounced(
                Decimal(note.get("amount", "0")), "EUR", ground_of_fee, reasons
            )


def extended_until(opened: OpenedRequest, notice: Notice) -> date:
    """Return by when a request that is extended will be answered."""
    controller = notice.controller
    return answer_due(
        opened.view.received_on,
        is_holiday=calendar_of(controller.country if controller else None),
        extended=True,
        pauses=opened.view.clock.pauses,
    ).safe


def _written(
    opened: OpenedRequest, outcome: told.Outcome, *, notice: Notice, today: date
) -> LetterDocument:
    file = opened.file
    frame = Frame(
        number=opened.view.reference,
        received_on=opened.view.received_on,
        dated=today,
        to=addressee(file),
        on_behalf_of=file.name if file.representative else "",
    )
    return write(frame, [outcome], notice=notice, language=_language(opened))


def _language(opened: OpenedRequest) -> Language:
    return opened.view.language
