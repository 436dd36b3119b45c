"""Each rule of the linter finds what it is for, and only that."""

from __future__ import annotations

from datetime import date

import pytest

from tests.rules.notice.changes import COMPLETE, changed, loaded
from seloste.notice.findings import line_of
from seloste.notice.rules.linting import RULES, has_errors, lint
from seloste.notice.rules.rule import Rule

ON = date(2026, 11, 22)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_finds_its_failing_example(rule: Rule):
    notice = changed(rule.fails)

    findings = lint(notice, {}, on=ON)

    assert rule.code in {finding.rule for finding in findings}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_content_with_its_passing_example(rule: Rule):
    notice = changed(rule.passes)

    findings = lint(notice, {}, on=ON)

    assert rule.code not in {finding.rule for finding in findings}


def test_the_complete_example_has_no_findings():
    complete = loaded(COMPLETE)

    assert lint(complete.notice, complete.positions, on=ON) == []
