"""Consents and objections through the API."""

from __future__ import annotations

import hashlib

import pytest

from seloste.consents import queries
from seloste.kernel.ids import PersonId
from seloste.usability.queries import standings_of
from tests.api.conftest import MakeProgram, Program, aino

pytestmark = pytest.mark.django_db

NEWS = "newsletter"


@pytest.fixture
def program(program_with: MakeProgram) -> Program:
    """A program of the owner's, for care by default and for requests by name."""
    return program_with(purposes=("customer_care", "rights_handling"))


@pytest.fixture
def person(program: Program) -> str:
    made = program.post("/customers", aino(), seloste_purpose="customer_care")
    return str(made.json()["id"])


def rights(program: Program, method: str, path: str, body: object = None):
    return program.ask(method, path, body, seloste_purpose="rights_handling")


@pytest.fixture
def wording(program: Program) -> str:
    answer = rights(program, "GET", f"/purposes/{NEWS}/wording").json()
    [shown] = [one for one in answer["wordings"] if one["language"] == "fi"]
    assert hashlib.sha256(shown["text"].encode()).hexdigest() == shown["hash"]
    return str(shown["hash"])


def consent(wording: str, **more: object) -> dict[str, object]:
    return {"purpose": NEWS, "means": "paper", "language": "fi", "wording": wording, **more}


def test_a_consent_is_given_listed_and_withdrawn(
    program: Program, person: str, wording: str
) -> None:
    given = rights(program, "POST", f"/persons/{person}/consents", consent(wording, note="b3"))
    no = {"purpose": NEWS, "means": "email"}
    first = rights(program, "POST", f"/persons/{person}/withdrawals", no)
    second = rights(program, "POST", f"/persons/{person}/withdrawals", no)

    listed = rights(program, "GET", f"/persons/{person}/consents").json()["events"]
    assert given.status_code == 201
    assert (first.json()["event"] is None, second.json()["event"]) == (False, None)
    assert [one["state"] for one in listed] == ["withdrawn", "given"]
    assert listed[1]["details"]["note"] == "b3"
    assert standings_of([PersonId(int(person))])[PersonId(int(person))].consents == frozenset()


def test_a_consent_sent_twice_with_one_key_is_recorded_once(
    program: Program, person: str, wording: str
) -> None:
    sent = {"seloste_purpose": "rights_handling", "idempotency_key": "once"}
    path = f"/persons/{person}/consents"

    answers = [program.post(path, consent(wording), **sent).json()["id"] for _ in range(2)]

    assert len(set(answers)) == 1
    assert len(queries.of_person(PersonId(int(person)))) == 1


def test_a_form_is_confirmed_by_the_person_and_not_by_the_program(
    program: Program, person: str, wording: str
) -> None:
    path = f"/persons/{person}/consents"

    refused = rights(program, "POST", path, consent(wording, means="form"))
    asked = rights(program, "POST", path, consent(wording, means="form", confirm_by_link=True))
    by_link = rights(program, "POST", path, consent(wording, means="link"))

    assert (refused.status_code, refused.json()["code"]) == (422, "consents.confirmation_needed")
    assert (asked.status_code, by_link.status_code) == (201, 422)
    assert queries.choice_of(PersonId(int(person)), NEWS).consent == "requested"


def test_another_wording_than_the_one_in_force_is_refused(program: Program, person: str) -> None:
    answer = rights(program, "POST", f"/persons/{person}/consents", consent("0" * 64))

    assert (answer.status_code, answer.json()["code"]) == (422, "consents.other_wording")
    assert not queries.of_person(PersonId(int(person)))


def test_an_objection_to_all_marketing_is_a_ban(program: Program, person: str) -> None:
    answer = rights(
        program, "POST", f"/persons/{person}/objections", {"purpose": None, "means": "email"}
    )

    assert answer.json()["event"]
    assert queries.is_banned("aino@esimerkki.example")


def test_a_program_says_no_yes_for_a_person_under_a_ban(
    program: Program, person: str, wording: str
) -> None:
    no = {"purpose": None, "means": "email"}
    rights(program, "POST", f"/persons/{person}/objections", no)

    answer = rights(
        program, "POST", f"/persons/{person}/consents", consent(wording, means="portal")
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "consents.marketing_banned")
    assert queries.is_banned("aino@esimerkki.example")


def test_details_stay_closed_for_a_purpose_that_does_not_use_them(
    program: Program, person: str, wording: str
) -> None:
    rights(program, "POST", f"/persons/{person}/consents", consent(wording, note="b3"))

    answer = program.get(f"/persons/{person}/consents", seloste_purpose="customer_care")

    [event] = answer.json()["events"]
    assert (event["closed"], event["details"]) == (True, {})


def test_a_receipt_is_given_to_read_and_for_machines(
    program: Program, person: str, wording: str
) -> None:
    made = rights(program, "POST", f"/persons/{person}/consents", consent(wording)).json()["id"]

    receipt = rights(program, "GET", f"/receipts/{made}?language=en").json()

    assert receipt["subject"] == "A receipt of what you told us"
    assert receipt["record"]["event"]["event_state"] == "dpv:ConsentGiven"


def test_a_program_needs_the_scope(program_with: MakeProgram, person: str, wording: str) -> None:
    reader = program_with(purposes=("rights_handling",), scopes=("consents:read",), label="kiosk")

    answer = reader.post(f"/persons/{person}/consents", consent(wording))

    assert (answer.status_code, answer.json()["code"]) == (403, "api.scope_missing")


def test_nobody_is_nobody(program: Program, wording: str) -> None:
    listed = rights(program, "GET", "/persons/7/consents")
    given = rights(program, "POST", "/persons/7/consents", consent(wording))

    assert (listed.status_code, given.status_code) == (404, 404)
    assert given.json()["code"] == "consents.no_such_person"
