"""What was said since a copy was made stands again, however often it was said and taken back."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from seloste.consents.operations.replaying import replay_noes
from seloste.kernel.ids import PersonId
from seloste.usability import operations, queries
from seloste.usability.models import Restriction
from tests.register import Register


def restrict(person: PersonId, register: Register) -> int:
    with transaction.atomic():
        return operations.restrict(
            person, ground="unlawful", request=None, by=register.owner, at=register.at
        )


def lift(restriction: int, register: Register) -> None:
    with transaction.atomic():
        operations.lift(restriction, by=register.owner, at=register.at)


def replay(register: Register) -> None:
    since = register.at - timedelta(hours=1)
    replay_noes(since=since, by=register.owner, at=register.at)


def test_of_two_restrictions_on_one_ground_the_one_that_was_not_lifted_stands_again(
    aino: PersonId, register: Register
) -> None:
    restrict(aino, register)
    lift(restrict(aino, register), register)
    Restriction.objects.all().delete()  # the copy was made before

    replay(register)

    [view] = queries.restrictions_of([aino])[aino]
    assert view.ground == "unlawful"


def test_a_copy_that_knows_two_restrictions_on_one_ground_is_gone_through(
    aino: PersonId, register: Register
) -> None:
    first, second = restrict(aino, register), restrict(aino, register)

    replay(register)

    assert [view.id for view in queries.restrictions_of([aino])[aino]] == [first, second]
