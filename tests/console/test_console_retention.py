"""What falls due, erasing and holding, through the door a person uses."""

from __future__ import annotations

from datetime import date

from seloste.contracts import operations as contracts
from seloste.contracts.values import NewContract, Validity
from seloste.customers.models import Customer
from seloste.retention import queries
from seloste.retention.models import Pending
from seloste.vault.models import Sealed


def page(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def agree(customer, register, until: date | None = None) -> int:
    who = {"by": register.owner, "at": register.at}
    contracts.offer("hosting", title="Webhotelli", **who)
    agreed = NewContract("hosting", Validity(date(2024, 1, 1), until), "", "")
    return contracts.agree(customer, agreed, purpose="customer_care", **who)


def test_the_page_shows_exactly_what_goes_and_asks_for_one_deliberate_act(owner, aino) -> None:
    address = f"/console/customers/{aino}/erase/{aino}/"

    shown = page(owner, address)
    refused = owner.post(address, {"categories": ["identity", "contact"]})

    assert "Basic data" in shown
    assert refused.status_code == 422
    assert "Nothing was erased. Say that you mean it." in refused.content.decode()
    assert Sealed.objects.filter(person=aino).exists()


def test_erasing_ends_with_the_certificate(owner, aino) -> None:
    answer = owner.post(
        f"/console/customers/{aino}/erase/{aino}/",
        {"categories": ["identity", "contact"], "is_meant": "on"},
        follow=True,
    )

    text = answer.content.decode()
    assert "All stores were read again: nothing of it is left." in text
    assert not Sealed.objects.filter(person=aino).exists()
    assert not Customer.objects.filter(id=aino).exists()
    [made] = queries.certificates_of(aino)
    pdf = owner.get(f"/console/retention/certificates/{made.id}.pdf")
    assert pdf.content.startswith(b"%PDF")


def test_one_category_can_be_erased_and_the_customer_stays(owner, aino) -> None:
    owner.post(
        f"/console/customers/{aino}/erase/{aino}/", {"categories": ["contact"], "is_meant": "on"}
    )

    held = set(Sealed.objects.filter(person=aino).values_list("category", flat=True))
    assert held == {"identity"}
    assert "Aino Esimerkki" in page(owner, f"/console/customers/{aino}/")


def test_what_a_running_contract_needs_says_so_and_can_be_asked_for_later(
    owner, aino, register
) -> None:
    agree(aino, register)
    address = f"/console/customers/{aino}/erase/{aino}/"

    shown = page(owner, address)
    owner.post(address, {"later": "1"})

    assert "because a contract that runs needs it" in shown
    assert "Nothing may go now." in shown
    assert Pending.objects.get().person == aino
    assert "Erasure was asked for on" in page(owner, f"/console/customers/{aino}/keeping/")


def test_the_customers_page_says_how_long_each_category_is_kept(owner, aino, register) -> None:
    agree(aino, register, until=date(2026, 10, 31))

    shown = page(owner, f"/console/customers/{aino}/keeping/")

    assert "31 October 2029" in shown
    assert "kept for legal claims" in shown


def test_a_hold_is_opened_reviewed_and_let_go(owner, aino) -> None:
    address = f"/console/customers/{aino}/hold/{aino}/"
    assert "Hold back no more than the matter needs" in page(owner, address)

    owner.post(address, {"of": "category:contact", "ground": "claims", "reason": "dispute"})
    [hold] = queries.holds_of(aino)
    assert hold.category == "contact"
    assert "a dispute" in page(owner, "/console/retention/")
    owner.post(f"/console/retention/holds/{hold.id}/review/")
    owner.post(f"/console/retention/holds/{hold.id}/close/")

    assert queries.holds_of(aino) == ()


def test_nobody_else_is_erased_from_a_customers_page(owner, aino, saimaa) -> None:
    assert owner.get(f"/console/customers/{aino}/erase/{saimaa}/").status_code == 404


def test_a_role_without_a_part_in_it_is_refused(support, aino, register) -> None:
    agree(aino, register)
    answer = support.post(f"/console/customers/{aino}/erase/{aino}/", {"later": "1"})

    assert answer.status_code == 403
    assert not Pending.objects.exists()


def test_the_calendar_shows_what_falls_due(owner, aino) -> None:
    shown = page(owner, "/console/retention/")

    assert "The months ahead" in shown
    assert "November 2028" not in shown or "customers" in shown


def test_each_page_opens_in_finnish_and_swedish(owner, aino) -> None:
    for language, word in (("fi", "Säilytysajat"), ("sv", "Lagringstider")):
        owner.cookies["django_language"] = language
        assert word in page(owner, "/console/retention/")
        page(owner, f"/console/customers/{aino}/keeping/")
        page(owner, f"/console/customers/{aino}/erase/{aino}/")
        page(owner, f"/console/customers/{aino}/hold/{aino}/")


def test_a_customer_who_was_erased_is_named_so_while_somebody_hangs_on_the_row(
    owner, saimaa, kerttu
) -> None:
    owner.post(
        f"/console/customers/{saimaa}/erase/{saimaa}/",
        {"categories": ["identity", "contact"], "is_meant": "on"},
    )

    assert "Company (erased)" in page(owner, "/console/customers/")
    assert "Company (erased)" in page(owner, f"/console/customers/{saimaa}/")
