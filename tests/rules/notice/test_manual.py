"""The manual says what the code does."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.utils.translation import override
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from seloste.notice.rules.linting import RULES, has_errors, lint
from seloste.notice.schema import json_schema, json_schema_text
from tests.rules.notice.changes import COMPLETE, OLD_FASHIONED, loaded
from tools import notice_docs

ON = date(2026, 11, 22)
ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("page", notice_docs.PAGES, ids=lambda page: page.name)
def test_what_the_manual_says_of_the_notice_is_made_from_the_code(page: Path):
    text = page.read_text(encoding="utf-8")

    with override("en"):
        assert notice_docs.remade(text) == text, "run: .venv/bin/python tools/notice_docs.py"


def test_the_published_schema_is_the_format():
    published = notice_docs.SCHEMA.read_text(encoding="utf-8")

    assert published == json_schema_text(), "run: .venv/bin/python tools/notice_docs.py"


@pytest.mark.parametrize("path", [COMPLETE, OLD_FASHIONED], ids=lambda path: path.name)
def test_both_examples_fit_the_schema(path: Path):
    data = json.loads(json.dumps(YAML(typ="safe").load(path), default=str))

    faults = list(Draft202012Validator(json_schema()).iter_errors(data))

    assert faults == []


def test_the_schema_is_a_schema_and_refuses_unknown_keys():
    Draft202012Validator.check_schema(json_schema())

    assert not Draft202012Validator(json_schema()).is_valid({"seloste": 1, "edishun": {}})


def test_the_old_fashioned_notice_has_the_findings_that_its_documentation_lists():
    old = loaded(OLD_FASHIONED)
    listed = re.findall(
        r"^\| (\d+) \| \w+ \| `(\w+)`", (ROOT / "notices/README.md").read_text(), re.MULTILINE
    )

    findings = lint(old.notice, old.positions, on=ON)

    assert [(str(f.line), f.rule) for f in findings] == listed
    assert has_errors(findings)


def test_every_rule_named_in_the_pages_on_law_exists():
    codes = {rule.code for rule in RULES}
    pages = [*(ROOT / "docs/law").glob("*.md")]
    named = {
        word
        for page in pages
        for after in re.findall(r"Rules?:(.*?)(?:\n\n|\Z)", page.read_text(), re.DOTALL)
        for word in re.findall(r"`([a-z]+(?:_[a-z]+)+)`", after)
    }

    assert named
    assert named <= codes | {"or_from"}
