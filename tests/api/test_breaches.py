"""The register of breaches through the API."""

from __future__ import annotations

import pytest

from seloste.breaches.models import Breach
from tests.api.conftest import MakeProgram, Program, aino

pytestmark = pytest.mark.django_db

KNOWN = {
    "aware_at": "2026-11-23T08:20:00Z",
    "facts": "Luettelo lähti väärään osoitteeseen.",
    "effects": "Osoitteet näkyivät.",
    "measures": "Viesti poistettiin.",
    "natures": ["confidentiality"],
    "categories": ["identity"],
}
WHY = {"reasons": "Liite oli salattu."}


@pytest.fixture
def guard(program_with: MakeProgram) -> Program:
    """A program that works for the purpose that serves security."""
    return program_with(purposes=("security_logging",), label="guard")


def recorded(guard: Program) -> str:
    answer = guard.post("/breaches", KNOWN)
    assert answer.status_code == 201, answer.content
    return str(answer.json()["id"])


def test_a_breach_goes_from_recording_to_closing(guard: Program) -> None:
    breach = recorded(guard)
    steps = [
        ("PUT", "assessment", {"risk": "unlikely", **WHY}),
        ("PUT", "not-notified", WHY),
        ("PUT", "telling", WHY),
        ("POST", "close", WHY),
    ]

    statuses = [guard.ask(m, f"/breaches/{breach}/{p}", body).status_code for m, p, body in steps]

    assert statuses == [204] * 4
    shown = guard.get(f"/breaches/{breach}").json()
    assert (shown["number"], shown["state"], shown["facts"]) == (1, "closed", KNOWN["facts"])
    assert shown["due_at"] == "2026-11-26T08:20:00Z"
    assert [event["code"] for event in shown["events"]] == [
        "recorded", "assessed", "not_notified", "persons_not_told", "closed",
    ]  # fmt: skip
    [listed] = guard.get("/breaches").json()["breaches"]
    assert (listed["id"], listed["pressure"]) == (breach, "stopped")
    assert "facts" not in listed


def test_a_breach_is_notified_in_phases_and_the_persons_are_told(guard: Program) -> None:
    breach = recorded(guard)
    sent = {"sent_at": "2026-11-24T09:00:00Z", "is_complete": False, "reasons": "Riski."}

    first = guard.post(f"/breaches/{breach}/notifications", sent)
    last = guard.post(f"/breaches/{breach}/notifications", sent | {"is_complete": True})
    told = {"told_at": "2026-11-24T12:00:00Z", "reasons": "Sähköpostilla."}
    answer = guard.ask("PUT", f"/breaches/{breach}/telling", told)

    assert (first.status_code, last.status_code, answer.status_code) == (204, 204, 204)
    shown = guard.get(f"/breaches/{breach}").json()
    assert (shown["pressure"], shown["telling"], shown["missing"]) == ("met", "told", ["risk"])


def test_a_step_out_of_order_is_refused_with_its_article(guard: Program) -> None:
    breach = recorded(guard)

    refused = guard.post(f"/breaches/{breach}/close", WHY)

    assert (refused.status_code, refused.json()["code"]) == (409, "breaches.not_at_this_point")
    assert refused.json()["article"] == "GDPR Art. 33"


def test_sent_twice_a_breach_is_recorded_once(guard: Program) -> None:
    first = guard.post("/breaches", KNOWN, idempotency_key="k1")
    again = guard.post("/breaches", KNOWN, idempotency_key="k1")

    assert first.json() == again.json()
    assert Breach.objects.count() == 1


def test_a_scope_counts_what_a_program_saw_and_names_the_persons(
    guard: Program, program_with: MakeProgram
) -> None:
    shop = program_with(role="support", label="shop")
    customer = shop.post("/customers", aino()).json()["id"]
    shop.get(f"/customers/{customer}")
    window = {
        "account": shop.handle, "since": "2026-01-01T00:00:00Z", "until": "2199-01-01T00:00:00Z",
    }  # fmt: skip

    found = guard.post("/breaches/scope", window).json()
    named = guard.post("/breaches/scope/persons", window).json()
    after = guard.post("/breaches/scope/persons", window | {"after": customer}).json()
    breach = recorded(guard)
    kept = guard.post(f"/breaches/{breach}/scope", window).json()

    assert (found["persons"], found["openings"]) == (1, 1)
    assert "identity" in [count["key"] for count in found["categories"]]
    [person] = named["persons"]
    assert (person["person"], person["name"]) == (customer, "Aino Esimerkki")
    assert after["persons"] == []
    assert kept == found


def test_files_open_for_no_other_purpose(guard: Program, program: Program) -> None:
    breach = recorded(guard)

    for answer in (
        program.get("/breaches"), program.get(f"/breaches/{breach}"), program.post("/breaches", KNOWN),
    ):  # fmt: skip
        assert (answer.status_code, answer.json()["code"]) == (403, "readings.not_allowed")
    assert Breach.objects.count() == 1


def test_a_draft_is_written_in_the_language_asked_for(guard: Program) -> None:
    breach = recorded(guard)

    swedish = guard.get(f"/breaches/{breach}/draft?to=persons&language=sv").json()

    assert swedish["subject"] == "Dina personuppgifter: vad som hände och vad du kan göra"
    assert KNOWN["facts"] in swedish["text"]
