from __future__ import annotations

from datetime import datetime

import pytest

from seloste.customers.operations.creating import create
from seloste.customers.values import CustomerDraft
from seloste.kernel.ids import PersonId
from seloste.rights.operations.receiving import receive
from seloste.rights.values import Channel, Kind, NewRequest, RequestFile
from tests.register import Register, register

__all__ = ["register"]

AINO = RequestFile(
    name="Aino Esimerkki", email="aino@esimerkki.example", words="Mitä tietoja minusta on?"
)


def asked(
    register: Register,
    *kinds: Kind,
    file: RequestFile = AINO,
    channel: Channel = "email",
    received_at: datetime | None = None,
    about: PersonId | None = None,
) -> int:
    """Receive a request as the owner registers it."""
    new = NewRequest(
        kinds=kinds or ("access",),
        channel=channel,
        received_at=received_at or register.at,
        language="fi",
        file=file,
        about=about,
    )
    return receive(new, by=register.owner, at=register.at)


@pytest.fixture
def aino(register: Register) -> PersonId:
    """A customer with an address and a number that are known."""
    draft = CustomerDraft(
        kind="person",
        name="Aino Esimerkki",
        emails=("aino@esimerkki.example",),
        phones=("+358405550123",),
        language="fi",
    )
    return create(draft, purpose="customer_care", by=register.owner, at=register.at)
