"""Customers through the API: what is written comes back, and no more than the notice allows."""

from __future__ import annotations

import pytest

from seloste.audit.models import Entry
from seloste.customers.models import Change, ContactPerson, Customer
from seloste.vault.models import Sealed
from tests.api.conftest import MakeProgram, Program, aino

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


def lines(operation: str) -> list[Entry]:
    return list(Entry.objects.filter(operation=operation).order_by("position"))


def test_a_customer_is_created_and_read_again(program: Program) -> None:
    created = program.post("/customers", aino())

    assert created.status_code == 201, created.content
    made = created.json()["id"]
    assert isinstance(made, str)
    assert created["Location"] == f"/api/v1/customers/{made}"
    read = program.get(f"/customers/{made}").json()
    assert read["name"] == "Aino Esimerkki"
    assert read["emails"] == ["aino@esimerkki.example"]
    assert read["phones"] == ["+358405550123"]
    assert read["postal_address"]["country"] == "FI"
    assert read["opened"] == ["contact", "identity"]
    assert read["closed"] == []
    assert "business_id" not in read
