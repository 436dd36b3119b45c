from __future__ import annotations

from datetime import date

import pytest

from seloste.contracts import queries as agreed
from seloste.customers import queries
from seloste.customers.operations import finding

PERSON = {"name": "Veikko Kuvitelma", "email": "veikko@kuvitelma.example", "source": "data_subject"}


def errors_of(response) -> str:
    assert response.status_code == 422
    return response.content.decode()


def edited(client, address, **changes) -> dict[str, str]:
    """What a browser sends when it changes only these fields of the form."""
    form = client.get(address).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    return {**sent, **changes}


def values_of(register, customer) -> dict[str, object]:
    view = finding.open_customer(
        customer, purpose="customer_care", by=register.owner, at=register.at
    )
    return dict(view.values)


def test_a_customer_comes_into_the_register(owner, register) -> None:
    response = owner.post("/console/customers/new/person/", PERSON)

    [made] = queries.newest()
    assert response["Location"] == f"/console/customers/{made}/"
    assert values_of(register, made) == {
        "customer.name": "Veikko Kuvitelma",
        "customer.emails": ["veikko@kuvitelma.example"],
        "customer.number": "1001",
    }


@pytest.mark.parametrize(
    ("kind", "sent", "sentence"),
    [
        ("person", {"name": ""}, "Write what the person is called"),
        ("company", {"company": ""}, "Write what the organisation is called"),
        ("person", {"email": "veikko@"}, "not a whole e-mail address"),
        ("person", {"phone": "12"}, "No such telephone number"),
        ("company", {"company": "Oy Ab", "business_id": "1234567-8"}, "check digit or the form"),
        ("person", {"postal_code": "ABC", "country": "FI"}, "form used in the country"),
        ("person", {"einvoice_address": "0037123"}, "begins like an OVT"),
        ("person", {"other_identifier": "131052-308T"}, "holds a personal identity code"),
        ("person", {"billing_method": "einvoice"}, "e-invoice address is missing"),
    ],
)
def test_what_does_not_fit_is_said_beside_the_field_and_nothing_is_saved(
    owner, kind, sent, sentence
) -> None:
    page = errors_of(owner.post(f"/console/customers/new/{kind}/", {**PERSON, **sent}))

    assert page.count(sentence) == 2
    assert "Nothing was saved yet: one thing needs mending." in page
    assert "data-takes-focus" in page
    assert 'aria-invalid="true"' in page
    assert queries.newest() == []


def test_what_was_typed_stays(owner) -> None:
    page = errors_of(owner.post("/console/customers/new/person/", {**PERSON, "phone": "12"}))

    assert 'value="Veikko Kuvitelma"' in page
    assert "veikko@kuvitelma.example" in page


def test_someone_alike_is_shown_before_anything_is_saved(owner, aino) -> None:
    alike = {**PERSON, "email": "aino@esimerkki.example"}

    page = errors_of(owner.post("/console/customers/new/person/", alike))

    assert "the same e-mail address" in page
    assert f"/console/customers/{aino}/" in page
    assert queries.newest() == [aino]


def test_someone_alike_who_is_another_is_saved_and_listed_as_a_pair(owner, aino) -> None:
    alike = {**PERSON, "email": "aino@esimerkki.example", "other": str(aino)}

    response = owner.post("/console/customers/new/person/", alike)

    made = queries.newest()[0]
    assert response["Location"] == f"/console/customers/{made}/"
    [pair] = queries.possible_duplicates()
    assert {pair.first, pair.second} == {aino, made}


def test_data_from_elsewhere_open_a_duty_that_can_be_met(owner) -> None:
    owner.post("/console/customers/new/person/", {**PERSON, "source": "public_register"})
    [made] = queries.newest()
    assert "Veikko Kuvitelma" in owner.get("/console/informing/").content.decode()

    response = owner.post(f"/console/customers/{made}/informed/", {"back": "informing"})

    assert response["Location"] == "/console/informing/"
    assert queries.open_duties() == []


def test_only_what_was_changed_is_changed(owner, aino, register) -> None:
    address = f"/console/customers/{aino}/edit/"
    before = values_of(register, aino)

    owner.post(address, edited(owner, address, phone="040 555 0188\n040 555 0189"))

    assert values_of(register, aino) == before | {
        "customer.phones": ["+358405550188", "+358405550189"]
    }


def test_saving_without_a_change_leaves_no_change(owner, aino) -> None:
    address = f"/console/customers/{aino}/edit/"

    owner.post(address, edited(owner, address))

    assert queries.changes_of(aino) == []


def test_a_change_made_meanwhile_is_not_written_over_unseen(owner, aino, register) -> None:
    address = f"/console/customers/{aino}/edit/"
    mine = edited(owner, address, name="Aino Minun")
    owner.post(address, edited(owner, address, name="Aino Muun"))

    page = errors_of(owner.post(address, mine))

    assert "somebody changed this customer meanwhile" in page
    assert values_of(register, aino)["customer.name"] == "Aino Muun"


def test_a_form_asks_only_for_what_the_purpose_opens(accountant, aino, register) -> None:
    address = f"/console/customers/{aino}/edit/"
    before = values_of(register, aino)
    sent = edited(accountant, address, email="x@y.example", billing_email="laskut@y.example")

    accountant.post(address, sent)

    after = values_of(register, aino)
    assert after["customer.emails"] == before["customer.emails"]
    assert "customer.billing_address" in after


def test_a_contact_person_is_added_changed_and_ended(owner, saimaa, register) -> None:
    here = f"/console/customers/{saimaa}/"
    owner.post(
        f"{here}people/new/", {"contact_name": "Pekka Pelto", "contact_phone": "040 555 0177"}
    )
    view = finding.open_customer(saimaa, purpose="customer_care", by=register.owner, at=register.at)
    pekka = view.contact_persons[-1].id

    owner.post(f"{here}people/{pekka}/edit/", {"contact_name": "Pekka Pellas"})
    owner.post(f"{here}people/{pekka}/end/", {"ends_on": "30.11.2026"})

    view = finding.open_customer(saimaa, purpose="customer_care", by=register.owner, at=register.at)
    assert view.contact_persons[-1].values == {"contact_person.name": "Pekka Pellas"}
    assert view.contact_persons[-1].left_on == date(2026, 11, 30)


def test_a_contact_person_of_another_customer_is_not_there(owner, aino, kerttu) -> None:
    for page in ("edit", "end", "informed"):
        response = owner.post(f"/console/customers/{aino}/people/{kerttu}/{page}/")

        assert response.status_code == 404, page


def test_a_contact_person_needs_a_name(owner, saimaa) -> None:
    page = errors_of(owner.post(f"/console/customers/{saimaa}/people/new/", {}))

    assert "Write what the person is called" in page


def test_a_contract_is_agreed_changed_and_ended(owner, aino, hosting) -> None:
    here = f"/console/customers/{aino}/contracts/"
    owner.post(
        f"{here}new/",
        {"service": hosting, "identifier": "aino.example", "starts_on": "1.1.2026"},
    )
    [contract] = agreed.contracts_of([aino])[aino]
    page = owner.get(here).content.decode()
    assert "aino.example" in page
    assert "until further notice" in page

    days = {"part": "days", "starts_on": "1.1.2026", "ends_on": "31.12.2026", "renews_by": "P1Y"}
    owner.post(f"{here}{contract.id}/edit/", days)
    owner.post(f"{here}{contract.id}/edit/", {"part": "agreed", "identifier": "toinen.example"})

    assert agreed.validities_of(aino)[0].renews_by == "P1Y"
    assert "toinen.example" in owner.get(here).content.decode()

    owner.post(f"{here}{contract.id}/end/", {"ends_on": "31.12.2026"})

    assert agreed.validities_of(aino)[0].renews_by == ""


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"service": ""}, "The service is missing"),
        ({"starts_on": ""}, "The day is missing"),
        ({"starts_on": "huomenna"}, "This is not a day"),
        ({"ends_on": "31.12.2025"}, "The last day is before the first"),
        ({"details": "131052-308T"}, "holds a personal identity code"),
    ],
)
def test_a_contract_that_cannot_be_is_not_saved(owner, aino, hosting, sent, sentence) -> None:
    fit = {"service": hosting, "starts_on": "1.1.2026"}

    page = errors_of(owner.post(f"/console/customers/{aino}/contracts/new/", {**fit, **sent}))

    assert page.count(sentence) == 2
    assert agreed.contracts_of([aino]) == {}


def test_a_contract_does_not_end_before_it_begins(owner, aino, contract) -> None:
    address = f"/console/customers/{aino}/contracts/{contract}/end/"

    assert "before the first" in errors_of(owner.post(address, {"ends_on": "1.1.2020"}))


@pytest.fixture
def pair(make_customer, aino):
    twin = make_customer(name="Aino Esimerki", emails=("aino@esimerkki.example",), others=(aino,))
    return sorted((aino, twin))


def test_two_alike_are_shown_side_by_side(owner, pair) -> None:
    assert (
        f"/console/duplicates/{pair[0]}/{pair[1]}/"
        in owner.get("/console/duplicates/").content.decode()
    )

    page = owner.get(f"/console/duplicates/{pair[0]}/{pair[1]}/").content.decode()

    assert "Aino Esimerkki" in page
    assert "Aino Esimerki" in page


def test_two_become_one(owner, pair, register) -> None:
    first, second = pair

    owner.post(f"/console/duplicates/{first}/{second}/", {"keep": str(first)})

    assert queries.merged_into(second) == first
    assert owner.get(f"/console/customers/{second}/")["Location"] == f"/console/customers/{first}/"


def test_two_are_kept_apart(owner, pair) -> None:
    first, second = pair

    owner.post(f"/console/duplicates/{first}/{second}/", {"keep": "both"})

    assert queries.possible_duplicates() == []
    assert queries.merged_into(second) is None


def test_a_choice_of_neither_merges_nothing(owner, pair) -> None:
    first, second = pair

    response = owner.post(f"/console/duplicates/{first}/{second}/", {"keep": "7"})

    assert response.status_code == 404
    assert queries.merged_into(second) is None


def test_a_service_goes_on_offer_and_off(owner) -> None:
    sent = {"code": "varmuuskopio", "title_fi": "Varmuuskopiointi"}
    owner.post("/console/services/", sent)
    [service] = agreed.services()

    assert "needs mending" in errors_of(owner.post("/console/services/", sent))
    assert "letters a–z" in errors_of(owner.post("/console/services/", {**sent, "code": "Ä b"}))

    owner.post(f"/console/services/{service.id}/withdraw/")

    assert agreed.services()[0].withdrawn_on


def test_those_who_do_not_administer_offer_nothing(support) -> None:
    response = support.post("/console/services/", {"code": "x", "title_fi": "X"})

    assert response.status_code == 403
    assert agreed.services() == []
