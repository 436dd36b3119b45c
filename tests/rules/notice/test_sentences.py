"""Every finding and refusal has its sentence in the three languages."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils.translation import override

from seloste.kernel.languages import LANGUAGES
from seloste.notice import sentences, unreadable
from seloste.notice.findings import Finding
from seloste.notice.rules.linting import RULES, lint
from seloste.notice.rules.rule import Rule
from seloste.notice.sentences import REFUSALS, SENTENCES, findings_as_json, say
from tests.rules.notice.changes import changed

ON = date(2026, 11, 22)
LOCALES = Path(sentences.__file__).parent / "locale"


def refusals(kind: type[unreadable.Unreadable]) -> set[str]:
    return {kind.code} | {code for inner in kind.__subclasses__() for code in refusals(inner)}


def test_each_rule_has_a_sentence_and_each_sentence_a_rule():
    assert [rule.code for rule in RULES] == list(dict.fromkeys(rule.code for rule in RULES))
    assert SENTENCES.keys() == {rule.code for rule in RULES}


def test_each_refusal_to_read_has_a_sentence():
    assert REFUSALS.keys() == refusals(unreadable.Unreadable) - {"notice.unreadable"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_finding_is_said_whole_in_each_language(rule: Rule, language):
    findings = [f for f in lint(changed(rule.fails), {}, on=ON) if f.rule == rule.code]

    for finding in findings:
        said = say(finding, language)
        assert "%(" not in said.message + said.cure
        assert said.message.endswith(".")
        assert said.cure


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_nothing_is_left_untranslated(language):
    with (LOCALES / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        catalogue = read_po(file, locale=language)

    english = {str(m.id) for m in catalogue if m.id}
    assert all(m.string and not m.fuzzy for m in catalogue if m.id)
    assert all(_facts(str(m.id)) == _facts(str(m.string)) for m in catalogue if m.id)
    everything = {s for pair in (*SENTENCES.values(), *REFUSALS.values()) for s in _msgids(pair)}
    assert english == everything


def test_a_finding_as_json_has_the_keys_that_others_rely_on():
    finding = Finding("authority_missing", "error", "authority", 7, "GDPR Art. 77")

    (line,) = findings_as_json([finding], "fi")

    assert list(line) == ["rule", "severity", "path", "line", "article", "message", "cure"]
    assert (
        line["message"] == "Selosteesta puuttuu valvontaviranomainen, jolle voi tehdä valituksen."
    )


def test_days_are_written_as_the_language_writes_them():
    finding = Finding(
        "edition_before_regulation",
        "warning",
        "edition.in_force_from",
        1,
        "GDPR Art. 99(2)",
        {"in_force_from": date(2018, 5, 21)},
    )

    assert "21.5.2018" in say(finding, "fi").message
    assert "21 May 2018" in say(finding, "en").message


def _facts(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)s", text))


def _msgids(sentence: sentences.Sentence) -> list[str]:
    with override(None):
        return [str(sentence.says), str(sentence.cure)]
