"""Storage periods, erasure and holds through the API."""

from __future__ import annotations

import pytest

from seloste.audit.models import Entry
from seloste.retention.models import Certificate, Hold
from seloste.vault.models import Sealed
from tests.api.conftest import MakeProgram, Program, aino

pytestmark = pytest.mark.django_db

RIGHTS = {"seloste_purpose": "rights_handling"}


@pytest.fixture
def program(program_with: MakeProgram) -> Program:
    return program_with(purposes=("customer_care", "rights_handling"))


@pytest.fixture
def customer(program: Program) -> str:
    made = program.post("/customers", aino(), seloste_purpose="customer_care")
    return str(made.json()["id"])


def test_a_plan_says_what_goes_and_erases_nothing(program: Program, customer: str) -> None:
    answer = program.get(f"/persons/{customer}/erasure-plan", **RIGHTS)

    assert {item["outcome"] for item in answer.json()["items"]} == {"goes"}
    assert Sealed.objects.filter(person=int(customer)).exists()


def test_erasing_answers_with_the_certificate(program: Program, customer: str) -> None:
    key = {"idempotency_key": "once"}
    made = program.post(f"/persons/{customer}/erasures", {}, **RIGHTS, **key)
    again = program.post(f"/persons/{customer}/erasures", {}, **RIGHTS, **key)

    assert made.status_code == 201
    assert again.json() == made.json()
    shown = program.get(f"/certificates/{made.json()['id']}", **RIGHTS).json()
    assert (shown["holds"], shown["kept"], shown["person"]) == (True, [], customer)
    assert not Sealed.objects.filter(person=int(customer)).exists()
    assert Certificate.objects.count() == 1
    assert Entry.objects.filter(operation="retention.erased", actor=program.handle).exists()


def test_what_is_gone_cannot_be_erased_again(program: Program, customer: str) -> None:
    program.post(f"/persons/{customer}/erasures", {}, **RIGHTS)

    again = program.post(f"/persons/{customer}/erasures", {}, **RIGHTS)

    assert (again.status_code, again.json()["code"]) == (409, "retention.nothing_to_erase")


def test_erasing_needs_the_purpose_that_answers_requests(program: Program, customer: str) -> None:
    refused = program.post(f"/persons/{customer}/erasures", {}, seloste_purpose="customer_care")

    assert (refused.status_code, refused.json()["code"]) == (403, "readings.not_allowed")
    assert Sealed.objects.filter(person=int(customer)).exists()


def test_a_hold_keeps_what_it_is_on(program: Program, customer: str) -> None:
    body = {"person": customer, "ground": "claims", "reason": "dispute", "category": "contact"}
    made = program.post("/holds", body, **RIGHTS)
    assert made.status_code == 201

    plan = program.get(f"/persons/{customer}/erasure-plan", **RIGHTS).json()
    assert {i["category"]: i["why"] for i in plan["items"]}["contact"] == "hold"
    [listed] = program.get("/holds", **RIGHTS).json()["holds"]
    assert listed["id"] == made.json()["id"]
    for is_needed in (True, False):
        assert Hold.objects.get().closed_at is None
        answer = program.post(
            f"/holds/{listed['id']}/review", {"is_still_needed": is_needed}, **RIGHTS
        )
        assert answer.status_code == 204

    assert Hold.objects.get().closed_at is not None


def test_what_falls_due_is_shown_by_day(program: Program, customer: str) -> None:
    shown = program.get("/retention?until=2099-12-31", **RIGHTS).json()

    assert [day["kind"] for day in shown["days"]] == ["customer"]
    assert shown["persons"] == 0
