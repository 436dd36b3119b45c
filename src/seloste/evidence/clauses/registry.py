"""All clauses, in the order of the notice, with the article that asks for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from seloste.evidence import rules
from seloste.evidence.attestations import backups
from seloste.evidence.attestations.looked import Looked
from seloste.evidence.attestations.registry import ATTESTATIONS, CLAUSES
from seloste.evidence.clauses import data, stated, storage
from seloste.evidence.examination import unseen
from seloste.evidence.values import Clause, Evidence
from seloste.kernel.errors import Refusal


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause, and what looks at it; a measure's clause is looked at by its attestations."""

    id: str
    rule: str
    look: Callable[[Looked], Iterable[Evidence]] | None = None


_ALL = (
    _Clause("edition", "GDPR Art. 5(2), 12(1)", stated.edition),
    _Clause("controller", "GDPR Art. 13(1)(a)–(b), 14(1)(a)–(b)", stated.controller),
    _Clause("contact", "GDPR Art. 12(2), 13(1)(a)", stated.contact),
    _Clause("register", "GDPR Art. 30(1)", stated.register),
    _Clause("purposes", "GDPR Art. 5(1)(b), 6(1), 13(1)(c)–(d)", stated.purposes),
    _Clause("categories", "GDPR Art. 5(1)(c), 14(1)(d)", data.categories),
    _Clause("correspondence", "GDPR Art. 5(1)(e), 14(1)(d)", data.correspondence),
    _Clause("sources", "GDPR Art. 14(2)(f), 14(3)", data.sources),
    _Clause("recipients", "GDPR Art. 13(1)(e), 14(1)(e)", data.recipients),
    _Clause("places", "GDPR Art. 13(1)(f), 44–49", data.places),
    _Clause("access", "GDPR Art. 5(1)(f), 25, 29, 32(4)"),
    _Clause("sign_in", "GDPR Art. 32(1)(b)"),
    _Clause("encryption", "GDPR Art. 32(1)(a)"),
    _Clause("keys", "GDPR Art. 32(1)(a)"),
    _Clause("audit", "GDPR Art. 5(2), 32(1)(b)"),
    _Clause("backups", "GDPR Art. 17(1), 32(1)(b)–(d)", backups.look),
    _Clause("security", "GDPR Art. 5(2), 32", stated.security),
    _Clause("storage", "GDPR Art. 5(1)(e), 13(2)(a), 14(2)(a)", storage.storage),
    _Clause("rights", "GDPR Art. 13(2)(b)–(c), 15–21", stated.rights),
    _Clause("requests", "GDPR Art. 12(2)–(3), 11", stated.requests),
    _Clause("authority", "GDPR Art. 13(2)(d), 77", stated.authority),
    _Clause("automated", "GDPR Art. 13(2)(f), 22", stated.automated),
    _Clause("changes", "GDPR Art. 12(1), 13(3), 14(4)", stated.changes),
)

IDS = tuple(clause.id for clause in _ALL)


def look_at(looked: Looked) -> Iterator[Clause]:
    """Look at each clause. One about a measure that the notice does not claim is no clause of it."""
    for clause in _ALL:
        look = clause.look or _measures(clause.id, looked)
        seen = () if look is None else _seen(look, looked)
        if seen:
            yield rules.clause(clause.id, clause.rule, seen)


def _measures(clause_id: str, looked: Looked) -> Callable[[Looked], Iterable[Evidence]] | None:
    claimed = looked.examination.notice.security
    measures = [key for key in claimed if CLAUSES.get(key) == clause_id]
    if not measures:
        return None
    return lambda each: (found for key in measures for found in ATTESTATIONS[key](each))


def _seen(look: Callable[[Looked], Iterable[Evidence]], looked: Looked) -> tuple[Evidence, ...]:
    """Look, or say that it was refused: the keys are not to be had, or the notice does not let it."""
    seen: list[Evidence] = []
    try:
        for each in look(looked):
            seen.append(each)  # noqa: PERF402 - what was seen before a refusal stays
    except Refusal as refusal:
        seen.append(unseen("looked", why=refusal.code))
    return tuple(seen)
