"""How two editions of the notice differ, and what each difference asks of the controller.

Pure: two notices in, differences out. The strictest class of any part is the class of the
whole. A part that is not listed here counts as material, so that nothing new is missed.

Source: GDPR Art. 13(3) and 14(4) (a new purpose is told before it begins), 12(1) and 13
(those concerned are told of a material change: KHO:2023:81).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from seloste.kernel.folding import words
from seloste.kernel.languages import in_language
from seloste.notice.values import Notice

Class = Literal["editorial", "material", "new_purpose", "new_recipient"]
Value = str | int | float | bool | None | list["Value"] | dict[str, "Value"]

_STRICTNESS: tuple[Class, ...] = ("editorial", "material", "new_recipient", "new_purpose")

# Names, translations and inner workings: what people were told stays true.
_EDITORIAL = frozenset({
    "edition", "instruments", "register", "rights", "roles", "controller.website",
    "purposes.*.title", "purposes.*.dpv", "purposes.*.balancing_test",
    "categories.*.title", "recipients.*.agreement", "recipients.*.connector",
    "recipients.*.website", "uses.*.roles", "sections.*.title",
})  # fmt: skip

# Texts: only other words make a material change, not case, punctuation or a translation added.
_TEXTS = frozenset({
    "purposes.*.description", "purposes.*.act", "purposes.*.interest", "purposes.*.wording",
    "categories.*.consequence", "categories.*.source_details", "recipients.*.service",
    "recipients.*.transfer_details", "storage_periods.*.ground", "storage_periods.*.text",
    "sections.*.text", "controller.form", "joint_arrangement", "contact.role", "recipients.*.name",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """One part that changed.

    Attributes:
        path: where in the notice, such as `("purposes", "newsletter", "legal_basis")`.
        before: what stood there, or None when the part is new.
        after: what stands there, or None when the part is gone.
    """

    path: tuple[str, ...]
    change_class: Class
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences between two editions, in the notice's order, and the strictest class."""

    differences: tuple[Difference, ...]
    change_class: Class


def compare(old: Notice, new: Notice) -> Comparison:
    """Return how the newer notice differs from the older one. The edition's head is not compared."""
    found = tuple(_compare(_plain(old), _plain(new), ()))
    strictest = max((_STRICTNESS.index(d.change_class) for d in found), default=0)
    return Comparison(found, _STRICTNESS[strictest])


def audience(old: Notice, new: Notice, comparison: Comparison) -> tuple[str, ...]:
    """Return the groups of data subjects whom the changes concern, sorted.

    A change of purposes or of what hangs on them concerns those whose data the purposes use;
    any other change concerns everyone. Editorial changes concern nobody.
    """
    concerned: set[str] = set()
    for difference in comparison.differences:
        if difference.change_class != "editorial":
            concerned |= _concerned(difference.path, old, new)
    return tuple(sorted(concerned))


def _concerned(path: tuple[str, ...], old: Notice, new: Notice) -> set[str]:
    if path[0] in {"purposes", "uses"} and len(path) > 1:
        purposes = {path[1]}
    elif path[0] == "recipients" and len(path) > 1:
        both = (old.recipients.get(path[1]), new.recipients.get(path[1]))
        purposes = {r.when for r in both if r is not None and r.when is not None}
    else:
        purposes = set()
    everyone = {*old.purposes, *new.purposes}
    return {
        group
        for purpose in (purposes & everyone or everyone)
        for notice in (old, new)
        if (found := notice.purposes.get(purpose)) is not None
        for group in found.data_subjects
    }


def _compare(old: Value, new: Value, path: tuple[str, ...]) -> Iterator[Difference]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict) and not _is_leaf(path):
        for key in (*new, *(key for key in old if key not in new)):
            yield from _compare(old.get(key), new.get(key), (*path, key))
        return
    yield Difference(path, _class_of(path, old, new), old, new)


def _is_leaf(path: tuple[str, ...]) -> bool:
    """Return whether what stands at the path is one thing to the reader: a text, an address."""
    return len(path) >= 3 or _pattern(path) in _TEXTS or path[-1:] == ("postal_address",)


def _class_of(path: tuple[str, ...], old: Value, new: Value) -> Class:
    pattern = _pattern(path)
    if old is None and pattern == "purposes.*":
        return "new_purpose"
    if _is_new_recipient(pattern, old, new):
        return "new_recipient"
    return "editorial" if _is_editorial(pattern, old, new) else "material"


def _is_new_recipient(pattern: str, old: Value, new: Value) -> bool:
    """Return whether somebody else receives data: another name is another recipient."""
    renamed = pattern == "recipients.*.name" and not _same_words(old, new)
    return renamed or (pattern == "recipients.*" and old is None)


def _is_editorial(pattern: str, old: Value, new: Value) -> bool:
    if pattern in _EDITORIAL or pattern.partition(".")[0] in _EDITORIAL:
        return True
    if pattern == "security":
        return _includes(new, old)  # a measure more takes nothing from anyone
    return pattern in _TEXTS and _same_words(old, new)


def _pattern(path: tuple[str, ...]) -> str:
    keyed = path[:1] in {("purposes",), ("categories",), ("recipients",), ("uses",), ("sections",),
                         ("storage_periods",), ("roles",)}  # fmt: skip
    return ".".join((path[0], "*", *path[2:]) if keyed and len(path) > 1 else path)


def _same_words(old: Value, new: Value) -> bool:
    """Return whether two texts say the same in each language that both have."""
    if isinstance(old, str) and isinstance(new, str):
        return words(old) == words(new)
    before, after = _by_language(old), _by_language(new)
    shared = before.keys() & after.keys()
    return bool(shared) and all(words(before[key]) == words(after[key]) for key in shared)


def _includes(larger: Value, smaller: Value) -> bool:
    return (
        isinstance(larger, list)
        and isinstance(smaller, list)
        and all(item in larger for item in smaller)
    )


def _by_language(text: Value) -> Mapping[str, str]:
    """Return the languages of a text; one without languages stands for Finnish."""
    if isinstance(text, str):
        return {"fi": text}
    return {k: str(v) for k, v in text.items()} if isinstance(text, dict) else {}


def _plain(notice: Notice) -> Value:
    """Return the notice as plain values: lists without a name get one, so that they compare."""
    plain: dict[str, Value] = notice.model_dump(mode="json", by_alias=True, exclude_none=True)
    del plain["seloste"], plain["edition"]
    plain["uses"] = {
        purpose: {
            "categories": [*sorted({c for u in notice.uses_of(purpose) for c in u.categories})],
            "roles": [*sorted({r for u in notice.uses_of(purpose) for r in u.roles})],
        }
        for purpose in notice.uses
    }
    plain["storage_periods"] = {
        f"{' '.join(period.categories)} / {period.purpose or ''}": value
        for period, value in zip(
            notice.storage_periods, _items(plain["storage_periods"]), strict=True
        )
    }
    plain["sections"] = {
        in_language(section.title, "fi"): value
        for section, value in zip(notice.sections, _items(plain["sections"]), strict=True)
    }
    return plain


def _items(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []
