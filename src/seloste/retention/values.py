"""What crosses the border of retention."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from seloste.kernel.ids import PersonId
from seloste.lifetimes.values import Lifetime
from seloste.vault.values import Record

AUDIT_FACTS = "audit"
"""What the vault calls the key of facts in audit lines; it is no category of the notice."""


class Why(StrEnum):
    """Why something stays although somebody asked, or its day came. Stored and shown codes."""

    HOLD = "hold"
    NEEDED_BY_PERSON = "needed_by_person"
    OPEN_REQUEST = "open_request"
    RUNNING_CONTRACT = "running_contract"
    STATUTORY = "statutory"
    CLAIMS = "claims"
    PROOF = "proof"
    SECURITY = "security"
    OTHER_PERSON = "other_person"


HoldGround = Literal["claims", "statute", "authority", "request"]
"""By what right data are held: GDPR Art. 17(3)(e), 17(3)(b), an authority's order, an open request."""

HoldReason = Literal["dispute", "court", "debt", "authority_order", "breach", "open_request"]
"""What it is about, as a code: nobody's name is ever written into a hold."""

GROUNDS_BY_HAND: tuple[HoldGround, ...] = ("claims", "statute", "authority")
REASONS_BY_HAND: tuple[HoldReason, ...] = ("dispute", "court", "debt", "authority_order", "breach")
"""What a person may choose; requests freeze by themselves."""


@dataclass(frozen=True, slots=True)
class HoldView:
    """A hold: what it keeps, by what right, and when somebody looks at it again.

    Attributes:
        category: key of the notice; "" means every category.
        contract: of the person's contracts this one; None means every record.
        request: id of the request that froze the data, or None.
        opened_by: pseudonym.
        review_on: day by which it is reviewed; None for one that ends with its request.
    """

    id: int
    person: PersonId
    category: str
    contract: int | None
    ground: HoldGround
    reason: HoldReason
    request: int | None
    opened_at: datetime
    opened_by: str
    review_on: date | None
    closed_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


@dataclass(frozen=True, slots=True)
class PlanItem:
    """What happens to a category of a person, or to some of its records.

    Attributes:
        category: key of the notice.
        records: which records of it.
        is_whole: no record of the category is left out.
        why: why it stays; None when it goes.
        until: the last day it is kept, as far as it can be told.
        purpose: key of the purpose whose storage period keeps it, or "".
    """

    category: str
    records: frozenset[Record]
    is_whole: bool
    why: Why | None = None
    until: date | None = None
    purpose: str = ""

    @property
    def goes(self) -> bool:
        return self.why is None


@dataclass(frozen=True, slots=True)
class ErasurePlan:
    """What goes of a person and what stays, before anything is done.

    Attributes:
        person: whose data.
        asked: the categories asked for; None means all.
        items: for each category, what happens.
        left: categories that were not asked for and hold something.
    """

    person: PersonId
    asked: frozenset[str] | None
    items: tuple[PlanItem, ...]
    left: frozenset[str] = frozenset()

    @property
    def going(self) -> tuple[PlanItem, ...]:
        return tuple(item for item in self.items if item.goes)

    @property
    def staying(self) -> tuple[PlanItem, ...]:
        return tuple(item for item in self.items if not item.goes)

    @property
    def is_whole(self) -> bool:
        """Return whether nothing of the person is left."""
        return not self.left and not self.staying


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a plan depends on beside the notice and the day.

    Attributes:
        held: category → the records that hold something of it.
        changed: of which record each change is, and to which file each note of a request belongs.
        lifetimes: the days that count for each record.
        holds: those that are open.
        is_needed_by_person: the person wants the data kept for claims of their own (Art. 18(1)(c)).
        running: contracts of the person that are to come or run.
        acts_in_running: the person acts for a customer whose contract is to come or runs.
    """

    person: PersonId
    held: Mapping[str, frozenset[Record]] = field(default_factory=dict)
    changed: Mapping[Record, Record] = field(default_factory=dict)
    lifetimes: tuple[Lifetime, ...] = ()
    holds: tuple[HoldView, ...] = ()
    is_needed_by_person: bool = False
    running: frozenset[int] = frozenset()
    acts_in_running: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """What an erasure left, why and until when."""

    category: str
    why: Why
    until: date | None = None
    purpose: str = ""
    records: int = 0


@dataclass(frozen=True, slots=True)
class CertificateView:
    """What an erasure took and left, and what a second reading found.

    Attributes:
        cause: such as `request:12` or `storage_period`.
        counts: store → how many went: `sealed`, `keys`, `index`, `rows`, `audit_facts`, `parcels`.
        recipients: keys of those who are to be told.
        remains: store → how many the second reading found of what went; all 0.
        verified_at: when it was read a second time, UTC.
    """

    id: int
    person: PersonId
    cause: str
    edition: int | None
    erased_at: datetime
    categories: tuple[str, ...]
    counts: Mapping[str, int]
    kept: tuple[Kept, ...]
    recipients: tuple[str, ...]
    verified_at: datetime | None
    remains: Mapping[str, int]

    @property
    def holds(self) -> bool:
        """Return whether the second reading found nothing of what was to go."""
        return self.verified_at is not None and not any(self.remains.values())


@dataclass(frozen=True, slots=True)
class PendingView:
    """What a person asked to have erased and what had to stay: it goes when the reason ends.

    Attributes:
        look_on: the day on which something of it may go; None while that is open.
    """

    id: int
    person: PersonId
    categories: frozenset[str]
    cause: str
    since: datetime
    look_on: date | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run over the storage periods did, or would do.

    Attributes:
        day: what was due by this day, in the controller's time zone.
        persons: of how many persons something goes.
        going: category → records that go.
        staying: why → records that stay although their day has come.
        late: records that go more than a week after their day.
        is_applied: it was done, not only looked at.
    """

    day: date
    persons: int
    going: Mapping[str, int]
    staying: Mapping[Why, int]
    late: int
    is_applied: bool


@dataclass(frozen=True, slots=True)
class NightView:
    """That the storage periods of a day were carried out."""

    day: date
    done_at: datetime
    persons: int
    records: int
    late: int
