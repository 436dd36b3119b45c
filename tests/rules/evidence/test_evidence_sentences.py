from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.utils import translation

from seloste.evidence import sentences
from seloste.evidence.attestations.registry import ATTESTATIONS, CLAUSES
from seloste.evidence.clauses.registry import IDS
from seloste.notice.data.measures import MEASURES

SOURCES = Path(sentences.__file__).parent
_CODE = re.compile(r'\b(held|broken|unseen|judged)\(\s*"([a-z_.]+)"')


def codes() -> set[str]:
    """Return every code that the source of the evidence can give."""
    found = set()
    for path in SOURCES.rglob("*.py"):
        for how, code in _CODE.findall(path.read_text(encoding="utf-8")):
            found |= {
                "held": {code},
                "broken": {f"{code}.broken"},
                "unseen": {f"{code}.unseen"},
                "judged": {code, f"{code}.broken"},
            }[how]
    return found | {"message.kept", "message.kept.unseen"}


def test_each_code_has_its_sentence_and_each_sentence_its_code():
    assert codes() == set(sentences.SAYS)


def test_each_clause_has_its_title():
    assert list(sentences.TITLES)
    assert set(sentences.TITLES) == set(IDS)


def test_each_testable_measure_has_its_attestation_and_its_clause():
    testable = {key for key, measure in MEASURES.items() if measure.attested}

    assert set(ATTESTATIONS) == set(CLAUSES) == testable
    assert set(CLAUSES.values()) <= set(IDS)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_sentence_is_translated_with_the_same_facts(language):
    for table in (sentences.TITLES, sentences.SAYS, sentences.WORDS):
        for code, sentence in table.items():
            with translation.override("en"):
                english = str(sentence)
            with translation.override(language):
                said = str(sentence)

            assert said != english, code
            assert set(re.findall(r"%\((\w+)\)s", said)) == set(
                re.findall(r"%\((\w+)\)s", english)
            ), code
