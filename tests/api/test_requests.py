"""The queue of requests through the API."""

from __future__ import annotations

import pytest

from seloste.rights import queries
from seloste.rights.models import RequestEvent, SubjectRequest
from seloste.vault.models import Sealed
from tests.api.conftest import MakeProgram, Program, aino, now

pytestmark = pytest.mark.django_db

AINO = {
    "rights": ["access"],
    "channel": "email",
    "received_at": "2026-11-20T08:30:00Z",
    "language": "fi",
    "file": {
        "name": "Aino Esimerkki",
        "email": "aino@esimerkki.example",
        "words": "Mitä tiedätte?",
    },
}


@pytest.fixture
def rights(program_with: MakeProgram) -> Program:
    """A program that works for the purpose that serves rights."""
    return program_with(purposes=("rights_handling",))


@pytest.fixture
def made(rights: Program) -> str:
    answer = rights.post("/requests", AINO)
    assert answer.status_code == 201, answer.content
    return str(answer.json()["id"])


def view(made: str):
    return queries.request(int(made), at=now())


def traces() -> list[int]:
    return [table.objects.count() for table in (SubjectRequest, RequestEvent, Sealed)]


def test_a_request_is_received_listed_and_opened(rights: Program, made: str) -> None:
    [listed] = rights.get("/requests").json()["requests"]
    opened = rights.get(f"/requests/{made}").json()

    assert (listed["id"], listed["number"]) == (made, "20261120-1")
    assert (listed["safe"], listed["latest"]) == ("2026-12-18", "2026-12-21")
    assert "file" not in listed
    assert opened["file"]["words"] == "Mitä tiedätte?"
    assert [event["code"] for event in opened["events"]] == ["received"]
    assert opened["parts"] == [{"right": "access", "state": "open", "outcome": "", "reason": ""}]


def test_files_open_for_no_other_purpose(
    program: Program, program_with: MakeProgram, made: str
) -> None:
    for path in ("/requests", f"/requests/{made}", "/requests/channels"):
        assert program.get(path).json()["code"] == "readings.not_allowed"
    reader = program_with(purposes=("rights_handling",), scopes=("requests:read",))
    assert reader.post("/requests", AINO).json()["code"] == "api.scope_missing"


@pytest.mark.parametrize(
    "changed",
    [
        {"rights": []},
        {"rights": ["everything"]},
        {"channel": "pigeon"},
        {"received_at": "2026-11-20"},
        {"received_at": "1999-11-20T08:30:00Z"},
        {"file": {"shoe": "42"}},
        {"file": {"name": "a" * 201}},
        {"file": {"name": "A", "wishes": {"everything": "x"}}},
        {"more": 1},
    ],
)
def test_what_does_not_fit_is_refused_and_leaves_nothing(
    rights: Program, changed: dict[str, object]
) -> None:
    before = traces()

    answer = rights.post("/requests", {**AINO, **changed})

    assert (answer.status_code, answer.json()["code"]) == (422, "api.unfit")
    assert traces() == before


def test_a_request_that_nobody_could_answer_is_refused(rights: Program) -> None:
    answer = rights.post("/requests", {**AINO, "file": {"words": "Poistakaa."}})

    assert (answer.status_code, answer.json()["code"]) == (422, "rights.nobody_asks")
    assert not SubjectRequest.objects.exists()


def test_the_same_request_sent_twice_is_received_once(rights: Program) -> None:
    first = rights.post("/requests", AINO, idempotency_key="a-1")
    again = rights.post("/requests", AINO, idempotency_key="a-1")

    assert first.json() == again.json()
    assert SubjectRequest.objects.count() == 1


def test_the_next_is_taken_and_another_only_with_a_reason(rights: Program, made: str) -> None:
    later = str(
        rights.post("/requests", {**AINO, "received_at": "2026-11-21T08:30:00Z"}).json()["id"]
    )
    refused = rights.post(f"/requests/{later}/take", {})
    assert (refused.status_code, refused.json()["code"]) == (409, "rights.not_the_next")
    assert view(later).taken_by == ""

    assert rights.post(f"/requests/{later}/take", {"reason": "Muutto."}).status_code == 204
    assert rights.post(f"/requests/{made}/take", {}).status_code == 204
    assert rights.post(f"/requests/{made}/state", {"to": "queue"}).status_code == 204

    assert (view(later).taken_by, view(made).taken_by) == (rights.handle, "")


def test_who_asks_is_found_asked_and_compared(rights: Program, program: Program, made: str) -> None:
    person = str(program.post("/customers", aino()).json()["id"])
    assert rights.ask("PUT", f"/requests/{made}/about", {"person": person}).status_code == 204
    papers = {"method": "identity_paper", "doubt": "Uusi osoite."}
    refused = rights.post(f"/requests/{made}/identity/ask", papers)
    assert refused.json()["code"] == "rights.papers_not_asked"

    asking = {"method": "two_facts", "doubt": "Uusi osoite."}
    assert rights.post(f"/requests/{made}/identity/ask", asking).status_code == 204
    facts = {"customer.number": "1001", "customer.phones": "040 555 0123"}
    answer = rights.post(f"/requests/{made}/identity/facts", {"facts": facts})

    assert answer.json() == {"agreed": True}
    assert view(made).identity == "shown"
    told = rights.get(f"/requests/{made}").json()["events"][-1]["note"]
    assert told == {"facts": ["customer.number", "customer.phones"]}
    assert rights.ask("PUT", f"/requests/{made}/about", {"person": None}).status_code == 204


def test_the_clock_stands_is_extended_and_runs_out(rights: Program, made: str) -> None:
    assert rights.post(f"/requests/{made}/clarification/ask", {"text": "Mitä?"}).status_code == 204
    assert rights.get(f"/requests/{made}").json()["waits_since"] is not None
    assert rights.post(f"/requests/{made}/clarification", {"text": "Kaikki."}).status_code == 204
    why = {"ground": "complexity", "reasons": "Tuhat viestiä."}
    assert rights.post(f"/requests/{made}/extension", why).status_code == 204
    again = rights.post(f"/requests/{made}/extension", why)
    assert (again.status_code, again.json()["code"]) == (409, "rights.extended_already")

    told = rights.post(f"/requests/{made}/extension/told", {"how": "paper"})

    assert told.status_code == 204
    assert view(made).extended_at is not None


def test_a_part_is_refused_a_fee_announced_and_the_rest_taken_back(
    rights: Program, made: str
) -> None:
    fee = {"ground": "manifestly_excessive", "amount": "12.50", "reasons": "Kaksi tuntia."}
    assert rights.post(f"/requests/{made}/fee", fee).status_code == 204
    assert rights.post(f"/requests/{made}/fee", {**fee, "amount": "-1"}).status_code == 422
    no = {"right": "access", "ground": "manifestly_excessive", "reasons": "Joka viikko."}
    assert rights.post(f"/requests/{made}/refuse", no).status_code == 204
    assert rights.post(f"/requests/{made}/refuse", no).json()["code"] == "rights.decided_already"
    assert rights.post(f"/requests/{made}/acknowledged", {"how": "told"}).status_code == 204

    assert rights.post(f"/requests/{made}/state", {"to": "withdrawn"}).status_code == 204

    assert rights.get("/requests").json() == {"requests": [], "next": None}
    [ended] = rights.get("/requests?show=ended").json()["requests"]
    assert (ended["state"], ended["parts"][0]["outcome"]) == ("withdrawn", "refused")
    assert rights.get("/requests?show=ended&before=20261120-1").json()["requests"] == []
    assert rights.post(f"/requests/{made}/take", {}).json()["code"] == "rights.not_open"


def test_what_is_not_there_is_not_found(rights: Program) -> None:
    assert rights.get("/requests/5").status_code == 404
    assert rights.post("/requests/5/take", {}).json()["code"] == "rights.no_such_request"


def test_the_channels_are_told(rights: Program) -> None:
    channels = rights.get("/requests/channels").json()["channels"]

    assert {line["state"] for line in channels} == {"not_tested"}
    key = channels[0]["channel"]
    refused = rights.post("/requests/channels/confirm", {"channel": key})
    assert refused.json()["code"] == "rights.no_such_test"
