"""What the notice claims about security, and whether the running system can attest it."""

from __future__ import annotations

from collections.abc import Iterator

from seloste.notice.data.measures import MEASURES
from seloste.notice.rules.rule import Hit, Rule, Subject, unknown


def _claims(subject: Subject) -> Iterator[tuple[str, str]]:
    for index, measure in enumerate(subject.notice.security):
        yield f"security[{index}]", measure


def _claim_unknown(subject: Subject) -> Iterator[Hit]:
    return unknown(_claims(subject), MEASURES)


def _claim_not_attested(subject: Subject) -> Iterator[Hit]:
    for path, measure in _claims(subject):
        if measure in MEASURES and not MEASURES[measure].attested:
            yield Hit(path, {"key": measure})


RULES = (
    Rule(
        "security_claim_unknown",
        "error",
        "GDPR Art. 5(1)(a), 5(2), 32",
        _claim_unknown,
        fails="security: [everything_encrypted]",
        passes="security: [encryption_at_rest]",
    ),
    Rule(
        "security_claim_not_attested",
        "note",
        "GDPR Art. 5(2), 32",
        _claim_not_attested,
        fails="security: [staff_training]",
        passes="security: [audit_trail]",
    ),
)
