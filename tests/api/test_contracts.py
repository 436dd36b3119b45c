"""Services and contracts through the API."""

from __future__ import annotations

import pytest

from seloste.audit.models import Entry
from seloste.contracts.models import Contract, Service
from tests.api.conftest import MakeProgram, Program, aino

pytestmark = pytest.mark.django_db

WEBHOTEL = {"code": "webhotel", "title": {"fi": "Webhotelli", "en": "Web hosting"}}
YEARLY = {
    "service": "webhotel",
    "starts_on": "2026-01-01",
    "ends_on": "2026-12-31",
    "identifier": "esimerkki.example",
    "details": "Kaksi postilaatikkoa.",
}


@pytest.fixture
def customer(program: Program) -> str:
    program.post("/services", WEBHOTEL)
    return str(program.post("/customers", aino()).json()["id"])


def agreed(program: Program, customer: str) -> str:
    answer = program.post(f"/customers/{customer}/contracts", YEARLY)
    assert answer.status_code == 201, answer.content
    return str(answer.json()["id"])


def test_a_service_is_offered_listed_and_withdrawn(program: Program) -> None:
    made = program.post("/services", WEBHOTEL)
    withdrawn = program.post("/services/webhotel/withdraw", {"on": "2026-11-30"})

    assert (made.status_code, withdrawn.status_code) == (201, 204)
    assert program.get("/services").json() == {
        "services": [
            {
                "id": made.json()["id"],
                "code": "webhotel",
                "title": {"fi": "Webhotelli", "en": "Web hosting"},
                "withdrawn_on": "2026-11-30",
            }
        ]
    }
    assert program.get("/services?offered_on=2026-11-30").json() == {"services": []}
    assert program.get("/services?offered_on=2026-11-29").json()["services"]


def test_a_service_is_not_offered_twice(program: Program) -> None:
    program.post("/services", WEBHOTEL)

    refused = program.post("/services", {"code": "webhotel", "title": "Toinen"})

    assert (refused.status_code, refused.json()["code"]) == (409, "contracts.service_exists")
    assert Service.objects.count() == 1


@pytest.mark.parametrize("title", [{}, {"fi": None}, {"de": "Webhosting"}, "", 7])
def test_a_service_without_a_title_is_not_offered(program: Program, title: object) -> None:
    refused = program.post("/services", {"code": "webhotel", "title": title})

    assert (refused.status_code, refused.json()["code"]) == (422, "api.unfit")
    assert not Service.objects.exists()


def test_a_service_that_is_not_there_is_not_withdrawn(program: Program) -> None:
    refused = program.post("/services/unknown/withdraw", {"on": "2026-11-30"})

    assert refused.json()["code"] == "contracts.no_such_service"


def test_a_contract_is_agreed_and_opened(program: Program, customer: str) -> None:
    made = agreed(program, customer)

    [contract] = program.get(f"/customers/{customer}/contracts").json()["contracts"]

    state = contract.pop("state")
    assert state in {"coming", "running", "ended"}
    assert contract == {
        "id": made,
        "service": "webhotel",
        "starts_on": "2026-01-01",
        "ends_on": "2026-12-31",
        "renews_by": "",
        "current_end": "2026-12-31",
        "identifier": "esimerkki.example",
        "details": "Kaksi postilaatikkoa.",
        "closed": [],
    }
    reading = Entry.objects.get(operation="readings.opened")
    assert (str(reading.about), reading.categories) == (customer, "contracts")


def test_what_was_agreed_is_closed_to_a_role_that_may_not_see_it(
    program: Program, program_with: MakeProgram, customer: str
) -> None:
    agreed(program, customer)
    accountant = program_with(role="accountant", purposes=("accounting",))

    read = accountant.get(f"/customers/{customer}/contracts")

    [contract] = read.json()["contracts"]
    assert contract["closed"] == ["contracts"]
    assert b"esimerkki.example" not in read.content


def test_a_contract_gets_other_days(program: Program, customer: str) -> None:
    made = agreed(program, customer)

    changed = program.ask(
        "PUT",
        f"/contracts/{made}/validity",
        {"starts_on": "2026-01-01", "ends_on": "2027-06-30", "renews_by": "P1Y"},
    )

    assert changed.status_code == 204
    [contract] = program.get(f"/customers/{customer}/contracts").json()["contracts"]
    assert (contract["ends_on"], contract["renews_by"]) == ("2027-06-30", "P1Y")


def test_details_are_written_anew(program: Program, customer: str) -> None:
    made = agreed(program, customer)

    changed = program.ask("PUT", f"/contracts/{made}/details", {"identifier": "uusi.example"})

    assert changed.json() == {"changed": ["contract.details", "contract.identifier"]}
    [contract] = program.get(f"/customers/{customer}/contracts").json()["contracts"]
    assert contract["identifier"] == "uusi.example"
    assert "details" not in contract


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"service": "unknown"}, "contracts.no_such_service"),
        ({"ends_on": "2025-12-31"}, "contracts.ends_before_start"),
        ({"renews_by": "P0D"}, "contracts.not_a_period"),
        ({"renews_by": "yearly"}, "api.unfit"),
        ({"starts_on": "1.1.2026"}, "api.unfit"),
        ({"starts_on": 20260101}, "api.unfit"),
        ({"starts_on": "1026-01-01"}, "api.unfit"),
        ({"details": "Hetu 131052-308T"}, "api.unfit"),
        ({"details": "a\u0000b"}, "api.unfit"),
    ],
)
def test_a_contract_that_cannot_be_leaves_no_trace(
    program: Program, customer: str, change: dict[str, object], code: str
) -> None:
    before = Entry.objects.count()

    refused = program.post(f"/customers/{customer}/contracts", {**YEARLY, **change})

    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert not Contract.objects.exists()
    assert Entry.objects.count() == before


def test_a_contract_for_a_purpose_that_does_not_allow_it_leaves_no_trace(
    program_with: MakeProgram, customer: str
) -> None:
    accountant = program_with(role="accountant", purposes=("accounting",))

    refused = accountant.post(f"/customers/{customer}/contracts", YEARLY)

    assert refused.status_code == 403
    assert not Contract.objects.exists()


@pytest.mark.parametrize("what", ["validity", "details"])
def test_a_contract_that_is_not_there_is_not_found(program: Program, what: str) -> None:
    body = {"starts_on": "2026-01-01"} if what == "validity" else {"details": "x"}

    refused = program.ask("PUT", f"/contracts/123/{what}", body)

    assert (refused.status_code, refused.json()["code"]) == (404, "contracts.no_such_contract")
