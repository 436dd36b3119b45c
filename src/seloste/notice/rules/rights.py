"""Which rights a notice gives: they follow from the legal bases and are never typed.

Source: GDPR Art. 13(2)(b)-(d). How each is read: docs/law/rights.md.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from seloste.notice.values import LegalBasis, Notice, Purpose

Right = Literal[
    "information",
    "access",
    "rectification",
    "erasure",
    "restriction",
    "portability",
    "objection",
    "objection_to_marketing",
    "withdrawal",
    "no_automated_decision",
    "complaint",
    "judicial_remedy",
]

Condition = Literal[
    "always",
    "on_withdrawal",  # 17(1)(b): when the consent is withdrawn
    "when_not_needed",  # 17(1)(a), (d): no longer necessary, or processed unlawfully
    "after_objection",  # 17(1)(c): besides those, once an objection is upheld
    "not_while_required",  # 17(3)(b): the law has the data kept meanwhile
    "if_automated",  # 20(1)(b), and only what the person gave
    "own_situation",  # 21(1): on grounds of the person's own situation
    "without_reason",  # 21(2)-(3): absolute
    "not_retroactive",  # 7(3): what was done before stays lawful
    "none_made",  # 22: the controller makes no such decisions
    "human_review",  # 22(3): somebody looks at the decision
]

ARTICLES: dict[Right, str] = {
    "information": "GDPR Art. 13, 14",
    "access": "GDPR Art. 15",
    "rectification": "GDPR Art. 16",
    "erasure": "GDPR Art. 17",
    "restriction": "GDPR Art. 18",
    "portability": "GDPR Art. 20",
    "objection": "GDPR Art. 21(1)",
    "objection_to_marketing": "GDPR Art. 21(2)-(3)",
    "withdrawal": "GDPR Art. 7(3)",
    "no_automated_decision": "GDPR Art. 22",
    "complaint": "GDPR Art. 77",
    "judicial_remedy": "GDPR Art. 79",
}

_ERASURE: dict[LegalBasis, Condition] = {
    "consent": "on_withdrawal",
    "contract": "when_not_needed",
    "legal_obligation": "not_while_required",
    "vital_interests": "when_not_needed",
    "public_task": "not_while_required",
    "legitimate_interests": "after_objection",
    "soft_opt_in": "after_objection",
}


@dataclass(frozen=True, slots=True)
class RightApplies:
    """A right, for some of the purposes, on one condition.

    Attributes:
        purposes: keys of the purposes, in the notice's order; empty for a right that does not
            depend on purposes.
        condition_code: when it applies; `always` for no condition.
    """

    right: Right
    article: str
    purposes: tuple[str, ...]
    condition_code: Condition


def rights_of(notice: Notice) -> tuple[RightApplies, ...]:
    """Return the rights that follow from the legal bases of the notice's purposes.

    A right that depends on its condition by purpose is returned once for each condition. A
    purpose without legal basis gives only what every processing gives. That recipients are
    told of corrections (Art. 19) is the controller's duty and goes with each of those rights.

    Source: GDPR Art. 7(3), 12-22, 77, 79.
    """
    on = _Purposes(notice)
    every = on.all()
    found = [
        _right("information", every),
        _right("access", every),
        _right("rectification", every),
        *(
            _right("erasure", on.of_bases(bases), condition)
            for condition, bases in _bases_by_condition()
        ),
        _right("restriction", every),
        _right("portability", on.of_bases({"consent", "contract"}), "if_automated"),
        _right("objection", on.of_bases({"legitimate_interests", "public_task"}), "own_situation"),
        _right("objection_to_marketing", on.marketing(), "without_reason"),
        _right("withdrawal", on.of_bases({"consent"}), "not_retroactive"),
    ]
    return (
        *(right for right in found if right.purposes),
        RightApplies(
            "no_automated_decision",
            ARTICLES["no_automated_decision"],
            (),
            "human_review" if isinstance(notice.automated_decisions, tuple) else "none_made",
        ),
        RightApplies("complaint", ARTICLES["complaint"], (), "always"),
        RightApplies("judicial_remedy", ARTICLES["judicial_remedy"], (), "always"),
    )


def rights_for(purpose: Purpose) -> frozenset[Right]:
    """Return the rights that depend on the purpose, without those that apply always."""
    basis = purpose.legal_basis
    rights: set[Right] = set()
    if basis in {"consent", "contract"}:
        rights.add("portability")
    if basis in {"legitimate_interests", "public_task"}:
        rights.add("objection")
    if basis == "consent":
        rights.add("withdrawal")
    if is_marketing(purpose):
        rights.add("objection_to_marketing")
    return frozenset(rights)


def is_marketing(purpose: Purpose) -> bool:
    """Return whether the purpose is direct marketing; soft opt-in serves nothing else.

    Source: GDPR Art. 21(2); Directive 2002/58/EC Art. 13(2).
    """
    return purpose.marketing or purpose.legal_basis == "soft_opt_in"


def _bases_by_condition() -> list[tuple[Condition, frozenset[LegalBasis]]]:
    conditions = dict.fromkeys(_ERASURE.values())
    return [(c, frozenset(b for b, found in _ERASURE.items() if found == c)) for c in conditions]


def _right(
    right: Right, purposes: tuple[str, ...], condition: Condition = "always"
) -> RightApplies:
    return RightApplies(right, ARTICLES[right], purposes, condition)


class _Purposes:
    """The keys of a notice's purposes, chosen by what they rest on."""

    def __init__(self, notice: Notice) -> None:
        self._purposes = notice.purposes

    def all(self) -> tuple[str, ...]:
        return tuple(self._purposes)

    def of_bases(self, bases: Collection[LegalBasis]) -> tuple[str, ...]:
        return tuple(k for k, p in self._purposes.items() if p.legal_basis in bases)

    def marketing(self) -> tuple[str, ...]:
        return tuple(k for k, p in self._purposes.items() if is_marketing(p))
