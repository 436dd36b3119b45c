"""What data subjects may do, derived from the legal bases (Art. 13(2)(b)-(d), 15-22, 77)."""

from __future__ import annotations

from collections.abc import Iterable

from seloste.notice.data.authorities import AUTHORITIES
from seloste.notice.rendering.document import Block, Line, Paragraph, Part, Section
from seloste.notice.rendering.writer import Writer, email, facts, phone, text, web
from seloste.notice.rules.rights import Condition, Right, rights_of
from seloste.notice.values import ContactChannel

_IN_ORDER: tuple[Right, ...] = (
    "access", "rectification", "erasure", "restriction", "portability", "withdrawal",
)  # fmt: skip


def objection(w: Writer) -> Section:
    """Return the right to object, set apart from all else. Source: GDPR Art. 21(4)."""
    own_situation, marketing = _purposes(w, "objection"), _purposes(w, "objection_to_marketing")
    blocks: list[Block] = []
    if own_situation:
        blocks.append(w.paragraph("objection.text", purposes=w.purposes(own_situation)))
    if marketing:
        blocks.append(w.paragraph("objection.marketing", purposes=w.purposes(marketing)))
    blocks.append(w.paragraph("objection.how" if blocks else "objection.none"))
    return Section("objection", w.plain("objection"), tuple(blocks), prominent=True)


def section(w: Writer) -> Section:
    """Return the other rights, each with the processing that it covers."""
    parts = [_part(w, right) for right in _IN_ORDER if _purposes(w, right)]
    told = Part(w.plain("right.notification"), (w.paragraph("right.notification.text"),))
    return Section("rights", w.plain("rights"), (w.paragraph("rights.text"),), (*parts, told))


def _part(w: Writer, right: Right) -> Part:
    blocks: list[Block] = [w.paragraph(f"right.{right}.text")]
    if right == "erasure":
        blocks += _not_erased(w)
    else:
        blocks.append(_covers(w, _purposes(w, right)))
    return Part(w.plain(f"right.{right}"), tuple(blocks))


def _covers(w: Writer, purposes: tuple[str, ...]) -> Paragraph:
    if len(purposes) == len(w.notice.purposes):
        return w.paragraph("rights.covers_all", quiet=True)
    return w.paragraph("rights.covers", quiet=True, purposes=w.purposes(purposes))


def _not_erased(w: Writer) -> list[Block]:
    """Return what erasure does not reach. Source: GDPR Art. 17(3)(b)."""
    kept = _purposes(w, "erasure", "not_while_required")
    by_law = [key for key in kept if w.notice.purposes[key].legal_basis == "legal_obligation"]
    others = [key for key in kept if key not in by_law]
    blocks: list[Block] = []
    if by_law:
        blocks.append(w.paragraph("rights.not_erased", purposes=w.purposes(by_law)))
    if others:
        blocks.append(w.paragraph("rights.not_erased_public", purposes=w.purposes(others)))
    return blocks


def _purposes(w: Writer, right: Right, condition: Condition | None = None) -> tuple[str, ...]:
    """Return the purposes for which the right applies, in the notice's order."""
    found = {
        purpose
        for applies in rights_of(w.notice)
        if applies.right == right and condition in {None, applies.condition_code}
        for purpose in applies.purposes
    }
    return tuple(key for key in w.notice.purposes if key in found)


def short(w: Writer) -> str:
    """Return what one can do, in one sentence."""
    shown: Iterable[Right] = (*_IN_ORDER[:5], "objection", "withdrawal")
    verbs = [w.plain(f"verb.{right}") for right in shown if _purposes(w, right)]
    return w.plain("short.rights_answer", rights=w.join(verbs))


def requests(w: Writer) -> Section:
    """Return how to make a request and what then happens. Source: GDPR Art. 12."""
    blocks: list[Block] = [w.paragraph("requests.text")]
    channels = w.notice.contact.channels if w.notice.contact else ()
    blocks.append(facts((w.plain(f"channel.{c.kind}"), _address(c)) for c in channels))
    blocks += [
        w.paragraph("requests.time"),
        w.paragraph("requests.order"),
        w.paragraph("requests.free"),
        w.paragraph("requests.identity"),
        w.paragraph("requests.electronic"),
    ]
    return Section("requests", w.plain("requests"), tuple(blocks))


def _address(channel: ContactChannel) -> Line:
    if channel.kind == "email":
        return email(channel.address)
    if channel.kind == "phone":
        return phone(channel.address)
    if channel.kind in {"portal", "form"}:
        return web(channel.address)
    return text(channel.address or "–")


def complaint(w: Writer) -> Section:
    """Return where to complain. Source: GDPR Art. 13(2)(d), 77."""
    authority = AUTHORITIES.get(w.notice.authority or "")
    if authority is None:
        blocks: list[Block] = [w.paragraph("complaint.text"), w.paragraph("complaint.unknown")]
        return Section("complaint", w.plain("complaint"), tuple(blocks))
    rows = (
        (w.plain("complaint.authority"), text(authority.name[w.language])),
        (w.plain("who.visiting_address"), text(authority.visiting_address.get(w.language, ""))),
        (w.plain("who.postal_address"), text(authority.postal_address.get(w.language, ""))),
        (w.plain("who.phone"), phone(authority.phone)),
        (w.plain("who.email"), email(authority.email)),
        (w.plain("who.website"), web(authority.website)),
    )
    return Section("complaint", w.plain("complaint"), (w.paragraph("complaint.text"), facts(rows)))
