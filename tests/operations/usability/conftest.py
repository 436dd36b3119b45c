from __future__ import annotations

import pytest

from seloste.customers.operations import creating
from seloste.customers.values import CustomerDraft
from seloste.kernel.ids import PersonId
from tests.register import Register, register

__all__ = ["register"]


@pytest.fixture
def aino(register: Register) -> PersonId:
    """An invented customer."""
    draft = CustomerDraft(kind="person", name="Aino Esimerkki", emails=("aino@esimerkki.example",))
    return creating.create(draft, purpose="customer_care", by=register.owner, at=register.at)
