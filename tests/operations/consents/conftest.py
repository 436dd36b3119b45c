from __future__ import annotations

import pytest

from seloste.consents.queries import wording_of
from seloste.consents.values import Said, Shown
from seloste.customers.operations import creating
from seloste.customers.values import CustomerDraft
from seloste.kernel.ids import PersonId
from tests.register import Register, register

__all__ = ["register"]


@pytest.fixture
def aino(register: Register) -> PersonId:
    """An invented customer."""
    draft = CustomerDraft(
        kind="person",
        name="Aino Esimerkki",
        emails=("aino@esimerkki.example",),
        phones=("+358405550123",),
        language="sv",
    )
    return creating.create(draft, purpose="customer_care", by=register.owner, at=register.at)


@pytest.fixture
def letter(register: Register) -> Shown:
    """What the notice in force puts to people about the newsletter."""
    return wording_of("newsletter", language="fi", at=register.at)


@pytest.fixture
def on_paper() -> Said:
    return Said(means="paper", language="fi", note="binder 3")
