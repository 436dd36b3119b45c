"""Who is let in, what is taken in, and how every no is said."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from seloste.api.failures import MOST, Failures
from seloste.api.middleware import MOST_BYTES
from seloste.audit.models import Entry
from seloste.customers.models import Customer
from seloste.kernel.actors import system
from seloste.tokens import operations
from seloste.tokens.models import KeptAnswer, Token
from seloste.tokens.values import SCOPES
from tests.api.conftest import MakeProgram, Program, aino, now

pytestmark = pytest.mark.django_db

# Method, path, body, scope: everything that can be asked.
ASKED = [
    ("GET", "/customers", None, "customers:read"),
    ("POST", "/customers", aino(), "customers:write"),
    ("POST", "/customers/search", {"text": "aino"}, "customers:read"),
    ("GET", "/customers/1", None, "customers:read"),
    ("PATCH", "/customers/1", {}, "customers:write"),
    ("POST", "/customers/1/contact-persons", {"name": "Kaisa"}, "customers:write"),
    ("GET", "/customers/1/readings", None, "readings:read"),
    ("GET", "/customers/1/contracts", None, "contracts:read"),
    ("POST", "/customers/1/contracts", {}, "contracts:write"),
    ("PUT", "/contracts/1/validity", {}, "contracts:write"),
    ("PUT", "/contracts/1/details", {}, "contracts:write"),
    ("PATCH", "/contact-persons/1", {}, "customers:write"),
    ("POST", "/contact-persons/1/end", {}, "customers:write"),
    ("GET", "/services", None, "contracts:read"),
    ("POST", "/services", {}, "services:write"),
    ("POST", "/services/x/withdraw", {}, "services:write"),
    ("GET", "/duplicates", None, "customers:read"),
    ("POST", "/duplicates/merge", {}, "customers:merge"),
    ("POST", "/duplicates/keep-apart", {}, "customers:merge"),
    ("GET", "/notice", None, None),
]


def no_trace(before: int) -> bool:
    return Entry.objects.count() == before and not Customer.objects.exists()


# --- Tokens ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("method", "path", "body", "scope"), ASKED)
def test_nothing_is_done_without_a_token(
    program: Program, method: str, path: str, body: object, scope: str | None
) -> None:
    before = Entry.objects.count()

    refused = program.ask(method, path, body, authorization="")

    assert (refused.status_code, refused.json()["code"]) == (401, "api.no_token")
    assert refused["WWW-Authenticate"] == 'Bearer realm="seloste"'
    assert no_trace(before)


@pytest.mark.parametrize(("method", "path", "body", "scope"), ASKED[:-1])
def test_nothing_is_done_without_the_scope(
    program_with: MakeProgram, method: str, path: str, body: object, scope: str
) -> None:
    others = tuple(one for one in SCOPES if one != scope)
    program = program_with(scopes=others)
    before = Entry.objects.count()

    refused = program.ask(method, path, body)

    assert (refused.status_code, refused.json()["code"]) == (403, "api.scope_missing")
    assert scope in refused.json()["detail"]
    assert no_trace(before)


@pytest.mark.parametrize("token", ["seloste_x", "seloste_" + "ä" * 40, "x" * 5000])
def test_a_token_of_nobody_opens_nothing(program: Program, token: str) -> None:
    refused = program.get("/notice", authorization=f"Bearer {token}".encode().decode("latin-1"))

    assert (refused.status_code, refused.json()["code"]) == (401, "tokens.not_known")


def test_a_token_that_was_ended_opens_nothing(program: Program) -> None:
    assert program.get("/notice").status_code == 200

    operations.end(program.handle, by=system("cli"), at=now())

    assert program.get("/notice").json()["code"] == "tokens.no_longer"


def test_a_token_past_its_last_day_opens_nothing(program: Program) -> None:
    Token.objects.update(made_at=now() - timedelta(days=9), expires_at=now() - timedelta(days=1))

    assert program.get("/notice").json()["code"] == "tokens.no_longer"


def test_the_day_of_last_use_is_kept(program: Program) -> None:
    program.get("/notice")

    assert Token.objects.get().last_used_on == now().date()


def test_guessing_is_slowed_and_does_not_lock_out_who_has_a_token(program: Program) -> None:
    guesses = [
        program.get("/notice", authorization="Bearer guess").status_code for _ in range(MOST + 1)
    ]

    assert guesses == [401] * MOST + [429]
    assert program.get("/notice").status_code == 200


def test_failures_are_forgotten_after_a_minute(at) -> None:  # type: ignore[no-untyped-def]
    failures = Failures()

    assert [failures.note("192.0.2.1", at=at) for _ in range(MOST)] == [0] * MOST
    assert failures.note("192.0.2.1", at=at) == 61
    assert failures.note("192.0.2.2", at=at) == 0
    assert failures.note("192.0.2.1", at=at + timedelta(minutes=1)) == 0


def test_cookies_open_nothing(program: Program) -> None:
    program.client.cookies["sessionid"] = "anything"
    program.client.cookies["django_language"] = "sv"

    refused = program.get("/notice", authorization="")

    assert refused.status_code == 401
    assert refused["Content-Language"] == "en"
    assert not refused.cookies


# --- Purposes -------------------------------------------------------------------------------------


def test_a_request_chooses_one_of_the_purposes_of_its_token(program_with: MakeProgram) -> None:
    program = program_with(purposes=("customer_care", "invoicing"))

    made = program.post("/customers", aino(), seloste_purpose="invoicing").json()["id"]
    program.get(f"/customers/{made}", seloste_purpose="invoicing")

    assert Entry.objects.get(operation="readings.opened").purpose == "invoicing"


def test_a_token_with_several_purposes_has_to_say_which(program_with: MakeProgram) -> None:
    program = program_with(purposes=("customer_care", "invoicing"))

    refused = program.get("/customers")

    assert (refused.status_code, refused.json()["code"]) == (400, "api.purpose_missing")
    assert "customer_care, invoicing" in refused.json()["detail"]


def test_a_purpose_that_is_not_of_the_token_is_refused(program: Program) -> None:
    refused = program.get("/customers", seloste_purpose="invoicing")

    assert (refused.status_code, refused.json()["code"]) == (403, "api.purpose_not_of_token")


# --- What is taken in -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "raw",
    [b"{", b"[]", b'"text"', b"\xff\xfe", b'{"kind": NaN}', b'{"name": "\\ud800"}', b"[" * 5000],
)
def test_what_is_no_json_object_is_refused(program: Program, raw: bytes) -> None:
    refused = program.ask("POST", "/customers", raw=raw)

    assert (refused.status_code, refused.json()["code"]) == (400, "api.unreadable")


def test_a_body_of_another_kind_is_refused(program: Program) -> None:
    refused = program.ask(
        "POST", "/customers", raw=b"kind=person", content_type="application/x-www-form-urlencoded"
    )

    assert (refused.status_code, refused.json()["code"]) == (415, "api.not_json")


def test_a_body_that_is_too_large_is_not_read(program: Program) -> None:
    refused = program.post("/customers", aino(name="x" * MOST_BYTES))

    assert (refused.status_code, refused.json()["code"]) == (413, "api.too_large")


@pytest.mark.parametrize("path", ["/", "/nothing", "/customers/x", "/customers/" + "9" * 19, "/docs"])  # fmt: skip
def test_an_address_of_nothing_says_so(program: Program, path: str) -> None:
    refused = program.get(path)

    assert (refused.status_code, refused.json()["code"]) == (404, "api.no_such_address")


def test_a_method_that_an_address_does_not_know_says_which_it_does(program: Program) -> None:
    refused = program.ask("DELETE", "/customers")

    assert (refused.status_code, refused.json()["code"]) == (405, "api.not_here")
    assert refused["Allow"] == "GET, POST"


def test_a_host_that_is_not_ours_says_so(program: Program) -> None:
    refused = program.get("/notice", host="elsewhere.example")

    assert (refused.status_code, refused.json()["code"]) == (400, "api.not_understood")


# --- How it is said -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("fi", "Pyyntöä ei toteutettu"),
        ("sv-FI, en;q=0.5", "Begäran genomfördes inte"),
        ("en", "The request was not carried out"),
        ("de", "Pyyntöä ei toteutettu"),
    ],
)
def test_problems_are_said_in_the_language_that_was_asked_for(
    program: Program, language: str, title: str
) -> None:
    refused = program.get("/customers/12345", accept_language=language)

    assert refused["Content-Type"] == "application/problem+json"
    problem = refused.json()
    assert problem["title"] == title
    assert problem["type"] == "https://seloste.example/problems/customers.no_such_customer"
    assert problem["status"] == refused.status_code == 404
    assert refused["Content-Language"] == language[:2].replace("de", "fi")


@pytest.mark.parametrize("path", ["/customers", "/customers/12345", "/openapi.json", "/nothing"])
def test_nobody_may_keep_an_answer(program: Program, path: str) -> None:
    assert program.get(path)["Cache-Control"] == "no-store"


def test_other_pages_are_none_of_the_doors_business(program: Program) -> None:
    assert Client().get("/nothing")["Content-Type"] != "application/problem+json"


def test_which_notice_is_in_force(program: Program) -> None:
    answer = program.get("/notice").json()

    assert answer["number"] == 1
    assert len(answer["hash"]) == 64
    assert answer["language_links"]["fi"] == "/notice/fi/"
    assert program.client.get(answer["language_links"]["fi"]).status_code == 200


# --- Once and not twice ---------------------------------------------------------------------------


def test_the_same_request_with_the_same_key_is_carried_out_once(program: Program) -> None:
    first = program.post("/customers", aino(), idempotency_key="k-1")
    again = program.post("/customers", aino(), idempotency_key="k-1")

    assert (again.status_code, again.content) == (201, first.content)
    assert again["Location"] == first["Location"]
    assert Customer.objects.count() == 1
    assert Entry.objects.filter(operation="customers.created").count() == 1


def test_another_request_with_the_same_key_is_refused(program: Program) -> None:
    program.post("/customers", aino(), idempotency_key="k-1")

    refused = program.post("/customers", aino(name="Toinen"), idempotency_key="k-1")

    assert (refused.status_code, refused.json()["code"]) == (422, "tokens.key_of_another")
    assert Customer.objects.count() == 1


def test_keys_of_two_tokens_have_nothing_to_do_with_each_other(
    program: Program, program_with: MakeProgram
) -> None:
    program.post("/customers", aino(), idempotency_key="k-1")

    other = program_with().post(
        "/customers", {"kind": "person", "name": "Toinen"}, idempotency_key="k-1"
    )

    assert other.status_code == 201


def test_a_refused_request_may_come_again_mended(program: Program) -> None:
    first = program.post("/customers", aino(), idempotency_key="k-0").json()["id"]
    refused = program.post("/customers", aino(name="Toinen"), idempotency_key="k-1")
    assert refused.status_code == 409

    mended = program.post(
        "/customers", aino(name="Toinen", although_duplicate=[first]), idempotency_key="k-1"
    )

    assert mended.status_code == 201


def test_a_request_that_broke_off_is_not_blindly_repeated(program: Program) -> None:
    program.post("/customers", aino(), idempotency_key="k-1")
    KeptAnswer.objects.update(made=None)

    refused = program.post("/customers", aino(), idempotency_key="k-1")

    assert (refused.status_code, refused.json()["code"]) == (409, "tokens.outcome_unknown")
    assert Customer.objects.count() == 1


def test_answers_are_kept_for_a_day_and_say_nothing_of_a_person(program: Program) -> None:
    program.post("/customers", aino(), idempotency_key="aino@esimerkki.example")
    kept = KeptAnswer.objects.get()
    assert kept.made == Customer.objects.get().id
    assert len(kept.key_hash) == len(kept.body_hash) == 64

    KeptAnswer.objects.update(begun_at=now() - timedelta(days=2))
    program.post("/customers", {"kind": "person", "name": "Toinen"}, idempotency_key="k-2")

    assert not KeptAnswer.objects.filter(id=kept.id).exists()


@pytest.mark.parametrize("key", ["", "two words", "x" * 256, "ä"])
def test_a_key_of_another_form_is_refused(program: Program, key: str) -> None:
    refused = program.post("/customers", aino(), idempotency_key=key)

    assert (refused.status_code, refused.json()["code"]) == (400, "api.key_unfit")
    assert not Customer.objects.exists()
