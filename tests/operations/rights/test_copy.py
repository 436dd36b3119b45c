"""The copy holds everything that is kept about a person, and nothing about anybody else."""

from __future__ import annotations

import json
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import transaction

from seloste.audit.queries import readings_of
from seloste.contracts import operations as contracts
from seloste.contracts.values import NewContract, Validity
from seloste.customers.operations.changing import change
from seloste.customers.operations.creating import add_contact_person, create
from seloste.customers.operations.finding import open_customer
from seloste.customers.values import (
    BillingAddress,
    ContactPersonDraft,
    CustomerDraft,
    PostalAddress,
)
from seloste.disclosures import operations as disclosures
from seloste.kernel.ids import PersonId, new_id
from seloste.kernel.languages import Language
from seloste.rights.errors import NoSuchPassage, NotAllOpen
from seloste.rights.filing import Office, office
from seloste.rights.operations import answering, objection
from seloste.rights.package.format import AccessPackage
from seloste.rights.package.gathering import gather
from seloste.rights.package.passages import Passage
from seloste.rights.package.portable import as_csv, left_out, portable
from seloste.rights.package.zipping import access_files, portable_files, zipped
from seloste.usability.operations import restrict
from seloste.vault.sealing import seal
from seloste.vault.values import Plain, Record
from tests.operations.rights.conftest import asked
from tests.register import Register


@pytest.fixture
def desk(register: Register) -> Office:
    return office(by=register.owner, at=register.at)


@pytest.fixture
def liisa(register: Register) -> PersonId:
    """A customer with a contract, an address, and something from a public register."""
    draft = CustomerDraft(
        kind="person",
        name="Liisa Kuusinen",
        emails=("liisa@kuusinen.example",),
        phones=("+358401112223",),
        postal_address=PostalAddress(("Kuusitie 4 A",), "00100", "Helsinki", "FI"),
        language="fi",
    )
    return create(
        draft, purpose="customer_care", source="public_register", by=register.owner, at=register.at
    )


def copied(desk: Office, *persons: PersonId, passages: tuple[Passage, ...] = ()) -> AccessPackage:
    return gather(desk, persons=persons, language="fi", passages=passages)


def agree(person: PersonId, register: Register, *, details: str = "") -> int:
    contracts.offer("hosting", title={"fi": "Palvelintila"}, by=register.owner, at=register.at)
    contract = NewContract(
        "hosting",
        Validity(date(2025, 1, 1), date(2026, 11, 20)),
        identifier="kuusinen.example",
        details=details,
    )
    return contracts.agree(
        person, contract, purpose="customer_care", by=register.owner, at=register.at
    )


def messages(person: PersonId, number: int) -> None:
    """Seal as many messages as a mail archive would."""
    with transaction.atomic():
        seal(
            [
                Plain(
                    person,
                    Record("message", new_id()),
                    "correspondence",
                    {
                        "message.addresses": f"liisa@kuusinen.example, viesti {one}",
                        "message.content": "Hei! Palvelin ei vastaa. " * 40,
                    },
                )
                for one in range(number)
            ]
        )


def all_text(package: AccessPackage, desk: Office) -> str:
    files = access_files(package, notice=desk.notice)
    return "\n".join(content.decode() for content in files.values())


def test_a_copy_holds_each_value_with_its_source_and_the_day_it_goes(
    desk: Office, liisa: PersonId, register: Register
) -> None:
    agree(liisa, register)

    made = copied(desk, liisa)

    identity = next(held for held in made.records if held.category == "identity")
    assert identity.fields["customer.name"] == "Liisa Kuusinen"
    assert identity.sources["customer.name"] == "public_register"
    assert identity.erased_on == date(2029, 11, 21)
    assert {held.kind for held in made.records} == {"customer", "contract"}
    assert made.contracts[0].title == "Palvelintila"


def test_the_pages_say_to_people_what_the_json_says_to_machines(
    desk: Office, liisa: PersonId, register: Register
) -> None:
    agree(liisa, register)

    said = all_text(copied(desk, liisa), desk)

    for words in (
        "Liisa Kuusinen",
        "Kuusitie 4 A",
        "kuusinen.example",
        "21.11.2029",
        "00100 Helsinki",
    ):
        assert words in said
    assert "saatu julkisista rekistereistä" in said
    assert "Tietosuojavaltuutetun toimisto" in said
    assert "<script" not in said


def test_a_copy_names_who_looked_by_role_and_not_by_name(
    desk: Office, liisa: PersonId, register: Register
) -> None:
    open_customer(liisa, purpose="customer_care", by=register.support, at=register.at)

    made = copied(desk, liisa)

    assert ("customer_care", "support") in {(one.purpose, one.role) for one in made.readings}
    assert register.support.handle not in made.model_dump_json()
    assert "Asiakastuki" in all_text(made, desk)


def test_making_a_copy_is_itself_a_reading(desk: Office, liisa: PersonId) -> None:
    before = len(readings_of(liisa))

    copied(desk, liisa)

    assert next(line.purpose for line in readings_of(liisa)) == "rights_handling"
    assert len(readings_of(liisa)) == before + 1


def test_a_copy_names_the_actual_recipients(
    desk: Office, liisa: PersonId, register: Register
) -> None:
    with transaction.atomic():
        disclosures.note(
            liisa,
            "invoicing_service",
            categories=["identity", "contact"],
            purpose="invoicing",
            act="test.given",
            by=register.owner,
            at=register.at,
        )

    made = copied(desk, liisa)

    assert [one.recipient for one in made.recipients] == ["invoicing_service"]
    assert made.recipients[0].name in all_text(made, desk)


def test_a_copy_holds_what_was_before_a_change(
    desk: Office, liisa: PersonId, register: Register
) -> None:
    change(
        liisa,
        {"customer.emails": ["uusi@kuusinen.example"]},
        purpose="customer_care",
        by=register.owner,
        at=register.at + timedelta(hours=1),
    )

    made = copied(desk, liisa)

    [line] = made.changes
    assert line.fields["customer.emails"] == (["liisa@kuusinen.example"], ["uusi@kuusinen.example"])
    assert "liisa@kuusinen.example" in all_text(made, desk)


def test_a_copy_of_restricted_data_is_made_all_the_same(
    desk: Office, liisa: PersonId, register: Register
) -> None:
    with transaction.atomic():
        restrict(liisa, ground="unlawful", request=None, by=register.owner, at=register.at)

    made = copied(desk, liisa)

    assert made.records
    assert [one.ground for one in made.restrictions] == ["unlawful"]
    assert "on rajoitettu 23.11.2026 alkaen" in all_text(made, desk)


def test_a_copy_holds_the_requests_of_the_person(
    desk: Office, liisa: PersonId, register: Register
) -> None:
    asked(register, "access", about=liisa)

    made = copied(desk, liisa)

    assert made.requests[0].kinds == ("access",)
    assert "Mitä tietoja minusta on?" in json.dumps(
        made.model_dump(mode="json"), ensure_ascii=False
    )


def test_a_contact_person_gets_their_own_data_and_not_the_companys(
    desk: Office, register: Register
) -> None:
    company = CustomerDraft(
        kind="company",
        company="Kaarna Oy",
        business_id="1572860-0",
        emails=("info@kaarna.example",),
    )
    customer = create(company, purpose="customer_care", by=register.owner, at=register.at)
    people = [
        add_contact_person(
            customer,
            ContactPersonDraft(name=name, emails=(email,)),
            purpose="customer_care",
            by=register.owner,
            at=register.at,
        )
        for name, email in (
            ("Kaisa Kaarna", "kaisa@kaarna.example"),
            ("Olli Oksa", "olli@kaarna.example"),
        )
    ]

    said = all_text(copied(desk, people[0]), desk)

    assert "kaisa@kaarna.example" in said
    assert "olli@kaarna.example" not in said
    assert "1572860-0" not in said


def test_passages_about_other_people_are_left_out_and_the_rest_is_given(
    desk: Office, liisa: PersonId, register: Register
) -> None:
    contract = agree(liisa, register, details="Sovittu Matti Meikäläisen kanssa: 12 kk.")
    text = "Sovittu Matti Meikäläisen kanssa: 12 kk."
    start = text.index("Matti")
    passage = Passage(
        Record("contract", contract), "contract.details", start, start + len("Matti Meikäläisen")
    )
    assert "Matti" in all_text(copied(desk, liisa), desk)

    made = copied(desk, liisa, passages=(passage,))

    said = all_text(made, desk)
    assert "Matti" not in said
    assert "Sovittu [kohta, joka koskee toista ihmistä] kanssa: 12 kk." in said
    assert made.passages_left_out == 1


def test_a_passage_that_is_not_in_the_text_is_refused(
    desk: Office, liisa: PersonId, register: Register
) -> None:
    contract = agree(liisa, register, details="Lyhyt.")
    passage = Passage(Record("contract", contract), "contract.details", 3, 99)

    with pytest.raises(NoSuchPassage):
        copied(desk, liisa, passages=(passage,))


def test_a_copy_has_no_gaps_whoever_makes_it(liisa: PersonId, register: Register) -> None:
    desk = office(by=register.support, at=register.at)
    agree(liisa, register)

    with pytest.raises(NotAllOpen) as refusal:
        copied(desk, liisa)

    assert refusal.value.facts() == {"categories": "contracts"}


def test_the_files_are_one_zip_in_memory(desk: Office, liisa: PersonId) -> None:
    files = access_files(copied(desk, liisa), notice=desk.notice)

    with ZipFile(BytesIO(zipped(files, at=desk.at))) as archive:
        names = archive.namelist()
        data = json.loads(archive.read("data.json"))

    assert {"index.html", "data.json", "readings.html", "recipients.html", "consents.html"} <= set(
        names
    )
    assert data["format"] == "seloste-access-package/1"


def test_what_is_taken_along_was_given_by_the_person_on_consent_or_contract(
    desk: Office, register: Register
) -> None:
    draft = CustomerDraft(kind="person", name="Antero Anttila", emails=("antero@anttila.example",))
    person = create(draft, purpose="customer_care", by=register.owner, at=register.at)
    asked(register, "portability", about=person)
    package = copied(desk, person)

    taken = portable(package, notice=desk.notice)

    assert {held.category for held in taken.records} == {"identity", "contact"}
    assert "requests" in left_out(package, notice=desk.notice)
    assert b"antero@anttila.example" in as_csv(taken)
    assert set(portable_files(taken)) == {"portable/data.json", "portable/data.csv"}


def test_what_came_from_elsewhere_is_not_taken_along(desk: Office, liisa: PersonId) -> None:
    taken = portable(copied(desk, liisa), notice=desk.notice)

    assert taken.records == ()


def test_a_thousand_messages_are_all_there(desk: Office, liisa: PersonId) -> None:
    messages(liisa, 1000)

    made = copied(desk, liisa)

    assert sum(held.kind == "message" for held in made.records) == 1000


def test_an_earlier_letter_stands_in_the_copy_as_text(
    desk: Office, liisa: PersonId, register: Register
) -> None:
    request = asked(register, "objection", about=liisa)
    objection.end_marketing(request, by=register.owner, at=register.at)
    answering.answer(request, "paper", by=register.owner, at=register.at)

    said = copied(desk, liisa).model_dump_json()

    assert "Suoramarkkinoinnin kieltäminen" in said
    assert "UEsDB" not in said  # what a packed file begins with


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", ("suomi", "sähköpostitse")),
        ("sv", ("finska", "per e-post")),
        ("en", ("Finnish", "by e-mail")),
    ],
)
def test_people_read_words_where_programs_read_codes(
    desk: Office, register: Register, language: Language, words: tuple[str, str]
) -> None:
    draft = CustomerDraft(
        kind="person",
        name="Kalle Kanerva",
        language="fi",
        billing_address=BillingAddress(method="email", email="laskut@kanerva.example"),
    )
    kalle = create(draft, purpose="customer_care", by=register.owner, at=register.at)

    made = gather(desk, persons=[kalle], language=language)
    files = access_files(made, notice=desk.notice)

    pages = "\n".join(text.decode() for name, text in files.items() if name.endswith(".html"))
    [data] = [json.loads(text) for name, text in files.items() if name.endswith("data.json")]
    assert all(f">{word}<" in pages for word in words)
    assert '"email"' in json.dumps(data)
