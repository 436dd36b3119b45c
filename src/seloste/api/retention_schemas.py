"""What goes in and out about storage periods, erasure and holds. Nothing in it is personal."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints

from seloste.api.schemas import Day, Given, Id, IdOut, Taken
from seloste.retention.values import HoldGround, HoldReason

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
Categories = Annotated[list[Key], Field(min_length=1, max_length=64)]


class DueOut(Given):
    """How many records of a kind come due on a day."""

    day: Day
    kind: str
    records: int


class DuePlanOut(Given):
    """What comes due on each day, and what a run would do today."""

    days: list[DueOut]
    persons: int = Field(description="Of how many persons something would go today.")
    going: dict[str, int] = Field(description="Category of the notice → records that would go.")
    staying: dict[str, int] = Field(description="Why → records that stay although due.")
    late: int = Field(description="Records that go more than a week after their day.")


class PlanItemOut(Given):
    """What happens to a category, or to some of its records, when it is asked to be erased."""

    category: str
    outcome: Literal["goes", "stays"]
    why: str | None
    until: Day | None = Field(description="The last day it is kept, as far as it can be told.")
    records: int
    says: str = Field(description="The same as a sentence, in the language asked for.")


class ErasurePlanOut(Given):
    """What goes of a person and what stays."""

    person: IdOut
    items: list[PlanItemOut]


class ErasureIn(Taken):
    """What is to be erased: some categories, or everything that may go."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"categories": ["contact"]}]})

    categories: Categories | None = None


class KeptOut(Given):
    """What an erasure left, why and until when."""

    category: str
    why: str
    until: Day | None
    records: int


class CertificateOut(Given):
    """What an erasure took and left, and what a second reading found."""

    id: IdOut
    person: IdOut
    cause: str
    edition: int | None
    erased_at: datetime
    categories: list[str]
    counts: dict[str, int] = Field(description="Store → how many went.")
    kept: list[KeptOut]
    recipients: list[str]
    verified_at: datetime | None
    remains: dict[str, int] = Field(description="Store → how many the second reading found.")
    holds: bool = Field(description="The second reading found nothing.")


class HoldIn(Taken):
    """What is held back from erasure, by what right and why."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"person": "249823577412370433", "ground": "claims", "reason": "dispute"}]
        }
    )

    person: Id
    ground: Literal["claims", "statute", "authority"]
    reason: Literal["dispute", "court", "debt", "authority_order", "breach"]
    category: Key | None = None
    contract: Id | None = None


class HoldReviewIn(Taken):
    """What came of looking at a hold again."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"is_still_needed": True}]})

    is_still_needed: bool


class HoldOut(Given):
    """A hold."""

    id: IdOut
    person: IdOut
    category: str | None
    contract: IdOut | None
    ground: HoldGround
    reason: HoldReason
    opened_at: datetime
    review_on: Day | None
    closed_at: datetime | None


class HoldsOut(Given):
    """The open holds, the next to be looked at first."""

    holds: list[HoldOut]
