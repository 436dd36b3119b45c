"""What a rule of the linter is."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from seloste.notice.findings import Severity
from seloste.notice.values import Notice


@dataclass(frozen=True, slots=True)
class Subject:
    """What a rule looks at: the notice, and the day for which it is judged."""

    notice: Notice
    on: date


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a notice breaks a rule, and what the sentence about it mentions."""

    path: str
    facts: Mapping[str, object] = field(default_factory=dict[str, object])


Find = Callable[[Subject], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, with an example that breaks it and one that keeps it.

    Both examples are changes to the complete example, `notices/palvelin-example.yaml`: YAML
    lines of a path and its new value; an empty value takes the path away.

    Attributes:
        code: what findings call it; never reworded.
        article: what it rests on, `GDPR Art. …` first.
        find: yields each place that breaks the rule.
    """

    code: str
    severity: Severity
    article: str
    find: Find
    fails: str
    passes: str


def unknown(
    used: Iterable[tuple[str, str]], known: Iterable[str], *, name: str = "key"
) -> Iterator[Hit]:
    """Yield a hit for each (path, key) whose key is not known, with the nearest known one."""
    keys = sorted(known)
    for path, key in used:
        if key not in keys:
            near = difflib.get_close_matches(key, keys, n=1)
            yield Hit(path, {name: key, "nearest": near[0] if near else ", ".join(keys[:12])})
