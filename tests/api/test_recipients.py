from __future__ import annotations

from typing import Any

import pytest

from seloste.disclosures import queries
from seloste.kernel.ids import PersonId
from tests.api.conftest import MakeProgram, Program, aino

pytestmark = pytest.mark.django_db

GIVING = {"recipient": "invoicing_service", "categories": ["identity", "contact"]}


@pytest.fixture
def invoicing(program_with: MakeProgram) -> Program:
    """A program that invoices."""
    return program_with(purposes=("invoicing",))


@pytest.fixture
def rights(program_with: MakeProgram) -> Program:
    """A program that helps to answer requests."""
    return program_with(purposes=("rights_handling",))


@pytest.fixture
def customer(program: Program) -> str:
    return str(program.post("/customers", aino()).json()["id"])


@pytest.fixture
def duty(program: Program, invoicing: Program, customer: str) -> str:
    invoicing.post(f"/customers/{customer}/disclosures", GIVING)
    program.ask("PATCH", f"/customers/{customer}", {"emails": ["uusi@esimerkki.example"]})
    [owed] = queries.duties_of(PersonId(int(customer)))
    return str(owed.id)


def state(program: Program, duty: str) -> dict[str, Any]:
    return dict(program.get(f"/duties/{duty}").json())


def test_what_a_recipient_is_given_is_recorded_and_listed(
    invoicing: Program, customer: str
) -> None:
    made = invoicing.post(f"/customers/{customer}/disclosures", GIVING)

    assert made.status_code == 201
    [giving] = invoicing.get(f"/customers/{customer}/disclosures").json()["disclosures"]
    assert giving.pop("at")
    assert giving == {
        "person": customer,
        "recipient": "invoicing_service",
        "categories": ["contact", "identity"],
        "fields": sorted(
            [
                "customer.name", "customer.handle", "customer.company", "customer.business_id",
                "customer.other_identifier", "customer.number", "customer.language",
                "customer.emails", "customer.phones", "customer.postal_address",
            ]
        ),
        "purpose": "invoicing",
        "act": "by_hand",
        "edition": 1,
    }  # fmt: skip
    [row] = [
        one
        for one in invoicing.get("/recipients").json()["recipients"]
        if one["recipient"] == "invoicing_service"
    ]
    assert (row["persons"], row["is_in_notice"], row["open_duties"]) == (1, True, 0)


def test_asked_twice_with_one_key_it_is_recorded_once(invoicing: Program, customer: str) -> None:
    address = f"/customers/{customer}/disclosures"
    first = invoicing.post(address, GIVING, idempotency_key="k-1")
    second = invoicing.post(address, GIVING, idempotency_key="k-1")

    assert first.json() == second.json()
    assert len(queries.given_to(PersonId(int(customer)))) == 1


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({**GIVING, "categories": ["identity", "contracts"]}, 422, "disclosures.not_in_notice"),
        ({**GIVING, "categories": ["consents"]}, 403, "readings.not_allowed"),
        ({**GIVING, "recipient": "data_broker"}, 422, "disclosures.not_in_notice"),
        ({**GIVING, "contact_person": "17"}, 404, "customers.no_such_customer"),
        ({**GIVING, "categories": []}, 422, "api.unfit"),
        ({**GIVING, "recipient": "Zervant Oy"}, 422, "api.unfit"),
    ],
)
def test_what_the_notice_does_not_let_a_recipient_have_is_refused(
    invoicing: Program, customer: str, body: dict[str, Any], status: int, code: str
) -> None:
    refused = invoicing.post(f"/customers/{customer}/disclosures", body)

    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert queries.given_to(PersonId(int(customer))) == ()


def test_duties_are_listed_oldest_first_by_pages(
    program: Program, rights: Program, customer: str, duty: str
) -> None:
    program.ask("PATCH", f"/customers/{customer}", {"handle": "toinen"})

    first = rights.get("/duties?limit=1").json()
    second = rights.get(f"/duties?limit=1&after={first['next']}").json()

    assert [one["id"] for one in first["duties"]] == [duty]
    assert (len(second["duties"]), second["next"]) == (1, None)
    assert second["duties"][0]["id"] != duty
    assert rights.get("/duties?recipient=registrar").json() == {"duties": [], "next": None}


def test_a_duty_is_told_and_acknowledged(rights: Program, duty: str) -> None:
    told = rights.post(f"/duties/{duty}/telling", {"by": "person"})
    assert told.status_code == 204
    assert state(rights, duty)["state"] == "sent"

    done = rights.post(f"/duties/{duty}/acknowledgement", {"note": "Done."})

    assert done.status_code == 204
    shown = state(rights, duty)
    assert shown["state"] == "acknowledged"
    assert [event["code"] for event in shown["events"]] == ["owed", "sent", "acknowledged"]


def test_a_recipient_that_refuses_or_is_gone_is_recorded(rights: Program, duty: str) -> None:
    assert rights.post(f"/duties/{duty}/refusal", {}).status_code == 204
    assert state(rights, duty)["state"] == "refused"

    gone = rights.post(f"/duties/{duty}/impossibility", {"reason": "recipient_gone"})

    assert gone.status_code == 204
    assert (state(rights, duty)["state"], state(rights, duty)["reason"]) == (
        "impossible",
        "recipient_gone",
    )
    again = rights.post(f"/duties/{duty}/refusal", {})
    assert (again.status_code, again.json()["code"]) == (409, "disclosures.duty_settled")


def test_the_letter_is_written_in_the_language_asked_for(rights: Program, duty: str) -> None:
    letter = rights.get(f"/duties/{duty}/letter?language=sv").json()

    assert letter["subject"] == f"Personuppgifter har rättats (S-{duty})"
    assert "uusi@esimerkki.example" in letter["text"]


def test_a_program_that_works_for_another_purpose_reads_no_letter_and_settles_nothing(
    invoicing: Program, rights: Program, duty: str
) -> None:
    refused = [
        invoicing.get(f"/duties/{duty}/letter"),
        invoicing.post(f"/duties/{duty}/acknowledgement", {}),
        invoicing.post(f"/duties/{duty}/telling", {"by": "person"}),
    ]

    assert {(one.status_code, one.json()["code"]) for one in refused} == {
        (403, "readings.not_allowed")
    }
    assert state(rights, duty)["state"] == "owed"


def test_without_the_scope_nothing_is_seen_or_recorded(
    program_with: MakeProgram, customer: str, duty: str
) -> None:
    other = program_with(purposes=("rights_handling",), scopes=("customers:read",))
    reader = program_with(purposes=("rights_handling",), scopes=("recipients:read",))

    for address in (
        "/duties",
        f"/duties/{duty}",
        "/recipients",
        f"/customers/{customer}/disclosures",
    ):
        assert other.get(address).json()["code"] == "api.scope_missing"
        assert reader.get(address).status_code == 200
    assert reader.post(f"/duties/{duty}/refusal", {}).json()["code"] == "api.scope_missing"


def test_a_duty_that_is_not_there_is_not_found(rights: Program) -> None:
    for answer in (
        rights.get("/duties/1"),
        rights.get("/duties/1/letter"),
        rights.post("/duties/1/telling", {"by": "program"}),
        rights.post("/duties/1/acknowledgement", {}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "disclosures.no_such_duty")


def test_without_a_connector_the_program_tells_nobody(rights: Program, duty: str) -> None:
    refused = rights.post(f"/duties/{duty}/telling", {"by": "program"})

    assert (refused.status_code, refused.json()["code"]) == (422, "disclosures.no_connector")
