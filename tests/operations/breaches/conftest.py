from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from seloste.breaches.operations.recording import describe, record_breach
from seloste.breaches.values import Description, NewBreach
from seloste.customers.operations import creating
from seloste.customers.values import CustomerDraft
from seloste.kernel.ids import PersonId
from tests.register import Register, register

__all__ = ["register"]

FACTS = "Hinnasto lähetettiin Aino Esimerkin luettelon kanssa väärään osoitteeseen."


@pytest.fixture
def breach(register: Register) -> int:
    """A breach that became known two hours ago."""
    told = Description(
        facts=FACTS, natures=("confidentiality",), categories=("identity", "contact"), persons=2
    )
    new = NewBreach(aware_at=register.at - timedelta(hours=2), description=told)
    return record_breach(new, by=register.owner, at=register.at)


@pytest.fixture
def described(breach: int, register: Register) -> int:
    """The same with everything that is known of it."""
    told = Description(
        facts=FACTS,
        effects="Vastaanottaja näki nimet ja osoitteet.",
        measures="Vastaanottaja poisti viestin ja vahvisti sen.",
        advice="Ole varovainen odottamattomien viestien kanssa.",
        natures=("confidentiality",),
        categories=("identity", "contact"),
        persons=2,
        records=4,
    )
    describe(breach, told, by=register.owner, at=register.at)
    return breach


@pytest.fixture
def take_in(register: Register) -> Callable[[str], PersonId]:
    def take(name: str) -> PersonId:
        email = f"{name.split(maxsplit=1)[0].lower()}@esimerkki.example"
        draft = CustomerDraft(kind="person", name=name, emails=(email,), language="fi")
        return creating.create(draft, purpose="customer_care", by=register.owner, at=register.at)

    return take
