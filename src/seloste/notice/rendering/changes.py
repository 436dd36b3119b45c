"""What changed between two editions, in sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import cast

from seloste.kernel.languages import LANGUAGES, Language
from seloste.notice.data.measures import MEASURES
from seloste.notice.differences import Class, Comparison, Difference, Value
from seloste.notice.rendering import boilerplate, words
from seloste.notice.rendering.writer import Writer
from seloste.notice.values import Notice, PostalAddress


@dataclass(frozen=True, slots=True)
class Change:
    """One difference in words.

    Attributes:
        what: the part that changed: "tarkoitus Uutiskirje, oikeusperuste".
        before: how it read, or "" when it is new.
        after: how it reads, or "" when it is gone.
        kind: the class in words.
    """

    what: str
    before: str
    after: str
    change_class: Class
    kind: str
    sentence: str


def changes(
    old: Notice, new: Notice, comparison: Comparison, language: Language
) -> tuple[Change, ...]:
    """Return the differences in words, in the notice's order."""
    before, after = _Words(Writer(old, language)), _Words(Writer(new, language))
    return tuple(_change(difference, before, after) for difference in comparison.differences)


def kind(change_class: str, language: Language) -> str:
    """Return a class of changes in words: "olennainen"."""
    return boilerplate.plain(f"class.{change_class}", language, "changes")


def _change(difference: Difference, old: _Words, new: _Words) -> Change:
    holder = new if difference.after is not None else old
    what = holder.part(difference.path)
    before = "" if difference.before is None else old.value(difference.path, difference.before)
    after = "" if difference.after is None else new.value(difference.path, difference.after)
    key = "added" if difference.before is None else "changed"
    if difference.after is None:
        key = "removed"
    sentence = holder.say(f"sentence.{key}", what=what, before=before, after=after)
    name = kind(difference.change_class, holder.language)
    return Change(what, before, after, difference.change_class, name, sentence)


class _Words:
    """Says what parts and values of one edition are called."""

    def __init__(self, writer: Writer) -> None:
        self._w = writer
        self.language = writer.language
        plain, own = writer.plain, writer
        # What the values of an attribute are, so that keys become words.
        self._by_attribute: dict[str, Callable[[str], str]] = {
            "legal_basis": lambda key: plain(f"basis.{key}"),
            "data_subjects": lambda key: plain(f"subjects.{key}"),
            "sources": lambda key: plain(f"source.{key}"),
            "kind": lambda key: plain(f"kind.{key}"),
            "transfer": lambda key: plain(f"transfer.{key}"),
            "fields": own.field,
            "required": own.field,
            "categories": own.category,
            "roles": own.role,
            "when": own.purpose,
            "purpose": own.purpose,
            "accompanies": own.purpose,
            "serves": lambda key: self.say(f"serves.{key}"),
            "place": own.country,
            "access_from": own.country,
            "country": own.country,
            "from": own.since,
            "or_from": own.since,
            "keep": self._period,
            "or_keep": self._period,
            "agreement": self._day,
            "action": lambda key: self.say(f"action.{key}"),
            "to": lambda key: self.say(f"to.{key}"),
            "informing": lambda key: self.say(f"informing.{key}"),
            "security": self._measure,
        }

    def say(self, key: str, **facts: str) -> str:
        return boilerplate.plain(key, self.language, "changes", **facts)

    def part(self, path: tuple[str, ...]) -> str:
        """Return what the part at the path is called."""
        named = self._named(path)
        attributes = path[len(named) :]
        texts = [self.say(f"part.{path[0]}"), *map(self._quoted, self._names(named))]
        told = " ".join(text for text in texts if text)
        return ", ".join([told, *(self._attribute(name) for name in attributes)])

    def _quoted(self, name: str) -> str:
        return f"“{name}”" if self.language == "en" else f"”{name}”"

    def _named(self, path: tuple[str, ...]) -> tuple[str, ...]:
        """Return the beginning of the path that names a part: its kind, and its key if it has one."""
        keyed = path[0] in {
            "purposes", "categories", "recipients", "roles", "uses", "storage_periods", "sections",
        }  # fmt: skip
        return path[: 2 if keyed else 1]

    def _names(self, named: tuple[str, ...]) -> list[str]:
        return [self._name(named[0], key) for key in named[1:]]

    def _name(self, kind_of: str, key: str) -> str:
        if kind_of in {"purposes", "uses"}:
            return self._w.purpose(key)
        if kind_of == "categories":
            return self._w.category(key)
        if kind_of == "recipients":
            return self._w.recipient(key)
        if kind_of == "roles":
            return self._w.role(key)
        if kind_of == "storage_periods":
            return self._storage_name(key)
        return key

    def _storage_name(self, key: str) -> str:
        categories, _, purpose = key.partition(" / ")
        title = words.capital(self._w.categories(categories.split()))
        return f"{title} – {words.soften(self._w.purpose(purpose))}" if purpose else title

    def _attribute(self, name: str) -> str:
        key = f"of.{name}"
        return self.say(key) if boilerplate.has(key, "changes") else name.replace("_", " ")

    def value(self, path: tuple[str, ...], value: Value) -> str:
        """Return a value in words; `""` for nothing."""
        return self._value(path[-1], value) or self.say("nothing")

    def _value(self, attribute: str, value: Value) -> str:
        if isinstance(value, bool):
            return self._w.plain("yes" if value else "no")
        if isinstance(value, list):
            return self._w.join(filter(None, (self._value(attribute, item) for item in value)))
        if isinstance(value, dict):
            return self._mapping(value)
        return "" if value is None else self._word(attribute, str(value))

    def _mapping(self, value: dict[str, Value]) -> str:
        if value and value.keys() <= set(LANGUAGES):
            return self._w.own(cast("dict[Language, str]", value))
        if "street" in value:
            return self._w.address(PostalAddress.model_validate(value))
        if value.keys() <= {"kind", "address"}:
            channel = self._w.plain(f"channel.{value['kind']}")
            return " ".join(part for part in (channel, str(value.get("address", ""))) if part)
        told = ((self._attribute(key), self._value(key, item)) for key, item in value.items())
        return "; ".join(f"{name}: {text}" for name, text in told if text)

    def _word(self, attribute: str, text: str) -> str:
        """Return what a key means; a text that is no key stands as it is."""
        try:
            return self._by_attribute[attribute](text)
        except KeyError:
            return text

    def _period(self, iso: str) -> str:
        return words.period(iso, self.language) or iso

    def _day(self, iso: str) -> str:
        return words.day(date.fromisoformat(iso), self.language)

    def _measure(self, key: str) -> str:
        return MEASURES[key].title[self.language]
