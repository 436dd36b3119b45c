from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction

from seloste.customers.operations import changing
from seloste.disclosures import operations as disclosures
from seloste.disclosures import queries
from seloste.outbox import operations as outbox
from seloste.outbox.queries import is_waiting

INVOICING = "invoicing_service"


@pytest.fixture
def given(aino, register) -> int:
    """That Aino's data were given to the invoicing service."""
    with transaction.atomic():
        return disclosures.note(
            aino,
            INVOICING,
            categories=["identity", "contact"],
            purpose="invoicing",
            act="by_hand",
            by=register.owner,
            at=register.at,
        )


@pytest.fixture
def duty(given, aino, register) -> int:
    """That the invoicing service is to be told of a correction."""
    changing.change(
        aino,
        {"customer.emails": ["uusi@esimerkki.example"]},
        purpose="customer_care",
        by=register.owner,
        at=register.at,
    )
    [owed] = queries.duties_of(aino)
    return owed.id


@pytest.fixture
def connected(home: Path) -> Iterator[Path]:
    path = home / "recipients.toml"
    path.touch(mode=0o600)
    path.write_text(f'[{INVOICING}]\nurl = "https://hooks.example/"\nsecret = "whsec_x"\n')
    yield path
    path.unlink()


def page(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_every_recipient_of_the_notice_is_listed_with_what_it_has_had(owner, given) -> None:
    shown = page(owner, "/console/recipients/")

    assert "Zervant Oy" in shown
    assert "VeriSign, Inc." in shown
    assert "By a person" in shown


def test_what_a_recipient_is_to_be_told_is_listed_with_whom_it_is_about(owner, duty) -> None:
    shown = page(owner, "/console/recipients/")

    assert f"/console/duties/{duty}/" in shown
    assert "Aino Esimerkki" in shown
    assert "To be told" in shown


def test_no_open_duty_is_hidden_when_there_are_many(owner, given, aino, register) -> None:
    with transaction.atomic():
        ids = [
            disclosures.owe(
                aino,
                kind="restrict",
                categories=["identity"],
                cause=f"request:{number}",
                by=register.owner,
                at=register.at,
            )[0]
            for number in range(27)
        ]

    first, second = (page(owner, f"/console/recipients/?page={n}") for n in (1, 2))

    assert all(
        (f"/console/duties/{each}/" in first) != (f"/console/duties/{each}/" in second)
        for each in ids
    )
    assert f"/console/duties/{ids[0]}/" in first


@pytest.mark.parametrize("wrong", ["0", "-1", "x", "99", "9" * 40])
def test_a_page_of_the_list_that_is_not_there_is_another_that_is(owner, duty, wrong) -> None:
    assert f"/console/duties/{duty}/" in page(owner, f"/console/recipients/?page={wrong}")


def test_a_recipients_page_says_what_the_notice_lets_it_have(owner, given) -> None:
    shown = page(owner, "/console/recipients/newsletter_service/")

    assert "Brevo" in shown
    assert "France" in shown
    assert "E-mail address" in shown
    assert "Telephone number" not in shown


def test_a_recipient_that_nobody_knows_has_no_page(owner, register) -> None:
    assert owner.get("/console/recipients/data_broker/").status_code == 404


def test_a_duty_shows_the_letter_in_the_language_of_the_recipient_or_another(owner, duty) -> None:
    finnish = page(owner, f"/console/duties/{duty}/")
    swedish = page(owner, f"/console/duties/{duty}/?language=sv")
    english = page(owner, f"/console/duties/{duty}/?language=en")

    assert "Sähköpostiosoite: aiemmin aino@esimerkki.example, nyt uusi@esimerkki.example" in finnish
    assert "tidigare aino@esimerkki.example, nu uusi@esimerkki.example" in swedish
    assert "aino@esimerkki.example is now uusi@esimerkki.example" in english
    assert f"S-{duty}" in finnish


def test_the_letter_to_a_recipient_is_recorded_as_a_reading(owner, aino, duty) -> None:
    page(owner, f"/console/duties/{duty}/")

    readings = page(owner, f"/console/customers/{aino}/readings/")

    assert "Answering data protection requests" in readings


def test_somebody_who_told_the_recipient_says_so_and_the_answer_is_waited_for(owner, duty) -> None:
    response = owner.post(f"/console/duties/{duty}/sent/", follow=True)

    assert "Told, not acknowledged" in response.content.decode()
    assert queries.duty(duty).state == "sent"


def test_an_acknowledgement_is_recorded_by_one_act_with_its_note(owner, duty) -> None:
    answer = {"state": "acknowledged", "answered_on": "", "answer": "Korjattu, terveisin Zervant"}

    shown = owner.post(f"/console/duties/{duty}/", answer, follow=True).content.decode()

    assert queries.duty(duty).state == "acknowledged"
    assert "Korjattu, terveisin Zervant" in shown
    assert "It is recorded how the duty ended." in shown


def test_a_refusal_can_still_turn_into_an_acknowledgement(owner, duty) -> None:
    owner.post(f"/console/duties/{duty}/", {"state": "refused", "answer": "Ei"})
    assert queries.duty(duty).state == "refused"

    owner.post(f"/console/duties/{duty}/", {"state": "acknowledged"})

    assert queries.duty(duty).state == "acknowledged"


def test_that_a_recipient_cannot_be_told_needs_a_reason(owner, duty) -> None:
    without = owner.post(f"/console/duties/{duty}/", {"state": "impossible"})
    assert without.status_code == 422
    assert "Choose why it cannot be told." in without.content.decode()
    assert queries.duty(duty).state == "owed"

    owner.post(f"/console/duties/{duty}/", {"state": "impossible", "reason": "recipient_gone"})

    assert queries.duty(duty).state == "impossible"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Say how it ended"),
        ({"state": "acknowledged", "answered_on": "2.1.2020"}, "cannot have come on that day"),
        ({"state": "acknowledged", "answered_on": "eilen"}, "This is not a day"),
        ({"state": "refused", "answer": "131052-308T"}, "personal identity code"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field_and_nothing_is_recorded(
    owner, duty, sent, sentence
) -> None:
    response = owner.post(f"/console/duties/{duty}/", sent)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert queries.duty(duty).state == "owed"


def test_what_ended_is_shown_without_opening_anything_more(owner, duty) -> None:
    owner.post(f"/console/duties/{duty}/", {"state": "acknowledged"})

    shown = page(owner, f"/console/duties/{duty}/")

    assert "Acknowledged" in shown
    assert "uusi@esimerkki.example" not in shown


def test_a_duty_that_is_not_there_is_said_so(owner, register) -> None:
    assert owner.get("/console/duties/1/").status_code == 404
    assert owner.post("/console/duties/1/sent/").status_code == 404


def test_a_recipient_with_a_connector_is_told_by_the_program_when_asked(
    owner, duty, connected
) -> None:
    owner.post(f"/console/duties/{duty}/sent/")
    assert not is_waiting("disclosures.send", duty)

    owner.post(f"/console/duties/{duty}/send/")

    assert is_waiting("disclosures.send", duty)
    assert "By the program" in page(owner, "/console/recipients/")


def test_without_a_connector_the_program_tells_nobody(owner, duty) -> None:
    response = owner.post(f"/console/duties/{duty}/send/")

    assert response.status_code == 422
    assert "No connector is set up" in response.content.decode()


def test_a_file_of_connectors_that_others_may_read_is_said_so(owner, duty, connected) -> None:
    connected.chmod(0o644)

    assert "Others than its owner may read the file recipients.toml" in page(
        owner, "/console/recipients/"
    )


def test_whoever_has_no_part_in_requests_sees_the_duty_and_not_the_letter(
    accountant, aino, duty
) -> None:
    shown = page(accountant, f"/console/duties/{duty}/")

    assert "uusi@esimerkki.example" not in shown
    assert "Nothing was opened" in shown
    assert accountant.post(f"/console/duties/{duty}/sent/").status_code == 403


def test_a_customers_page_says_what_each_recipient_has_had(owner, aino, duty) -> None:
    shown = page(owner, f"/console/customers/{aino}/recipients/")

    assert "Zervant Oy" in shown
    assert "Postal address" in shown
    assert "Invoicing" in shown
    assert f"/console/duties/{duty}/" in shown


def test_what_is_given_by_hand_is_recorded(owner, aino) -> None:
    address = f"/console/customers/{aino}/recipients/{INVOICING}/give/"
    assert "customer.emails" not in page(owner, address)

    response = owner.post(address, {"categories": ["identity", "contact"]})

    assert response["Location"] == f"/console/customers/{aino}/recipients/"
    [giving] = queries.given_to(aino)
    assert (giving.recipient, giving.categories) == (INVOICING, {"identity", "contact"})


@pytest.mark.parametrize("categories", [[], ["correspondence"]])
def test_what_the_notice_does_not_let_a_recipient_have_cannot_be_chosen(
    owner, aino, categories
) -> None:
    address = f"/console/customers/{aino}/recipients/{INVOICING}/give/"

    response = owner.post(address, {"categories": categories})

    assert response.status_code == 422
    assert queries.given_to(aino) == ()


def test_what_somebody_whose_data_were_erased_was_named_by_is_shown_on_the_duty_only(
    owner, given, aino, register
) -> None:
    with transaction.atomic():
        [erased] = disclosures.owe(
            aino,
            kind="erase",
            categories=["identity", "contact"],
            cause="request:12",
            by=register.owner,
            at=register.at,
        )

    assert "Aino Esimerkki" in page(owner, f"/console/duties/{erased}/")
    assert "poistaneet tämän henkilön tiedot" in page(owner, f"/console/duties/{erased}/")


def test_today_says_how_many_recipients_are_to_be_told_now(owner, duty) -> None:
    shown = page(owner, "/console/")

    assert "Recipients to be told" in shown
    assert "Still to be told or answered: 1" in shown


def test_today_says_that_letters_wait_for_a_mail_service(owner, register) -> None:
    assert "no mail service is set up" not in page(owner, "/console/")
    with transaction.atomic():
        outbox.post("test.letter", 1, due_at=register.at)
    parcel = outbox.claim(at=register.at)
    assert parcel is not None

    outbox.keep_waiting(parcel, reason="not_set_up", at=register.at)

    assert "1 message waits to be sent: no mail service is set up." in page(owner, "/console/")


def test_today_says_that_a_letter_could_not_be_delivered(owner, register) -> None:
    with transaction.atomic():
        outbox.post("test.letter", 1, due_at=register.at)
    parcel = outbox.claim(at=register.at)
    assert parcel is not None

    outbox.gave_up(parcel, reason="refused", at=register.at)

    assert "1 message could not be delivered" in page(owner, "/console/")
