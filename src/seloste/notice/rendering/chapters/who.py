"""Who answers for the data, and how to reach them (GDPR Art. 13(1)(a)-(b), 26(2))."""

from __future__ import annotations

from seloste.notice.rendering.document import Block, Facts, Line, Paragraph, Part, Section
from seloste.notice.rendering.writer import Writer, text
from seloste.notice.values import Party

_Rows = list[tuple[str, tuple[Line, ...]]]


def section(w: Writer) -> Section:
    """Return the section on the controller, its representative and its data protection officer."""
    blocks: list[Block] = [w.paragraph("who.text")]
    rows: _Rows = []
    if w.notice.controller is not None:
        rows += _party(w, w.notice.controller, "who.controller")
    if w.notice.register_ is not None:
        name = text(w.own(w.notice.register_.name))
        description = text(w.own(w.notice.register_.description))
        rows.append((w.plain("who.register"), tuple(line for line in (name, description) if line)))
    rows += [*_contact(w), *_officer(w), *_representative(w)]
    blocks.append(Facts(tuple(rows)))
    return Section("who", w.plain("who"), tuple(blocks), parts=_joint(w))


def _party(w: Writer, party: Party, title: str) -> _Rows:
    rows = [
        (w.plain(title), text(party.name)),
        (w.plain("who.form"), text(w.own(party.form))),
        (w.plain("who.business_id"), text(party.business_id or "")),
    ]
    return [*((name, (line,)) for name, line in rows if line), *w.contact_rows(party)]


def _contact(w: Writer) -> _Rows:
    contact = w.notice.contact
    named = [p for p in (contact.person, w.own(contact.role)) if p] if contact else []
    lines = [text(", ".join(named))] if named else []
    return [(w.plain("who.contact"), (*lines, w.say("who.contact_how")))]


def _officer(w: Writer) -> _Rows:
    officer = w.notice.data_protection_officer
    if officer == "not_designated":
        return [(w.plain("who.dpo"), (w.say("who.dpo_none"),))]
    return [] if officer is None else _party(w, officer, "who.dpo")


def _representative(w: Writer) -> _Rows:
    representative = w.notice.representative
    if representative is None or representative == "none":
        return []
    return _party(w, representative, "who.representative")


def _joint(w: Writer) -> tuple[Part, ...]:
    parts = [
        Part(w.plain("who.joint"), (Facts(tuple(_party(w, party, "who.joint"))),))
        for party in w.notice.joint_controllers
    ]
    if w.notice.joint_arrangement is not None:
        arrangement = w.say("who.joint_arrangement", text=w.own(w.notice.joint_arrangement))
        parts.append(Part(w.plain("who.joint_title"), (Paragraph(arrangement),)))
    return tuple(parts)
