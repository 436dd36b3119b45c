"""All rules together: what the linter finds in a notice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from seloste.notice.findings import Finding, line_of
from seloste.notice.rules import (
    backups,
    categories,
    editions,
    parties,
    purposes,
    recipients,
    security,
    storage,
    texts,
    uses,
)
from seloste.notice.rules.rule import Hit, Rule, Subject
from seloste.notice.values import Notice

RULES: tuple[Rule, ...] = (
    *parties.RULES,
    *editions.RULES,
    *purposes.RULES,
    *categories.RULES,
    *uses.RULES,
    *recipients.RULES,
    *storage.RULES,
    *backups.RULES,
    *security.RULES,
    *texts.RULES,
)


def lint(notice: Notice, positions: Mapping[str, int], *, on: date) -> list[Finding]:
    """Return all that is missing, unlawful or inconsistent in a notice, in the file's order.

    Args:
        notice: the notice.
        positions: line of each path, as `loading.read_notice` gives them; may be empty.
        on: the day for which the notice is judged, in its own time zone.
    """
    subject = Subject(notice, on)
    findings = [_finding(rule, hit, positions) for rule in RULES for hit in rule.find(subject)]
    return sorted(findings, key=lambda finding: finding.line)


def has_errors(findings: list[Finding]) -> bool:
    """Return whether a finding stops publication."""
    return any(finding.severity == "error" for finding in findings)


def _finding(rule: Rule, hit: Hit, positions: Mapping[str, int]) -> Finding:
    line = line_of(positions, hit.path)
    return Finding(rule.code, rule.severity, hit.path, line, rule.article, hit.facts)
