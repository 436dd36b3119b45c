"""A copy of the register that knows nothing of a no is told of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from seloste.consents.models import MarketingBan
from seloste.consents.operations.replaying import replay_noes
from seloste.kernel.ids import PersonId
from seloste.usability import operations
from seloste.usability.models import Choice, Restriction
from seloste.usability.queries import standings_of
from seloste.vault import noes
from seloste.vault.keystore.models import NoLine
from seloste.vault.sealing import seal
from seloste.vault.values import Plain, Record
from tests.register import Register

ANNA = PersonId(4711)


@pytest.fixture
def who(register: Register) -> dict[str, object]:
    return {"by": register.owner, "at": register.at}


def restored(register: Register) -> None:
    """Put the register back to where Anna consented and had said no to nothing."""
    Choice.objects.all().delete()
    Restriction.objects.all().delete()
    MarketingBan.objects.all().delete()
    record = Record("customer", ANNA)
    seal([Plain(ANNA, record, "identity", {"customer.name": "Anna"})])  # the copy knows her
    Choice.objects.create(
        person=ANNA, purpose="newsletter", consented=True, since=register.at - timedelta(days=9)
    )


def test_each_no_since_the_copy_stands_again(register: Register, who) -> None:
    with transaction.atomic():
        operations.set_consent(ANNA, "newsletter", given=False, **who)
        operations.object_to(ANNA, "development_surveys", **who)
        operations.restrict(ANNA, ground="unlawful", request=None, **who)
    noes.note(noes.NOBODY, "ban", "email:0a0b", stands=True, at=register.at)
    restored(register)
    assert standings_of([ANNA])[ANNA].consents == {"newsletter"}

    for _ in range(2):  # it can be done again
        replay_noes(since=register.at - timedelta(days=1), **who)

    standing = standings_of([ANNA])[ANNA]
    assert standing.consents == frozenset()
    assert standing.objections == {"development_surveys"}
    assert standing.is_restricted
    assert Restriction.objects.count() == 1
    assert [(row.mark, row.kind) for row in MarketingBan.objects.all()] == [("0a0b", "email")]


def test_a_no_that_was_taken_back_and_one_from_before_the_copy_are_left_alone(
    register: Register, who
) -> None:
    earlier = {"by": register.owner, "at": register.at - timedelta(days=5)}
    with transaction.atomic():
        operations.set_consent(ANNA, "newsletter", given=False, **earlier)
        operations.object_to(ANNA, "development_surveys", **who)
        operations.end_objection(ANNA, "development_surveys", **who)
        lifted = operations.restrict(ANNA, ground="unlawful", request=None, **who)
        operations.lift(lifted, **who)
    restored(register)

    assert replay_noes(since=register.at - timedelta(days=1), **who) == 0

    standing = standings_of([ANNA])[ANNA]
    assert (standing.consents, standing.objections) == ({"newsletter"}, frozenset())
    assert not standing.is_restricted


def test_of_somebody_who_came_after_the_copy_no_no_is_made_up(register: Register, who) -> None:
    with transaction.atomic():
        operations.object_to(ANNA, "development_surveys", **who)
    Choice.objects.all().delete()

    assert replay_noes(since=register.at - timedelta(days=1), **who) == 0
    assert ANNA not in standings_of([ANNA])


def test_of_a_person_who_is_erased_no_no_is_kept(register: Register, who) -> None:
    with transaction.atomic():
        operations.object_to(ANNA, "development_surveys", **who)
    assert NoLine.objects.filter(person=ANNA).exists()

    operations.forget([ANNA])

    assert not NoLine.objects.filter(person=ANNA).exists()
