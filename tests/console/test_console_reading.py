from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db import transaction
from django.test import Client

from seloste.audit.queries import readings_of
from seloste.kernel.ids import PersonId
from seloste.usability.operations import restrict
from tests.register import Register


def opened(person) -> list[tuple[str, ...]]:
    return [reading.categories for reading in readings_of(person)]


def test_a_page_of_the_list_leaves_a_reading_of_each_customer_on_it(owner, make_customer) -> None:
    shown = [make_customer(name=f"Ilmari {word}") for word in ("Kuvitteellinen", "Keksitty")]

    page = owner.get("/console/customers/").content.decode()

    assert "Ilmari Keksitty" in page
    assert [opened(one) for one in shown] == [[("identity",)], [("identity",)]]


def test_the_list_goes_on_where_the_page_before_ended(owner, make_customer) -> None:
    made = [make_customer(name=f"Kuviteltu {chr(65 + n)}xx") for n in range(27)]

    first = owner.get("/console/customers/").content.decode()
    second = owner.get(f"/console/customers/?before={made[2]}").content.decode()

    assert f"?before={made[2]}" in first
    assert "Kuviteltu Axx" not in first
    assert all(name in second for name in ("Kuviteltu Axx", "Kuviteltu Bxx"))
    assert "Kuviteltu Cxx" not in second


def test_the_page_of_a_customer_shows_what_is_kept_and_leaves_readings(owner, aino) -> None:
    page = owner.get(f"/console/customers/{aino}/").content.decode()

    assert all(
        text in page for text in ("Aino Esimerkki", "aino@esimerkki.example", "33100 Tampere")
    )
    assert ("contact", "identity") in opened(aino)


def test_what_the_purpose_does_not_open_is_closed_and_says_so(accountant, aino) -> None:
    page = accountant.get(f"/console/customers/{aino}/").content.decode()

    assert "Aino Esimerkki" in page
    assert "aino@esimerkki.example" not in page
    assert "does not let the role “accountant” see this" in page
    assert all("contact" not in categories for categories in opened(aino))


def test_another_purpose_opens_what_was_closed(owner, aino) -> None:
    owner.post("/console/purpose/", {"purpose": "accounting", "next": "/console/"})
    closed = owner.get(f"/console/customers/{aino}/").content.decode()

    assert "aino@esimerkki.example" not in closed
    assert "It opens when you work for" in closed

    owner.post("/console/purpose/", {"purpose": "customer_care", "next": "/console/"})

    assert "aino@esimerkki.example" in owner.get(f"/console/customers/{aino}/").content.decode()


def test_a_purpose_that_the_role_lacks_is_not_taken(support, aino) -> None:
    support.post("/console/purpose/", {"purpose": "accounting", "next": "/console/"})

    support.get(f"/console/customers/{aino}/")

    assert {reading.purpose for reading in readings_of(aino)} == {"customer_care"}


def test_choosing_a_purpose_leads_nowhere_else(owner) -> None:
    sent = {"purpose": "accounting", "next": "https://elsewhere.example/"}

    assert owner.post("/console/purpose/", sent)["Location"] == "/console/"


def test_contact_persons_come_with_their_customer_on_a_basis_of_their_own(
    owner, saimaa, kerttu
) -> None:
    page = owner.get(f"/console/customers/{saimaa}/").content.decode()

    assert "Kerttu Kuvitelma" in page
    assert [reading.purpose for reading in readings_of(kerttu)] == ["customer_contacts"]


def test_search_finds_by_the_beginning_of_a_name_and_by_whole_values(owner, aino, saimaa) -> None:
    for text in ("esim", "aino@esimerkki.example", "040 555 0123", "ainoe"):
        page = owner.post("/console/customers/find/", {"text": text}).content.decode()

        assert f"/console/customers/{aino}/" in page, text


def test_search_as_one_types_gives_a_fragment(owner, aino) -> None:
    page = owner.post(
        "/console/customers/find/", {"text": "aino"}, headers={"hx-request": "true"}
    ).content.decode()

    assert "Aino Esimerkki" in page
    assert "<html" not in page


def test_what_was_searched_for_is_never_in_an_address(owner) -> None:
    page = owner.get("/console/").content.decode()

    assert 'method="post"\n        action="/console/customers/find/"' in page
    assert owner.get("/console/customers/find/?text=aino")["Location"] == "/console/customers/"


def test_a_refused_page_leaves_no_reading(support, aino, saimaa, contract) -> None:
    for address in (
        f"/console/customers/{saimaa}/contracts/{contract}/edit/",
        f"/console/customers/{saimaa}/contracts/{contract}/end/",
        "/console/services/",
    ):
        assert support.get(address).status_code in {403, 404}, address

    assert opened(aino) == opened(saimaa) == []


def test_a_role_that_the_notice_does_not_know_opens_nothing(
    support, addresses, aino, saimaa
) -> None:
    get_user_model().objects.update(role="visitor")

    pages = [support.get(address) for address in addresses]

    assert {page.status_code for page in pages} <= {200, 403}
    shown = "".join(page.content.decode() for page in pages)
    assert not any(name in shown for name in ("Aino Esimerkki", "aino@esimerkki.example"))
    assert opened(aino) == opened(saimaa) == []


def test_readings_are_shown_with_date_purpose_and_role(owner, support, aino) -> None:
    support.get(f"/console/customers/{aino}/")

    page = owner.get(f"/console/customers/{aino}/readings/").content.decode()

    assert "<td>" in page
    assert all(word in page for word in ("Customer care", "support", "Contact data"))


def test_history_shows_what_it_was_and_what_it_is(owner, aino, register) -> None:
    owner.post(f"/console/customers/{aino}/edit/", edited(owner, aino, name="Aino Toinen"))

    page = owner.get(f"/console/customers/{aino}/history/").content.decode()

    assert "<del>Aino Esimerkki</del>" in page
    assert "<ins>Aino Toinen</ins>" in page


def test_sessions_hold_nothing_personal(owner, aino) -> None:
    owner.get(f"/console/customers/{aino}/")
    owner.post("/console/customers/find/", {"text": "Esimerkki"})
    owner.post(f"/console/customers/{aino}/edit/", edited(owner, aino, name="Aino Toinen"))
    owner.get("/console/")

    for session in Session.objects.all():
        held = str(session.get_decoded()).lower()
        assert "aino" not in held
        assert "esimerkki" not in held


def edited(client, customer, **changes) -> dict[str, str]:
    """What a browser sends when it changes only these fields of the form."""
    form = client.get(f"/console/customers/{customer}/edit/").context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    return {**sent, **changes}


@pytest.mark.parametrize("role", ["owner", "support", "accountant"])
def test_today_opens_nobody(request, aino, role) -> None:
    before = readings_of(aino)

    request.getfixturevalue(role).get("/console/")

    assert readings_of(aino) == before


def test_a_customer_with_contracts_is_one_reading(owner, aino, contract) -> None:
    page = owner.get(f"/console/customers/{aino}/").content.decode()

    assert "aino.example" in page
    assert opened(aino) == [("contact", "contracts", "identity")]


def test_a_restricted_customer_is_shown_closed_with_why(
    owner: Client, aino: PersonId, register: Register
) -> None:
    with transaction.atomic():
        restrict(aino, ground="unlawful", request=None, by=register.owner, at=register.at)

    page = owner.get(f"/console/customers/{aino}/").content.decode()
    found = owner.post("/console/customers/find/", {"text": "aino"}).content.decode()

    assert "Processing restricted" in page
    assert "Art. 18" in page
    assert "Change the details" not in page
    assert "Person (processing restricted)" in found
    assert "Aino Esimerkki" not in page + found
