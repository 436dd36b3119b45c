"""The register as a person would keep it on paper: what is there, what may be used, what is due.

It is written from the law and from the example notice, not from the product: plain dataclasses,
no database, nothing sealed. A blob is a line; a key is a number; what is locked with a number that
is not on the board any more can be read by nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

import yaml

from tests.register import EXAMPLE
from tests.stories.days import DAY, Pause, day_of, later, three_days

NOTICE = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))
ROLES = tuple(NOTICE["roles"])
PURPOSES = tuple(NOTICE["purposes"])
LEFT_BY_A_RESTRICTION = {"rights", "claims", "protection", "public_interest"}
NEEDED_BY_A_CONTRACT = {
    category
    for purpose, uses in NOTICE["uses"].items()
    if NOTICE["purposes"][purpose]["legal_basis"] == "contract"
    for category in uses["categories"]
}
CLAIMS = set(NOTICE["uses"]["legal_claims"]["categories"])
EMAIL_IN = {"customer": "contact", "contact_person": "contact_persons"}

Key = tuple[str, int]
"""Kind and id of a record."""


def may_open(role: str, purpose: str) -> set[str]:
    """Return the categories that the notice lets a role use for a purpose."""
    uses = NOTICE["uses"].get(purpose, [])
    found: set[str] = set()
    for use in [uses] if isinstance(uses, dict) else uses:
        if role in use["roles"]:
            found |= set(use["categories"])
    return found


@dataclass
class Blob:
    """Something sealed: of which record, in which category, under which key."""

    of: Key
    kind: str
    category: str
    key: int


@dataclass
class Deal:
    """A contract; without a last day it runs until further notice."""

    starts_on: date
    ends_on: date | None


@dataclass
class Word:
    """A consent or an objection on record."""

    purpose: str
    about: str  # consent, objection
    state: str


@dataclass
class Given:
    """Something handed to a recipient; `at` counts the steps of the story."""

    recipient: str
    categories: set[str]
    purpose: str
    at: int


@dataclass
class Duty:
    """What a recipient is to be told of somebody."""

    person: int
    kind: str
    recipient: str
    categories: set[str]
    at: int
    state: str = "owed"
    has_file: bool = False
    refused_on: date | None = None

    @property
    def is_open(self) -> bool:
        return self.state in {"owed", "sent", "unknown"}


@dataclass
class Hold:
    """That something stays whatever comes; no category means all."""

    person: int
    category: str = ""
    is_open: bool = True


@dataclass
class Person:
    """A customer, or somebody who acts for one."""

    id: int
    kind: str  # person, company, contact_person
    email: str
    made_on: date
    active_on: date
    acts_for: int | None = None
    left_on: date | None = None
    deals: dict[int, Deal] = field(default_factory=dict)
    had_deals: bool = False
    ended_on: date | None = None
    blobs: list[Blob] = field(default_factory=list)
    days: dict[Key, dict[str, date | None]] = field(default_factory=dict)
    done_through: dict[Key, date] = field(default_factory=dict)
    restricted: dict[int, str] = field(default_factory=dict)
    words: dict[int, Word] = field(default_factory=dict)
    yes: set[str] = field(default_factory=set)
    no: set[str] = field(default_factory=set)
    given: list[Given] = field(default_factory=list)

    def set_days(self, of: Key, days: dict[str, date | None]) -> None:
        self.days[of] = days
        self.done_through.pop(of, None)

    @property
    def own(self) -> Key:
        kind = self.kind if self.kind == "contact_person" else "customer"
        return (kind, self.id)

    @property
    def is_hollow(self) -> bool:
        """Whether nothing of the person's own record is left."""
        return not any(blob.kind == self.own[0] for blob in self.blobs)

    def bar(self, purpose: str) -> str | None:
        """Return what stands in the way of using the person's data for a purpose."""
        declared = NOTICE["purposes"][purpose]
        if declared["legal_basis"] == "consent":
            return None if purpose in self.yes else "no_consent"
        if purpose in self.no:
            return "objected"
        if self.restricted and declared.get("serves") not in LEFT_BY_A_RESTRICTION:
            return "restricted"
        return None

    def state_of(self, purpose: str, about: str) -> str:
        states = [w.state for w in self.words.values() if (w.purpose, w.about) == (purpose, about)]
        return states[-1] if states else ""


@dataclass
class Request:
    """Something asked of the controller."""

    id: int
    requester: int
    about: int | None
    received_at: datetime
    number: int
    pauses: list[Pause] = field(default_factory=list)
    asked: dict[str, date] = field(default_factory=dict)
    notes: int = 0
    is_taken: bool = False
    is_refused: bool = False
    is_extended: bool = False
    withdrawn_on: date | None = None

    @property
    def is_open(self) -> bool:
        return self.withdrawn_on is None

    @property
    def state(self) -> str:
        if not self.is_open:
            return "withdrawn"
        if self.asked:
            return "waiting"
        return "in_progress" if self.is_taken else "received"

    def answered(self, what: str, today: date) -> None:
        self.pauses.append((self.asked.pop(what), today))

    def dates(self, today: date, *, extended: bool | None = None) -> tuple[date, date, date]:
        stood = [*self.pauses, *((asked, max(today, asked)) for asked in self.asked.values())]
        extended = self.is_extended if extended is None else extended
        return three_days(day_of(self.received_at), extended=extended, pauses=stood)


@dataclass
class No:
    """That somebody said no at some time, or took it back."""

    at: datetime
    person: int
    what: str  # restriction, consent, objection
    key: str
    stands: bool


@dataclass
class Board:
    """The keys that hang on the board, which no backup holds: (person, category) → number."""

    keys: dict[tuple[int, str], int] = field(default_factory=dict)
    made: int = 0
    noes: list[No] = field(default_factory=list)
    destroyed: set[int] = field(default_factory=set)  # duties whose files nobody can read again

    def key_for(self, person: int, category: str) -> int:
        if (person, category) not in self.keys:
            self.made += 1
            self.keys[person, category] = self.made
        return self.keys[person, category]

    def opens(self, person: int, blob: Blob) -> bool:
        return self.keys.get((person, blob.category)) == blob.key


@dataclass
class World:
    """All that the register holds, as a backup takes it."""

    people: dict[int, Person] = field(default_factory=dict)
    requests: dict[int, Request] = field(default_factory=dict)
    duties: dict[int, Duty] = field(default_factory=dict)
    holds: dict[int, Hold] = field(default_factory=dict)
    waiting: dict[int, set[str]] = field(default_factory=dict)  # person → what they want gone

    # --- Who is there ---------------------------------------------------------------------------

    def customers(self) -> list[Person]:
        return [p for p in self.people.values() if p.kind != "contact_person"]

    def acting_for(self, customer: int) -> list[Person]:
        return [p for p in self.people.values() if p.acts_for == customer and not p.is_hollow]

    def customer_of(self, person: Person) -> Person:
        return self.people[person.acts_for] if person.acts_for else person

    # --- How long -------------------------------------------------------------------------------

    def note_days(self, customer: Person) -> None:
        """Write down anew the days that count for a customer and for those who act for it.

        Whoever was erased has no days, though others still hang on the row.
        """
        days: dict[str, date | None] = {"active": customer.active_on}
        if customer.had_deals:
            days["ended"] = customer.ended_on
        if not customer.is_hollow:
            customer.set_days(customer.own, days)
        for person in self.acting_for(customer.id):
            if person.is_hollow:
                continue
            days = {"active": customer.active_on}
            ends = [customer.ended_on] if customer.had_deals else []
            if person.left_on is not None:
                ends = [min([person.left_on, *(end for end in ends if end)])]
            if ends:
                days["ended"] = ends[0]
            person.set_days(person.own, days)

    def agree(self, customer: Person, today: date) -> None:
        """Write down anew when the relationship ends, after a contract came or changed."""
        ends = [deal.ends_on for deal in customer.deals.values()]
        customer.had_deals = True
        customer.ended_on = None if None in ends else max(end for end in ends if end)
        customer.active_on = today
        self.note_days(customer)
        for number in customer.deals:
            customer.set_days(("contract", number), {"ended": customer.ended_on})

    def last_day(self, person: Person, of: Key) -> date | None:
        """Return the last day on which a record may be kept; None while that is open."""
        days = person.days.get(of, {})
        if "ended" in days:
            return later(days["ended"], 36) if days["ended"] else None
        return later(days["active"], 24) if days.get("active") else None

    def due_on(self, person: Person, of: Key) -> date | None:
        """Return the day on which a record goes, unless that day was seen to already."""
        last = self.last_day(person, of)
        if last is None or person.done_through.get(of, date.min) >= last + DAY:
            return None
        return last + DAY

    # --- What goes and what stays ---------------------------------------------------------------

    def is_kept_anyhow(self, person: Person, category: str) -> bool:
        """Whether it stays whatever its day is: for claims, or because a copy is asked for."""
        held = any(
            hold.is_open and hold.person == person.id and hold.category in {"", category}
            for hold in self.holds.values()
        )
        asked_for = any(r.is_open and r.about == person.id for r in self.requests.values())
        return held or asked_for or "needed_by_person" in person.restricted.values()

    def stays(self, person: Person, of: Key, category: str, today: date) -> str:
        """Return why it stays although the person asks for its erasure; "" when it goes."""
        if self.is_kept_anyhow(person, category):
            return "held"
        last = self.last_day(person, of)
        if category == "consents":
            return "proof" if last is None or today <= last else ""
        runs = any(
            deal.ends_on is None or today <= deal.ends_on
            for deal in self.customer_of(person).deals.values()
        )
        if runs and (person.kind == "contact_person" or category in NEEDED_BY_A_CONTRACT):
            return "contract"
        if category not in CLAIMS or "ended" not in person.days.get(of, {}):
            return ""
        return "claims" if last is not None and today <= last else ""

    def recipients_with(self, person: Person, given: Iterable[Given]) -> dict[str, set[str]]:
        """Return what each recipient has: what it got and has not confirmed to have erased."""
        erased = [
            duty
            for duty in self.duties.values()
            if (duty.person, duty.kind, duty.state) == (person.id, "erase", "acknowledged")
        ]
        found: dict[str, set[str]] = {}
        for one in given:
            for category in one.categories:
                if not any(
                    duty.recipient == one.recipient
                    and category in duty.categories
                    and duty.at >= one.at
                    for duty in erased
                ):
                    found.setdefault(one.recipient, set()).add(category)
        return found

    def queue(self) -> list[Request]:
        """Return what is owed an answer, whoever came first first."""
        found = [request for request in self.requests.values() if request.is_open]
        return sorted(found, key=lambda request: (request.received_at, request.id))


def lines_of(people: Iterable[Person]) -> Counter[tuple[int, str, str]]:
    """Count what is sealed, by person, kind and category."""
    return Counter(
        (person.id, blob.kind, blob.category) for person in people for blob in person.blobs
    )


def pairs() -> Iterator[tuple[str, str]]:
    """Yield every role with every purpose."""
    for role in ROLES:
        for purpose in PURPOSES:
            yield role, purpose
