"""Some of the register's data, opened for accountability as the program itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from seloste.evidence.examination import Examination
from seloste.kernel.actors import SYSTEM_ROLE, system
from seloste.kernel.ids import PersonId
from seloste.readings.operations import open_records
from seloste.readings.values import Opened
from seloste.vault.sampling import some_persons
from seloste.vault.values import SOURCES

PURPOSE = "accountability"
"""Purpose of the notice for which the program looks at samples."""

EACH = 67
"""How many of the newest, of the oldest, and of others by chance: some 200 persons."""

# Parts of a value that many persons share, so that they may stand elsewhere with good reason:
# places; what a consent repeats under seal to prove itself; codes and keys of the notice in what was
# decided about a request.
_SHARED = frozenset(
    (
        "country", "city", "postal_code", "method", "operator", "customer.language", SOURCES,
        "purpose", "kind", "state", "means", "wording",
        "categories", "category", "field", "gone", "ground", "kinds", "left_out", "purposes",
        "recipient", "searched", "why",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True, repr=False)
class Samples:
    """What was opened. Never shown by `repr`.

    Attributes:
        categories: what the notice lets the program look at for accountability.
    """

    opened: Mapping[PersonId, Opened] = field(default_factory=dict)
    categories: frozenset[str] = frozenset()

    def values(self) -> Iterator[tuple[str, str]]:
        """Yield each text that tells of one person, with its field."""
        for _category, content in self._contents():
            for name, value in content.items():
                if name not in _SHARED:
                    yield from ((name, text) for text in _texts(value))

    def fields(self) -> Iterator[tuple[str, str]]:
        """Yield each field that was met, with the category under whose seal it lay.

        What changes were made lies sealed too, under names of its own.
        """
        for category, content in self._contents():
            yield from ((name, category) for name in content if name != SOURCES)

    def sources(self) -> Iterator[tuple[str, str]]:
        """Yield each source that was met, with the category of what came from it."""
        for category, content in self._contents():
            named = content.get(SOURCES)
            if isinstance(named, Mapping):
                yield from ((str(source), category) for source in named.values())

    def _contents(self) -> Iterator[tuple[str, Mapping[str, object]]]:
        for opened in self.opened.values():
            for by_category in opened.contents.values():
                yield from by_category.items()


def allowed(examination: Examination) -> frozenset[str]:
    """Return the categories that the notice lets the program look at."""
    return examination.notice.categories_for(role=SYSTEM_ROLE, purpose=PURPOSE)


def take(examination: Examination, *, each: int = EACH) -> Samples:
    """Open samples and leave a reading line for each person.

    The moment of the examination decides the choice, so each looks at others.
    """
    categories = allowed(examination)
    seed = int(examination.at.timestamp())
    persons = some_persons(each=each, seed=seed) if categories else []
    if not persons:
        return Samples(categories=categories)
    opened = open_records(
        persons, purpose=PURPOSE, by=system(examination.by.way_in), at=examination.at
    )
    return Samples(opened, categories)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, part in value.items():
            if name not in _SHARED:
                yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
