"""How the notice reads: in every language, in short sentences, without typed cross-references."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast, get_args, get_origin

from pydantic import BaseModel

from seloste.kernel.languages import LANGUAGES, Language
from seloste.notice.rules.rule import Hit, Rule, Subject
from seloste.notice.values import Notice, Text

MAX_WORDS = 30

_CITATIONS = {"act", "ground"}  # names of acts, which follow the law's own style
_OUTDATED = {
    "rekisteriseloste": "tietosuojaseloste",
    "rekisteri- ja tietosuojaseloste": "tietosuojaseloste",
    "rekisterin ylläpitäjä": "rekisterinpitäjä",
    "registerbeskrivning": "dataskyddsbeskrivning",
    "registerupprätthållare": "personuppgiftsansvarig",
    "register description": "privacy notice",
    "maintainer of the register": "controller",
}
"""Words of the Personal Data Act of 1999 and near it, and what the GDPR calls the thing."""

_SENTENCE_END = re.compile(r"(?<=[a-zåäö)])[.!?](?=\s|$)")
_CROSS_REFERENCE = re.compile(
    r"\b(?:kohda(?:n|ssa|sta)|kohta)\s+(?:[a-zåäö]+\s+)?\(?\d+\)?"
    r"|\b(?:see|in|under|of)\s+(?:section|clause|point|paragraph)\s+\(?\d+\)?"
    r"|\b(?:punkt|avsnitt)\s+\(?\d+\)?",
    re.IGNORECASE,
)


def texts_of(notice: Notice) -> Iterator[tuple[str, str, Text]]:
    """Yield path, key and value of every text of the notice that people read."""
    yield from _texts(notice, "")


def _texts(part: Any, path: str) -> Iterator[tuple[str, str, Text]]:
    if isinstance(part, BaseModel):
        yield from _texts_of_model(part, path)
    elif isinstance(part, dict):
        for key, value in cast("dict[str, object]", part).items():
            yield from _texts(value, f"{path}.{key}")
    elif isinstance(part, tuple):
        for index, value in enumerate(cast("tuple[object, ...]", part)):
            yield from _texts(value, f"{path}[{index}]")


def _texts_of_model(part: BaseModel, path: str) -> Iterator[tuple[str, str, Text]]:
    for name, info in type(part).model_fields.items():
        key, value = info.alias or name, getattr(part, name)
        inner = f"{path}.{key}" if path else key
        if not _is_text(info.annotation):
            yield from _texts(value, inner)
        elif value:
            yield inner, key, value


def _is_text(annotation: Any) -> bool:
    """Return whether a field of the format holds a text by language."""
    return any(get_origin(m) is dict and get_args(m)[0] == Language for m in get_args(annotation))


def _in_one_language(subject: Subject) -> Iterator[Hit]:
    for path, key, text in texts_of(subject.notice):
        if isinstance(text, str) and key != "name":
            yield Hit(path)


def _language_missing(subject: Subject) -> Iterator[Hit]:
    for path, _, text in texts_of(subject.notice):
        if isinstance(text, str):
            continue
        if missing := [language for language in LANGUAGES if not text.get(language)]:
            yield Hit(path, {"languages": ", ".join(missing)})


def _sentence_long(subject: Subject) -> Iterator[Hit]:
    for path, key, text in texts_of(subject.notice):
        if key in _CITATIONS:
            continue
        longest = max(
            len(sentence.split())
            for words in _each(text)
            for sentence in _SENTENCE_END.split(words)
        )
        if longest > MAX_WORDS:
            yield Hit(path, {"words": longest, "limit": MAX_WORDS})


def _cross_reference(subject: Subject) -> Iterator[Hit]:
    for path, key, text in texts_of(subject.notice):
        if key in _CITATIONS:
            continue
        found = next((m for words in _each(text) if (m := _CROSS_REFERENCE.search(words))), None)
        if found is not None:
            yield Hit(path, {"reference": found.group()})


def _outdated_term(subject: Subject) -> Iterator[Hit]:
    for path, _, text in texts_of(subject.notice):
        words = " ".join(_each(text)).lower()
        for term, better in _OUTDATED.items():
            if term in words:
                yield Hit(path, {"term": term, "better": better})


def _each(text: Text) -> list[str]:
    return [text] if isinstance(text, str) else list(text.values())


RULES = (
    Rule(
        "text_in_one_language",
        "warning",
        "GDPR Art. 12(1)",
        _in_one_language,
        fails="purposes.invoicing.title: Laskutus",
        passes="purposes.invoicing.title: {fi: Laskutus, sv: Fakturering, en: Invoicing}",
    ),
    Rule(
        "text_language_missing",
        "warning",
        "GDPR Art. 12(1)",
        _language_missing,
        fails="purposes.invoicing.title: {fi: Laskutus, en: Invoicing}",
        passes="purposes.invoicing.title: {fi: Laskutus, sv: Fakturering, en: Invoicing}",
    ),
    Rule(
        "sentence_too_long",
        "warning",
        "GDPR Art. 12(1)",
        _sentence_long,
        fails="purposes.invoicing.description: {fi: Lähetämme laskut., sv: Vi skickar fakturor., en: We send invoices to those who have ordered something from us and follow whether they are paid in time and if they are not we send a reminder and then another one and so on.}",
        passes="purposes.invoicing.description: {fi: Lähetämme laskut., sv: Vi skickar fakturor., en: We send invoices. We follow whether they are paid. If not we send a reminder.}",
    ),
    Rule(
        "cross_reference_typed",
        "warning",
        "GDPR Art. 12(1)",
        _cross_reference,
        fails="purposes.invoicing.description: {fi: Käytämme kohdan 4.0 tietoja., sv: Vi skickar fakturor., en: We send invoices.}",
        passes="purposes.invoicing.description: {fi: Käytämme laskutustietoja., sv: Vi skickar fakturor., en: We send invoices.}",
    ),
    Rule(
        "outdated_term",
        "warning",
        "GDPR Art. 4(7), 12(1)",
        _outdated_term,
        fails="register.name: Asiakasrekisterin rekisteriseloste",
        passes="register.name: Asiakasrekisterin tietosuojaseloste",
    ),
)
