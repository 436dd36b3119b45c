"""What an account saw and did, counted by the database: the trail may be long, the answer is not.

An account is the pseudonym of a member of staff, or of a token.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict, cast

from django.db.models import Count, Max, Min, Q, QuerySet

from seloste.audit.models import Entry
from seloste.audit.recording import READING
from seloste.kernel.ids import PersonId

_PAGE = 500


@dataclass(frozen=True, slots=True)
class Track:
    """Whose lines are looked at: those of an account from a moment until before another.

    Attributes:
        leaving_out: ids that stand for no person, such as those of files.
    """

    account: str
    since: datetime
    until: datetime
    leaving_out: Collection[PersonId] = ()


@dataclass(frozen=True, slots=True)
class Extent:
    """How much there is on a track."""

    persons: int
    openings: int
    first_at: datetime | None
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many lines are alike in something, and of how many persons."""

    key: tuple[str, ...]
    lines: int
    persons: int


@dataclass(frozen=True, slots=True)
class Trace:
    """One person on a track."""

    person: PersonId
    categories: frozenset[str]
    lines: int
    first_at: datetime
    last_at: datetime


class _Row(TypedDict):
    about: int
    lines: int
    first: datetime
    last: datetime


def extent(track: Track) -> Extent:
    """Return how many persons and openings there are, and when the first and the last was."""
    found = _lines(track).aggregate(
        persons=Count("about", distinct=True),
        openings=Count("position", filter=Q(operation=READING)),
        first=Min("at"),
        last=Max("at"),
    )
    return Extent(found["persons"], found["openings"], found["first"], found["last"])


def by_category(track: Track) -> list[Tally]:
    """Return how often data of each category were opened, and of how many persons."""
    openings = _lines(track).filter(operation=READING)
    together = [
        frozenset(_split(text))
        for text in openings.order_by().values_list("categories", flat=True).distinct()
    ]
    return [
        _of_category(openings, category)
        for category in sorted({category for one in together for category in one})
    ]


def by_use(track: Track) -> list[Tally]:
    """Return how often something was opened, by role, purpose and way in."""
    return _tallies(_lines(track).filter(operation=READING), fields=("role", "purpose", "way_in"))


def by_act(track: Track) -> list[Tally]:
    """Return what was done about persons beside opening, by operation."""
    return _tallies(_lines(track).exclude(operation=READING), fields=("operation",))


def persons(track: Track, *, after: int = 0) -> Iterator[Trace]:
    """Yield the persons by id, from behind `after`; only some are in memory at a time."""
    while page := _page(track, after):
        categories = _categories(track, [row["about"] for row in page])
        for row in page:
            person = PersonId(row["about"])
            yield Trace(
                person, categories.get(person, frozenset()), row["lines"], row["first"], row["last"]
            )
        after = page[-1]["about"]


def _lines(track: Track) -> QuerySet[Entry]:
    rows = Entry.objects.filter(
        actor=track.account, at__gte=track.since, at__lt=track.until, about__isnull=False
    )
    return rows.exclude(about__in=track.leaving_out) if track.leaving_out else rows


def _of_category(openings: QuerySet[Entry], category: str) -> Tally:
    """Count the lines with a category: it stands between commas, or at an end."""
    has_it = (
        Q(categories=category)
        | Q(categories__startswith=f"{category},")
        | Q(categories__endswith=f",{category}")
        | Q(categories__contains=f",{category},")
    )
    found = openings.filter(has_it).aggregate(
        lines=Count("position"), persons=Count("about", distinct=True)
    )
    return Tally((category,), found["lines"], found["persons"])


def _tallies(rows: QuerySet[Entry], *, fields: tuple[str, ...]) -> list[Tally]:
    counted = (
        rows.values_list(*fields)
        .annotate(lines=Count("position"), persons=Count("about", distinct=True))
        .order_by(*fields)
    )
    return [Tally(tuple(row[:-2]), row[-2], row[-1]) for row in counted]


def _page(track: Track, after: int) -> list[_Row]:
    rows = (
        _lines(track)
        .filter(about__gt=after)
        .values("about")
        .annotate(lines=Count("position"), first=Min("at"), last=Max("at"))
        .order_by("about")
    )
    return cast("list[_Row]", list(rows[:_PAGE]))


def _categories(track: Track, about: list[int]) -> dict[PersonId, frozenset[str]]:
    found: dict[PersonId, frozenset[str]] = {}
    rows = _lines(track).filter(about__in=about).order_by()
    for number, text in rows.values_list("about", "categories").distinct():
        person = PersonId(number or 0)
        found[person] = found.get(person, frozenset()) | set(_split(text))
    return found


def _split(categories: str) -> list[str]:
    return [category for category in categories.split(",") if category]
