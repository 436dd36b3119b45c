"""A letter from what was in fact done: nothing is said that no outcome stands for."""

from __future__ import annotations

from collections.abc import Sequence

from seloste.kernel.languages import Language
from seloste.notice.data.authorities import AUTHORITIES
from seloste.notice.rendering.document import Block, Part
from seloste.notice.rendering.writer import email, facts, phone, text, web
from seloste.notice.values import Notice
from seloste.rights.letters import telling
from seloste.rights.letters.document import Frame, LetterDocument
from seloste.rights.letters.outcomes import Outcome, needs_remedies
from seloste.rights.letters.writer import LetterWriter


def write(
    frame: Frame, outcomes: Sequence[Outcome], *, notice: Notice, language: Language
) -> LetterDocument:
    """Return the letter that tells of these outcomes.

    A letter on the way to an answer (receipt, question, extension, fee, the end of a restriction)
    tells of one outcome; an answer tells of each part of the request under its heading. Whoever
    did not get all that they asked is told where to complain.

    Source: GDPR Art. 12(1), 12(3)-(4).
    """
    w = LetterWriter(notice, language, frame.received_on)
    interim = telling.title_key(outcomes[0]) if len(outcomes) == 1 else None
    blocks = telling.blocks_of(w, outcomes[0]) if interim else _opening(w, frame, outcomes)
    parts = [] if interim else [_part(w, outcome) for outcome in outcomes]
    if any(needs_remedies(outcome) for outcome in outcomes):
        parts.append(_remedies(w))
    return LetterDocument(
        language=language,
        title=w.plain(interim or "title.answer"),
        dated=frame.dated,
        day=w.day(frame.dated),
        sender=_sender(w),
        to=frame.to,
        about=_about(w, frame),
        blocks=tuple(blocks),
        parts=tuple(parts),
        closing=_closing(w),
        skip=w.plain("skip"),
    )


def _opening(w: LetterWriter, frame: Frame, outcomes: Sequence[Outcome]) -> list[Block]:
    key = "opening.answer_for" if frame.on_behalf_of else "opening.answer"
    blocks: list[Block] = [w.paragraph(key, day=w.received)]
    if len(outcomes) > 1:
        blocks.append(w.paragraph("opening.several"))
    return blocks


def _part(w: LetterWriter, outcome: Outcome) -> Part:
    return Part(telling.heading_of(w, outcome), tuple(telling.blocks_of(w, outcome)))


def _remedies(w: LetterWriter) -> Part:
    """Return where to complain: the authority of the notice, and a court (Art. 12(4), 77, 79)."""
    blocks: list[Block] = [w.paragraph("remedies.text")]
    authority = AUTHORITIES.get(w.notice.authority or "")
    if authority is None:
        blocks.append(w.names.paragraph("complaint.unknown"))
        return Part(w.plain("remedies"), tuple(blocks))
    rows = (
        (w.names.plain("complaint.authority"), text(authority.name[w.language])),
        (w.names.plain("who.postal_address"), text(authority.postal_address.get(w.language, ""))),
        (w.names.plain("who.phone"), phone(authority.phone)),
        (w.names.plain("who.email"), email(authority.email)),
        (w.names.plain("who.website"), web(authority.website)),
    )
    return Part(w.plain("remedies"), (*blocks, facts(rows)))


def _sender(w: LetterWriter) -> tuple[str, ...]:
    controller = w.notice.controller
    if controller is None:
        return ()
    address = controller.postal_address
    lines = (
        w.names.own(controller.name),
        *((w.names.address(address),) if address else ()),
        controller.email or "",
        controller.phone or "",
    )
    return tuple(line for line in lines if line)


def _about(w: LetterWriter, frame: Frame) -> tuple[str, ...]:
    reference = w.plain("reference", number=frame.number, day=w.received)
    if not frame.on_behalf_of:
        return (reference,)
    return (reference, w.plain("on_behalf", name=frame.on_behalf_of))


def _closing(w: LetterWriter) -> tuple[str, ...]:
    controller = w.notice.controller
    return (w.plain("closing"), w.names.own(controller.name) if controller else "")
