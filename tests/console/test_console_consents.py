"""What a person says is recorded in one act, a no as easily as a yes."""

from __future__ import annotations

import json

import pytest
from django.db import transaction
from django.utils import timezone

from seloste.consents import queries
from seloste.customers.queries import contact_persons_of
from seloste.usability.operations import restrict
from seloste.usability.queries import standings_of

NEWS = "newsletter"
PAPER = {"means": "paper", "language": "fi"}


def address_of(person, purpose=NEWS, *, customer=None) -> str:
    return f"/console/customers/{customer or person}/consents/{person}/for/{purpose}/"


def shown(client, address) -> dict[str, str]:
    """What the hidden fields of the page carry: the hashes of the wordings it shows."""
    wordings = client.get(address).context["wordings"]
    return {f"wording_{one.language}": one.hash for one in wordings}


@pytest.fixture
def given(owner, aino) -> int:
    address = address_of(aino)
    owner.post(address, {**shown(owner, address), **PAPER, "proof": "binder 3", "act": "give"})
    [event] = queries.of_person(aino)
    return event.id


def test_the_tab_lists_the_purposes_about_which_a_person_has_a_say(owner, aino) -> None:
    page = owner.get(f"/console/customers/{aino}/consents/").content.decode()

    assert "Newsletter" in page
    assert "nothing on record: not used" in page
    assert "Developing the services and customer surveys" in page
    assert "Invoicing" not in page.partition('<table class="stack">')[2]


def test_contact_persons_have_consents_of_their_own(owner, saimaa) -> None:
    [person] = contact_persons_of([saimaa])
    address = address_of(person, "customer_contacts", customer=saimaa)

    owner.post(address, {**PAPER, "act": "object"})

    assert standings_of([person])[person].objections == {"customer_contacts"}
    assert saimaa not in standings_of([saimaa])


def test_a_consent_is_recorded_with_what_the_page_showed(given, aino, owner) -> None:
    [event] = queries.of_person(aino)
    page = owner.get(address_of(aino)).content.decode()

    assert (event.state, event.means, event.language) == ("given", "paper", "fi")
    assert "consent given" in page
    assert queries.texts_of([event.wording])[event.wording] in page


def test_a_withdrawal_is_the_same_single_act(given, aino, owner) -> None:
    owner.post(address_of(aino), {**PAPER, "act": "withdraw"})

    assert standings_of([aino])[aino].consents == frozenset()
    assert "consent withdrawn" in owner.get(address_of(aino)).content.decode()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"means": ""}, "Choose how the person said it"),
        ({"means": "oral"}, "Name who heard it"),
        ({"means": "portal"}, "Choose one from the list"),
        ({"proof": "131052-308T"}, "personal identity code"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(owner, aino, sent, sentence) -> None:
    address = address_of(aino)

    answer = owner.post(address, {**shown(owner, address), **PAPER, **sent, "act": "give"})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not queries.of_person(aino)


def test_a_wording_that_is_not_in_force_is_refused(owner, aino) -> None:
    answer = owner.post(address_of(aino), {**PAPER, "wording_fi": "0" * 64, "act": "give"})

    assert answer.status_code == 422
    assert "not the wording that the notice in force has" in answer.content.decode()
    assert not queries.of_person(aino)


def test_staff_ask_and_the_person_confirms(owner, aino) -> None:
    address = address_of(aino)

    owner.post(address, {**shown(owner, address), **PAPER, "means": "form", "act": "ask"})

    assert queries.choice_of(aino, NEWS).consent == "requested"
    assert aino not in standings_of([aino])
    assert "has not gone out yet" in owner.get(address).content.decode()


def test_support_takes_a_ban_and_it_marks_the_addresses(support, aino) -> None:
    support.post(f"/console/customers/{aino}/consents/{aino}/ban/", {**PAPER, "means": "email"})

    page = support.get(f"/console/customers/{aino}/consents/").content.decode()
    assert "all-marketing/" in page
    assert queries.is_banned("aino@esimerkki.example")


def test_a_restricted_person_says_no_all_the_same(given, owner, aino, register) -> None:
    with transaction.atomic():
        restrict(aino, ground="unlawful", request=None, by=register.owner, at=timezone.now())

    page = owner.get(address_of(aino))
    owner.post(address_of(aino), {**PAPER, "act": "withdraw"})

    assert "Aino" not in page.content.decode()
    assert queries.choice_of(aino, NEWS).consent == "withdrawn"


def test_looking_changes_nothing(given, owner, aino) -> None:
    before = queries.of_person(aino)
    for address in (address_of(aino), f"/console/customers/{aino}/consents/{aino}/ban/"):
        owner.get(address, {"act": "withdraw", **PAPER})

    assert queries.of_person(aino) == before


def test_the_receipt_can_be_printed_and_given(given, owner, aino) -> None:
    address = f"/console/customers/{aino}/receipts/{given}/"

    page = owner.get(address).content.decode()
    record = json.loads(owner.get(f"{address[:-1]}.json").content)
    owner.post(address)

    assert "Kuitti siitä, mitä kerroit meille" in page
    assert record["event"]["event_state"] == "dpv:ConsentGiven"
    assert queries.event(given).receipt == "printed"


def test_a_receipt_of_somebody_else_is_not_here(given, owner, saimaa) -> None:
    assert owner.get(f"/console/customers/{saimaa}/receipts/{given}/").status_code == 404


def test_a_person_of_another_customer_is_not_here(owner, aino, saimaa) -> None:
    assert owner.get(address_of(aino, customer=saimaa)).status_code == 404


def test_a_purpose_that_is_none_takes_nothing(owner, aino) -> None:
    assert owner.get(address_of(aino, "nothing_such")).status_code == 404


def test_the_no_to_all_marketing_has_its_history_and_receipt(owner, aino) -> None:
    owner.post(f"/console/customers/{aino}/consents/{aino}/ban/", {**PAPER, "means": "email"})
    [event] = queries.of_person(aino)

    page = owner.get(address_of(aino, "all-marketing")).content.decode()

    assert "All direct marketing" in page
    assert f"/console/customers/{aino}/receipts/{event.id}/" in page
    assert 'name="act"' not in page
