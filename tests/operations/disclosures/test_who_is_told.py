"""At random: what recipients have, and who is told, agree with a simple model."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seloste.disclosures import operations as disclosures
from seloste.disclosures import queries
from seloste.kernel.ids import PersonId, new_person_id
from tests.register import Register

pytestmark = pytest.mark.django_db

MAY_HAVE = {
    "invoicing_service": ("invoicing", ("identity", "contact", "billing")),
    "accounting_firm": ("accounting", ("identity", "billing")),
    "registrar": ("domain_registration", ("identity", "contact")),
}
CATEGORIES = st.sets(st.sampled_from(["identity", "contact", "billing"]), min_size=1)
GIVE = st.tuples(st.just("give"), st.sampled_from(sorted(MAY_HAVE)), CATEGORIES)
ERASE = st.tuples(st.just("erase"), st.sampled_from(["all", "some", "none"]), CATEGORIES)


class Model:
    """What each recipient has, and is to erase, as one would keep it on paper."""

    def __init__(self) -> None:
        self.has: dict[str, set[str]] = defaultdict(set)
        self.erasing: dict[str, set[str]] = defaultdict(set)

    def given(self, recipient: str, categories: set[str]) -> None:
        self.has[recipient] |= categories
        self.erasing[recipient] -= categories  # what it gets anew it was not told to erase

    def told_to_erase(self, categories: set[str]) -> dict[str, set[str]]:
        told = {
            recipient: found
            for recipient, has in self.has.items()
            if (found := (has & categories) - self.erasing[recipient])
        }
        for recipient, found in told.items():
            self.erasing[recipient] |= found
        return told

    def erased(self, recipient: str, categories: set[str]) -> None:
        self.has[recipient] -= categories
        self.erasing[recipient] -= categories

    def holders(self, categories: set[str]) -> dict[str, set[str]]:
        return {
            recipient: found for recipient, has in self.has.items() if (found := has & categories)
        }


class Doing:
    """The same things done with the register, each a minute after the one before."""

    def __init__(self, register: Register) -> None:
        self.by, self.at = register.owner, register.at
        self.person: PersonId = new_person_id()

    def later(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at

    def give(self, recipient: str, categories: set[str]) -> None:
        purpose, _ = MAY_HAVE[recipient]
        with transaction.atomic():
            disclosures.note(
                self.person,
                recipient,
                categories=categories,
                purpose=purpose,
                act="test.given",
                by=self.by,
                at=self.later(),
            )

    def owe(self, kind: str, categories: set[str]) -> dict[str, tuple[int, set[str]]]:
        with transaction.atomic():
            ids = disclosures.owe(
                self.person,
                kind=kind,  # type: ignore[arg-type]  # one of them
                categories=categories,
                cause="request:12",
                by=self.by,
                at=self.later(),
            )
        duties = [duty for each in ids if (duty := queries.duty(each))]
        return {duty.recipient: (duty.id, set(duty.categories)) for duty in duties}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(GIVE | ERASE, max_size=8), asked=CATEGORIES)
def test_whoever_has_the_data_is_told_and_nobody_else(
    register: Register, steps: list[tuple[str, str, set[str]]], asked: set[str]
) -> None:
    model, kept = Model(), Doing(register)

    for step, which, categories in steps:
        if step == "give":
            allowed = categories & set(MAY_HAVE[which][1])
            if allowed:
                model.given(which, allowed)
                kept.give(which, allowed)
            continue
        told, owed = model.told_to_erase(categories), kept.owe("erase", categories)
        assert {recipient: found for recipient, (_, found) in owed.items()} == told
        for number, (recipient, (duty, found)) in enumerate(sorted(owed.items())):
            if which == "all" or (which == "some" and number == 0):
                disclosures.acknowledge(duty, by=kept.by, at=kept.later())
                model.erased(recipient, found)

    assert {r: set(c) for r, c in queries.held_of(kept.person).items()} == {
        recipient: has for recipient, has in model.has.items() if has
    }
    owed = kept.owe("restrict", asked)
    assert {recipient: found for recipient, (_, found) in owed.items()} == model.holders(asked)
