"""Why the data are processed, each purpose on its own legal basis (GDPR Art. 13(1)(c)-(d))."""

from __future__ import annotations

from seloste.notice.rendering import words
from seloste.notice.rendering.document import Block, Paragraph, Part, Section
from seloste.notice.rendering.writer import Writer, facts, text, together
from seloste.notice.rules.rights import is_marketing
from seloste.notice.values import Purpose


def section(w: Writer) -> Section:
    """Return the section on purposes: a part for each."""
    parts = tuple(_part(w, key, purpose) for key, purpose in w.notice.purposes.items())
    return Section("why", w.plain("why"), (w.paragraph("why.text"),), parts)


def _part(w: Writer, key: str, purpose: Purpose) -> Part:
    blocks: list[Block] = []
    if purpose.description is not None:
        blocks.append(Paragraph(text(w.own(purpose.description))))
    uses = w.notice.uses_of(key)
    categories = dict.fromkeys(c for use in uses for c in use.categories)
    roles = dict.fromkeys(r for use in uses for r in use.roles)
    subjects = (w.plain(f"subjects.{group}") for group in purpose.data_subjects)
    blocks.append(
        facts(
            (
                (w.plain("why.basis"), w.say(f"basis.{purpose.legal_basis or 'none'}")),
                (w.plain("why.act"), text(w.own(purpose.act))),
                (w.plain("why.interest"), text(w.own(purpose.interest))),
                (w.plain("why.balancing_test"), text(w.own(purpose.balancing_test))),
                (w.plain("why.wording"), text(w.own(purpose.wording))),
                (w.plain("why.concerns"), text(w.join(subjects))),
                (w.plain("why.categories"), text(w.categories(categories))),
                (w.plain("why.roles"), text(w.join(w.role(role) for role in roles))),
            )
        )
    )
    if is_marketing(purpose):
        blocks.append(w.paragraph("why.marketing"))
    return Part(w.purpose(key), tuple(blocks))


def short(w: Writer) -> str:
    """Return what the data are used for, in one sentence; customers' purposes first."""
    purposes = w.notice.purposes
    for_customers = [key for key, p in purposes.items() if "customers" in p.data_subjects]
    named = [words.soften(w.purpose(key)) for key in (for_customers or list(purposes))]
    return words.sentence(w.join(named))


def basis_line(w: Writer, purpose: Purpose) -> str:
    """Return a purpose's legal basis with its act, in one line."""
    basis = w.say(f"basis.{purpose.legal_basis or 'none'}")
    act = w.own(purpose.act)
    return "".join(run.text for run in together(basis, text(f"– {act}" if act else "")))
