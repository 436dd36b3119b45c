"""Each refusal has its sentences, in three languages, and nothing in them stays unfilled."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from django.utils.translation import override

import seloste
from seloste import wording
from seloste.api.errors import FieldFault, Unfit
from seloste.contracts.errors import EndsBeforeStart
from seloste.customers.errors import DuplicateFound, Faulty
from seloste.customers.values import Fault
from seloste.kernel.errors import Refusal
from seloste.kernel.ids import PersonId
from seloste.kernel.languages import LANGUAGES
from seloste.notice.unreadable import Unreadable

PLACEHOLDER = re.compile(r"%\((\w+)\)s")
MENTIONS = re.compile(r"Refusal|(errors|unreadable) import")
PACKAGE = Path(seloste.__file__).parent
SAYS_NO = re.compile(r"\b(not|Nothing|Nobody|No)\b")


def modules() -> Iterator[ModuleType]:
    """Import every module that makes a refusal, or knows of one."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if MENTIONS.search(path.read_text(encoding="utf-8")):
            parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
            yield importlib.import_module(".".join(parts).removesuffix(".__init__"))


def subclasses(of: type[Refusal]) -> Iterator[type[Refusal]]:
    for sub in of.__subclasses__():
        yield from subclasses(sub)
        if sub.__module__.startswith("seloste.") and sub.code:
            yield sub


MODULES = list(modules())
REFUSALS = sorted(set(subclasses(Refusal)), key=lambda refusal: (refusal.code, refusal.__name__))
WORDED = [refusal for refusal in REFUSALS if refusal.code != "notice.unreadable"]  # never raised


def texts(refusal: type[Refusal]) -> tuple[str, str]:
    """Return what is said, and what to do, as they stand in the source."""
    with override(None):
        found = wording.wording_of(refusal.__new__(refusal))
        return str(found.says), str(found.cure)


def placeholders(*said: str) -> set[str]:
    return set(PLACEHOLDER.findall(" ".join(said)))


def takes_facts(refusal: type[Refusal]) -> bool:
    """Whether the refusal takes its facts by name, as most do."""
    parameters = inspect.signature(refusal).parameters.values()
    return any(one.kind is inspect.Parameter.VAR_KEYWORD for one in parameters)


def test_there_are_refusals_to_look_at() -> None:
    assert len(REFUSALS) > 60


def test_two_refusals_do_not_share_a_code() -> None:
    codes = [refusal.code for refusal in WORDED]

    assert sorted(codes) == sorted(set(codes))


def test_no_sentence_is_left_over() -> None:
    assert set(wording.WORDINGS) <= {refusal.code for refusal in WORDED}


@pytest.mark.parametrize("refusal", WORDED, ids=lambda refusal: refusal.code)
def test_each_refusal_says_first_what_was_not_done_and_then_what_to_do(
    refusal: type[Refusal],
) -> None:
    says, cure = texts(refusal)

    assert SAYS_NO.search(says.partition(". ")[0]), says
    assert says.rstrip().endswith((".", "?", "%(categories)s")), says
    assert cure.endswith((".", "?")), cure


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("refusal", WORDED, ids=lambda refusal: refusal.code)
def test_each_refusal_is_said_in_each_language_with_the_same_facts(
    refusal: type[Refusal], language: str
) -> None:
    sources = texts(refusal)
    with override(language):
        found = wording.wording_of(refusal.__new__(refusal))
        said = (str(found.says), str(found.cure))

    for source, sentence in zip(sources, said, strict=True):
        assert placeholders(sentence) == placeholders(source)
        assert (sentence == source) == (language == "en"), sentence


def raised() -> Iterator[tuple[str, type[Refusal], set[str]]]:
    """Yield each place that makes a refusal, and the facts that it names there."""
    for module in MODULES:
        tree = ast.parse(inspect.getsource(module)) if getattr(module, "__file__", None) else None
        for node in ast.walk(tree) if tree else ():
            call = node.exc if isinstance(node, ast.Raise) else node
            facts: set[str] = set()
            name = call
            if isinstance(call, ast.Call):
                if any(keyword.arg is None for keyword in call.keywords):
                    continue  # facts handed on; their own place was looked at
                facts = {str(keyword.arg) for keyword in call.keywords}
                name = call.func
            elif not isinstance(node, ast.Raise):
                continue
            if not isinstance(name, ast.Name):
                continue
            refusal = getattr(sys.modules[module.__name__], name.id, None)
            if isinstance(refusal, type) and issubclass(refusal, Refusal) and takes_facts(refusal):
                given = facts | (
                    {"file", "line", "path"} if issubclass(refusal, Unreadable) else set()
                )
                yield f"{module.__name__}:{node.lineno}", refusal, given


def test_whoever_refuses_gives_every_fact_that_the_sentence_mentions() -> None:
    places = list(raised())

    assert len(places) > 60
    assert [
        (place, refusal.code, missing)
        for place, refusal, facts in places
        if refusal in WORDED and (missing := placeholders(*texts(refusal)) - facts)
    ] == []


@pytest.mark.parametrize(
    "refusal",
    [
        Faulty([Fault("email", "email_unfit")]),
        DuplicateFound({PersonId(1): "emails"}),
        Unfit([FieldFault("/emails", "email_unfit", "…")]),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_refusals_that_bring_more_than_facts_are_said_too(refusal: Refusal, language: str) -> None:
    with override(language):
        assert "1" in wording.of(refusal)
        assert "%" not in wording.of(refusal)


@pytest.mark.parametrize(
    ("language", "day"), [("fi", "31.1.2026"), ("sv", "31.1.2026"), ("en", "31 January 2026")]
)
def test_days_are_written_as_the_language_writes_them(language: str, day: str) -> None:
    with override(language):
        said = wording.of(EndsBeforeStart(starts_on=date(2026, 2, 1), ends_on=date(2026, 1, 31)))

    assert day in said
