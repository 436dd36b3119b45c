"""Customers through the API: what is written comes back, and no more than the notice allows."""

from __future__ import annotations

import pytest

from seloste.audit.models import Entry
from seloste.customers.models import Change, ContactPerson, Customer, PossibleDuplicate
from seloste.vault.models import Sealed
from tests.api.conftest import MakeProgram, Program, aino

pytestmark = pytest.mark.django_db

COMPANY = {
    "kind": "company",
    "company": "Esimerkkiyhtiö Oy",
    "business_id": "1234567-1",
    "emails": ["toimisto@yhtio.example"],
}
KAISA = {"name": "Kaisa Keksitty", "emails": ["kaisa@yhtio.example"], "role": "toimistopäällikkö"}


def lines(operation: str) -> list[Entry]:
    return list(Entry.objects.filter(operation=operation).order_by("position"))


def created(program: Program, body: object) -> str:
    answer = program.post("/customers", body)
    assert answer.status_code == 201, answer.content
    return str(answer.json()["id"])


def test_a_customer_is_created_and_read_again(program: Program) -> None:
    answer = program.post("/customers", aino())

    made = answer.json()["id"]
    assert answer.status_code == 201
    assert isinstance(made, str)
    assert answer["Location"] == f"/api/v1/customers/{made}"
    read = program.get(f"/customers/{made}").json()
    assert read["name"] == "Aino Esimerkki"
    assert read["emails"] == ["aino@esimerkki.example"]
    assert read["phones"] == ["+358405550123"]
    assert read["postal_address"]["country"] == "FI"
    assert read["opened"] == ["contact", "identity"]
    assert read["closed"] == []
    assert "business_id" not in read


def test_creating_and_reading_name_the_token_in_the_audit(program: Program) -> None:
    made = created(program, aino())
    program.get(f"/customers/{made}")

    [creation] = lines("customers.created")
    [reading] = lines("readings.opened")
    assert {(line.actor, line.role, line.way_in, line.about) for line in (creation, reading)} == {
        (program.handle, "owner", "api", int(made))
    }
    assert reading.purpose == "customer_care"
    assert reading.categories == "contact,identity"


def test_what_the_notice_closes_to_the_role_is_not_in_the_answer(
    program: Program, program_with: MakeProgram
) -> None:
    made = created(program, aino())
    accountant = program_with(role="accountant", purposes=("accounting",))

    read = accountant.get(f"/customers/{made}")

    assert read.json()["closed"] == ["contact"]
    assert read.json()["name"] == "Aino Esimerkki"
    assert b"aino@" not in read.content
    assert "emails" not in read.json()


def test_a_customer_is_not_written_for_a_purpose_that_does_not_allow_it(
    program_with: MakeProgram,
) -> None:
    accountant = program_with(role="accountant", purposes=("accounting",))

    refused = accountant.post("/customers", aino())

    assert refused.status_code == 403
    assert refused.json()["code"] == "readings.not_allowed"
    assert refused.json()["article"] == "GDPR Art. 5(1)(b)"
    assert not Customer.objects.exists()
    assert not Sealed.objects.exists()
    assert not lines("customers.created")


def test_all_faults_come_at_once_with_their_places_and_never_their_values(
    program: Program,
) -> None:
    refused = program.post(
        "/customers",
        aino(
            emails=["paljonpuhuva"],
            phones=["12"],
            business_id="1234567-8",
            postal_address={"street": ["Katu 1"], "postal_code": "3310X", "city": "Tampere"},
        ),
    )

    assert refused.status_code == 422
    problem = refused.json()
    assert problem["code"] == "api.unfit"
    assert {(fault["pointer"], fault["code"]) for fault in problem["errors"]} == {
        ("/emails", "email_unfit"),
        ("/phones", "phone_unfit"),
        ("/business_id", "business_id_unfit"),
        ("/postal_address/postal_code", "postal_code_unfit"),
    }
    assert "paljonpuhuva" not in refused.content.decode()
    assert not Customer.objects.exists()


def test_a_field_that_nobody_knows_is_refused_by_its_name(program: Program) -> None:
    refused = program.post("/customers", aino(shoe_size=42, postal_address={"planet": "Maa"}))

    assert [(f["pointer"], f["code"]) for f in refused.json()["errors"]] == [
        ("/postal_address/planet", "unknown_field"),
        ("/shoe_size", "unknown_field"),
    ]


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({}, "/kind", "missing"),
        ({"kind": "robot"}, "/kind", "not_one_of_these"),
        ({"kind": "person", "name": "x" * 201}, "/name", "too_long"),
        ({"kind": "person", "name": 7}, "/name", "wrong_type"),
        ({"kind": "person", "name": "a\nb"}, "/name", "not_of_the_form"),
        ({"kind": "person", "name": "a", "emails": ["a@a.example"] * 11}, "/emails", "too_many"),
        ({"kind": "person", "name": "a", "emails": [""]}, "/emails/0", "too_short"),
        ({"kind": "person", "name": "a", "although_duplicate": [7]}, "/although_duplicate/0", "not_of_the_form"),
        ({"kind": "person"}, "/name", "name_missing"),
        ({"kind": "company"}, "/company", "company_missing"),
        ({"kind": "person", "name": "131052-308T"}, "/name", "identity_code"),
        ({"kind": "person", "name": "a\u202eb"}, "/name", "control_character"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named(
    program: Program, body: object, pointer: str, code: str
) -> None:
    refused = program.post("/customers", body)

    assert refused.status_code == 422
    assert (pointer, code) in {(f["pointer"], f["code"]) for f in refused.json()["errors"]}
    assert not Customer.objects.exists()


def test_someone_who_is_here_already_is_found_and_can_be_said_to_be_another(
    program: Program,
) -> None:
    first = created(program, aino())

    refused = program.post("/customers", aino(name="Aune Toinen", phones=[]))

    assert refused.status_code == 409
    assert refused.json()["code"] == "customers.duplicate_found"
    assert refused.json()["duplicates"] == [{"id": first, "reason": "emails"}]
    second = created(program, aino(name="Aune Toinen", phones=[], although_duplicate=[first]))
    assert program.get("/duplicates").json() == {
        "pairs": [{"first": first, "second": second, "reason": "emails"}]
    }


def test_customers_are_listed_by_pages_newest_first_with_a_reading_each(
    program: Program,
) -> None:
    made = [
        created(program, {"kind": "person", "name": f"Nimi {letter}"}) for letter in ("a", "b", "c")
    ]

    first = program.get("/customers?limit=2").json()
    rest = program.get(f"/customers?limit=2&before={first['next']}").json()

    listed = [*first["customers"], *rest["customers"]]
    assert [one["id"] for one in listed] == made[::-1]
    assert [one["name"] for one in listed] == ["Nimi c", "Nimi b", "Nimi a"]
    assert rest["next"] is None
    assert sorted(str(line.about) for line in lines("readings.opened")) == made


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=many", "before=x", "before=0"])
def test_a_page_that_cannot_be_is_refused(program: Program, query: str) -> None:
    assert program.get(f"/customers?{query}").json()["code"] == "api.unfit"


@pytest.mark.parametrize(
    "text", ["aino@ESIMERKKI.example", "040 5550123", "esim ai", "Esimerkki", "1001"]
)
def test_a_customer_is_found_by_what_stands_in_the_body(program: Program, text: str) -> None:
    made = created(program, aino())
    created(program, COMPANY)

    found = program.post("/customers/search", {"text": text}).json()["customers"]

    assert made in [one["id"] for one in found]


def test_search_finds_nothing_by_fields_closed_to_the_role(
    program: Program, program_with: MakeProgram
) -> None:
    created(program, aino())
    accountant = program_with(role="accountant", purposes=("accounting",))

    found = accountant.post("/customers/search", {"text": "aino@esimerkki.example"}).json()

    assert found == {"customers": []}
    assert accountant.post("/customers/search", {"text": "aino"}).json()["customers"]


def test_what_is_left_out_of_a_change_stays_and_null_removes(program: Program) -> None:
    made = created(program, aino(handle="ainoe"))

    changed = program.ask(
        "PATCH", f"/customers/{made}", {"emails": ["aino@uusi.example"], "handle": None}
    )

    assert changed.json() == {"changed": ["customer.emails", "customer.handle"]}
    read = program.get(f"/customers/{made}").json()
    assert read["emails"] == ["aino@uusi.example"]
    assert read["name"] == "Aino Esimerkki"
    assert read["phones"] == ["+358405550123"]
    assert "handle" not in read
    assert Change.objects.count() == 1
    assert lines("customers.changed")[0].actor == program.handle


def test_billing_may_change_without_repeating_what_stands(program: Program) -> None:
    made = created(program, aino())

    changed = program.ask("PATCH", f"/customers/{made}", {"billing_address": {"method": "email"}})

    assert changed.json() == {"changed": ["customer.billing_address"]}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"emails": ["x"]}, "api.unfit"),
        ({"name": None}, "api.unfit"),
        ({"name": ""}, "api.unfit"),
        ({"number": "7"}, "api.unfit"),
    ],
)
def test_a_change_that_does_not_fit_changes_nothing(
    program: Program, change: object, code: str
) -> None:
    made = created(program, aino())

    refused = program.ask("PATCH", f"/customers/{made}", change)

    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert not Change.objects.exists()


def test_a_company_has_no_name_of_a_person(program: Program) -> None:
    made = created(program, COMPANY)

    refused = program.ask("PATCH", f"/customers/{made}", {"name": "Kaisa Keksitty"})

    assert refused.json()["errors"][0]["code"] == "not_of_this_kind"


def test_a_change_for_a_purpose_that_does_not_allow_it_leaves_no_trace(
    program: Program, program_with: MakeProgram
) -> None:
    made = created(program, aino())
    accountant = program_with(role="accountant", purposes=("accounting",))
    before = Entry.objects.count()

    refused = accountant.ask("PATCH", f"/customers/{made}", {"emails": ["a@uusi.example"]})

    assert refused.status_code == 403
    assert Entry.objects.count() == before
    assert not Change.objects.exists()


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/customers/12345", None),
        ("PATCH", "/customers/12345", {"emails": ["a@a.example"]}),
        ("GET", "/customers/12345/readings", None),
        ("GET", "/customers/12345/contracts", None),
        ("PATCH", "/contact-persons/12345", {"role": "x"}),
        ("POST", "/contact-persons/12345/end", {"on": "2026-11-30"}),
        ("POST", "/duplicates/merge", {"keep": "1", "gone": "2"}),
        ("POST", "/duplicates/keep-apart", {"first": "1", "second": "2"}),
    ],
)
def test_who_is_not_here_is_not_found(
    program: Program, method: str, path: str, body: object
) -> None:
    refused = program.ask(method, path, body)

    assert (refused.status_code, refused.json()["code"]) == (404, "customers.no_such_customer")


# --- Contact persons ------------------------------------------------------------------------------


def test_a_contact_person_is_added_changed_and_leaves(
    program: Program, program_with: MakeProgram
) -> None:
    company = created(program, COMPANY)
    contacts = program_with(purposes=("customer_contacts",))

    kaisa = contacts.post(f"/customers/{company}/contact-persons", KAISA).json()["id"]
    changed = contacts.ask(
        "PATCH", f"/contact-persons/{kaisa}", {"role": None, "phones": ["050 555 0145"]}
    )
    left = contacts.post(f"/contact-persons/{kaisa}/end", {"on": "2026-11-30"})

    assert changed.json() == {"changed": ["contact_person.phones", "contact_person.role"]}
    assert (left.status_code, left.content) == (204, b"")
    [person] = contacts.get(f"/customers/{company}").json()["contact_persons"]
    assert person == {
        "id": kaisa,
        "name": "Kaisa Keksitty",
        "emails": ["kaisa@yhtio.example"],
        "phones": ["+358505550145"],
        "left_on": "2026-11-30",
        "sources": {"name": "employer", "emails": "employer"},
        "closed": [],
    }
    assert [line.about for line in lines("customers.contact_person_left")] == [int(kaisa)]


def test_contact_persons_are_closed_to_a_role_that_has_nothing_to_do_with_them(
    program: Program, program_with: MakeProgram
) -> None:
    company = created(program, COMPANY)
    program.post(f"/customers/{company}/contact-persons", KAISA)
    accountant = program_with(role="accountant", purposes=("accounting",))

    read = accountant.get(f"/customers/{company}")

    [person] = read.json()["contact_persons"]
    assert person["closed"] == ["contact_persons"]
    assert "name" not in person
    assert b"Kaisa" not in read.content
    refused = accountant.post(f"/customers/{company}/contact-persons", KAISA)
    assert refused.status_code == 403
    assert ContactPerson.objects.count() == 1


def test_contact_persons_are_opened_for_the_purpose_that_the_notice_has_for_them(
    program: Program,
) -> None:
    company = created(program, COMPANY)
    kaisa = program.post(f"/customers/{company}/contact-persons", KAISA).json()["id"]

    read = program.get(f"/customers/{company}").json()

    assert read["contact_persons"][0]["name"] == "Kaisa Keksitty"
    purposes = {str(line.about): line.purpose for line in lines("readings.opened")}
    assert purposes == {company: "customer_care", kaisa: "customer_contacts"}


def test_faults_of_contact_persons_stand_under_their_place(program: Program) -> None:
    refused = program.post(
        "/customers", {**COMPANY, "contact_persons": [KAISA, {**KAISA, "phones": ["1"]}]}
    )

    assert [f["pointer"] for f in refused.json()["errors"]] == ["/contact_persons/1/phones"]


def test_a_customer_is_not_changed_as_a_contact_person(program: Program) -> None:
    made = created(program, aino())

    assert program.ask("PATCH", f"/contact-persons/{made}", {"role": "x"}).status_code == 404


# --- Duplicates and readings ----------------------------------------------------------------------


def two_who_look_alike(program: Program) -> tuple[str, str]:
    first = created(program, aino())
    return first, created(program, aino(name="A. Esimerkki", although_duplicate=[first]))


def test_two_customers_become_one(program: Program, program_with: MakeProgram) -> None:
    keep, gone = two_who_look_alike(program)
    rights = program_with(purposes=("rights_handling",))

    merged = rights.post("/duplicates/merge", {"keep": keep, "gone": gone})

    assert merged.status_code == 204
    assert program.get("/duplicates").json() == {"pairs": []}
    assert program.get(f"/customers/{gone}").status_code == 404
    assert program.get(f"/customers/{keep}").json()["name"] == "Aino Esimerkki"


def test_two_customers_stay_two(program: Program) -> None:
    first, second = two_who_look_alike(program)

    apart = program.post("/duplicates/keep-apart", {"first": second, "second": first})

    assert apart.status_code == 204
    assert not PossibleDuplicate.objects.filter(settled_at=None).exists()
    assert program.get(f"/customers/{second}").status_code == 200


def test_nobody_is_merged_with_themselves(program: Program) -> None:
    made = created(program, aino())

    refused = program.post("/duplicates/merge", {"keep": made, "gone": made})

    assert (refused.status_code, refused.json()["code"]) == (409, "customers.cannot_merge")


def test_readings_say_when_why_in_which_role_and_never_who(program: Program) -> None:
    made = created(program, aino())
    for _ in range(3):
        program.get(f"/customers/{made}")

    page = program.get(f"/customers/{made}/readings?limit=2")
    rest = program.get(f"/customers/{made}/readings?before={page.json()['next']}")

    assert len(page.json()["readings"]) == 2
    assert len(rest.json()["readings"]) == 1
    [reading] = rest.json()["readings"]
    assert reading["at"]
    assert {name: reading[name] for name in reading if name != "at"} == {
        "purpose": "customer_care",
        "role": "owner",
        "way_in": "api",
        "categories": ["contact", "identity"],
    }
    assert program.handle.encode() not in page.content
