"""Requests are decided and answered through the API."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from seloste.customers.operations.creating import add_contact_person, create
from seloste.customers.values import ContactPersonDraft, CustomerDraft
from seloste.kernel.ids import PersonId
from seloste.rights import queries
from seloste.rights.operations.receiving import receive
from seloste.rights.values import Kind, NewRequest, RequestFile
from seloste.usability.queries import restrictions_of
from tests.api.conftest import MakeProgram, Program, now
from tests.register import Register

pytestmark = pytest.mark.django_db

FILE = RequestFile(name="Aino Esimerkki", email="aino@esimerkki.example", words="Mitä tiedätte?")


@pytest.fixture
def rights(program_with: MakeProgram) -> Program:
    return program_with(purposes=("rights_handling",))


@pytest.fixture
def aino(register: Register) -> PersonId:
    draft = CustomerDraft(kind="person", name="Aino Esimerkki", emails=("aino@esimerkki.example",))
    return create(draft, purpose="customer_care", by=register.owner, at=register.at)


def ask(register: Register, *kinds: Kind, about: PersonId | None = None) -> str:
    at = now()
    made = receive(NewRequest(kinds, "email", at, "fi", FILE, about), by=register.owner, at=at)
    return f"/requests/{made}"


def outcome(request: str, kind: Kind) -> str:
    part = queries.request(int(request.rpartition("/")[2]), at=now()).part(kind)
    assert part is not None
    return part.outcome


def did(answer) -> None:
    assert answer.status_code in {200, 204}, answer.content


def test_a_request_for_access_is_answered(
    rights: Program, register: Register, aino: PersonId
) -> None:
    request = ask(register, "access", about=aino)

    held = rights.get(f"{request}/copy").json()
    early = rights.get(f"{request}/letter")
    did(rights.post(f"{request}/decisions/access", {"decision": "copy"}))
    letter = rights.get(f"{request}/letter").json()
    did(rights.post(f"{request}/answer", {"delivery": "paper"}))
    files = rights.get(f"{request}/answer/files")
    did(rights.post(f"{request}/answer/state", {"to": "posted"}))
    did(rights.post(f"{request}/answer/state", {"to": "sent_again"}))

    assert held["format"] == "seloste-access-package/1"
    assert early.status_code == 409
    assert letter["title"] == "Vastaus tietosuojapyyntöösi"
    with ZipFile(BytesIO(files.content)) as archive:
        assert {"letter.pdf", "data.json"} <= set(archive.namelist())
    assert queries.request(int(request.rpartition("/")[2]), at=now()).state == "closed"


def test_nothing_is_opened_for_another_purpose(
    program: Program, register: Register, aino: PersonId
) -> None:
    request = ask(register, "access", about=aino)

    assert program.get(f"{request}/copy").status_code == 403
    assert program.post(f"{request}/decisions/access", {"decision": "copy"}).status_code == 403
    assert outcome(request, "access") == ""


def test_nothing_held_is_decided_only_of_the_unknown(
    rights: Program, register: Register, aino: PersonId
) -> None:
    known, unknown = ask(register, "access", about=aino), ask(register, "access")
    body = {"decision": "nothing_held"}

    assert rights.post(f"{known}/decisions/access", body).status_code == 409
    did(rights.post(f"{unknown}/decisions/access", body))


def test_words_are_left_out_and_put_back(
    rights: Program, register: Register, aino: PersonId
) -> None:
    request = ask(register, "access", about=aino)
    passage = {"record": f"customer:{aino}", "field": "customer.name", "words": "Esimerkki"}

    did(rights.post(f"{request}/passages", passage))
    cut = rights.get(f"{request}/copy").json()
    missing = rights.post(f"{request}/passages", {**passage, "words": "Matti"})
    did(rights.ask("put", f"{request}/passages", {"whole": True}))
    whole = rights.get(f"{request}/copy").json()

    assert sum(one["left_out"] for one in cut["records"]) == 1
    assert missing.status_code == 404
    assert sum(one["left_out"] for one in whole["records"]) == 0


def test_another_self_is_offered_chosen_and_left(
    rights: Program, register: Register, aino: PersonId
) -> None:
    firm = CustomerDraft(kind="company", company="Kaarna Oy", emails=("info@kaarna.example",))
    customer = create(firm, purpose="customer_care", by=register.owner, at=register.at)
    other = add_contact_person(
        customer,
        ContactPersonDraft(name="Aino E", emails=("aino@esimerkki.example",)),
        purpose="customer_care",
        by=register.owner,
        at=register.at,
    )
    request = ask(register, "access", about=aino)

    [offered] = rights.get(f"{request}/selves").json()["selves"]
    did(rights.ask("put", f"{request}/selves/{other}", {"same": True}))
    [chosen] = rights.get(f"{request}/selves").json()["selves"]
    did(rights.ask("put", f"{request}/selves/{other}", {"same": False}))

    assert (offered["person"], offered["acts_for"]) == (str(other), str(customer))
    assert (offered["chosen"], chosen["chosen"]) == (False, True)


def test_a_correction_is_made_or_left(rights: Program, register: Register, aino: PersonId) -> None:
    first = ask(register, "rectification", about=aino)
    second = ask(register, "rectification", about=aino)
    body = {"decision": "correct", "customer": {"emails": ["uusi@esimerkki.example"]}}

    nobody = rights.post(f"{first}/decisions/rectification", body)
    made = rights.post(f"{first}/decisions/rectification", {**body, "person": str(aino)})
    did(
        rights.post(f"{second}/decisions/rectification", {"decision": "leave", "reasons": "Oikein"})
    )

    assert nobody.status_code >= 400
    assert made.json() == {"changed": ["customer.emails"]}
    assert outcome(second, "rectification") == "refused"


def test_erasing_is_planned_and_done(rights: Program, register: Register, aino: PersonId) -> None:
    request = ask(register, "erasure", about=aino)

    planned = rights.get(f"{request}/erasure").json()["plan"]
    made = rights.post(f"{request}/decisions/erasure", {})

    assert any(one["goes"] for one in planned)
    assert len(made.json()["certificates"]) == 1


def test_a_restriction_begins_and_ends_after_the_person_was_told(
    rights: Program, register: Register, aino: PersonId
) -> None:
    request = ask(register, "restriction", about=aino)
    did(rights.post(f"{request}/decisions/restriction", {"ground": "unlawful"}))

    early = rights.post(f"{request}/lifting", {"step": "end"})
    did(rights.post(f"{request}/lifting", {"step": "announce", "reasons": "Tarkistettu"}))
    did(rights.post(f"{request}/lifting", {"step": "told"}))
    did(rights.post(f"{request}/lifting", {"step": "end"}))

    assert early.status_code == 409
    assert restrictions_of([aino]) == {}


def test_the_other_rights_are_decided(rights: Program, register: Register, aino: PersonId) -> None:
    request = ask(register, "portability", "objection", about=aino)
    objection = f"{request}/decisions/objection"

    did(rights.post(f"{request}/decisions/portability", {"decision": "files"}))
    did(rights.post(objection, {"decision": "end_marketing", "more": True}))
    did(rights.post(objection, {"decision": "rest"}))
    bare = rights.post(objection, {"decision": "reject", "purposes": ["legal_claims"]})
    did(rights.post(objection, {"decision": "uphold", "purposes": ["development_surveys"]}))
    none = rights.post(f"{request}/decisions/withdrawal", {"purposes": ["newsletter"]})

    assert bare.status_code == 422
    assert none.status_code == 422
    assert outcome(request, "objection") == "granted"
