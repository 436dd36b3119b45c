from __future__ import annotations

import pytest


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_page_opens_in_every_language_and_is_kept_nowhere(owner, addresses, language) -> None:
    owner.cookies["django_language"] = language

    for address in addresses:
        response = owner.get(address)

        assert response.status_code == 200, address
        assert f'<html lang="{language}"' in response.content.decode()
        assert "no-store" in response["Cache-Control"]


def test_nobody_comes_in_without_signing_in(client, addresses) -> None:
    for address in addresses:
        response = client.get(address)

        assert response.status_code == 302, address
        assert response["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("role", ["support", "accountant"])
def test_every_page_opens_or_says_why_not_for_every_role(request, addresses, role) -> None:
    client = request.getfixturevalue(role)

    for address in addresses:
        response = client.get(address)

        assert response.status_code in {200, 403}, address


def test_services_are_for_those_who_administer(support) -> None:
    response = support.get("/console/services/")

    assert response.status_code == 403
    assert 'href="/console/services/"' not in support.get("/console/").content.decode()


def test_what_is_not_there_is_said_in_a_sentence(owner) -> None:
    for address in ("/console/customers/12345/", "/console/customers/12345/edit/", "/console/no/"):
        response = owner.get(address)

        assert response.status_code == 404, address
        assert 'class="note"' in response.content.decode()


def test_a_form_from_elsewhere_changes_nothing(owner, aino) -> None:
    owner.handler.enforce_csrf_checks = True

    response = owner.post(f"/console/customers/{aino}/informed/")

    assert response.status_code == 403
    assert "Nothing was saved" in response.content.decode()


def test_nothing_in_a_page_is_script_or_style(owner, addresses) -> None:
    for address in addresses:
        page = owner.get(address).content.decode()

        assert "<style" not in page
        assert "style=" not in page
        assert "onclick" not in page
        assert page.count("<script") == page.count("<script src=")


def test_the_language_stays_when_chosen(owner) -> None:
    owner.post("/language/", {"language": "sv", "next": "/console/"})

    assert '<html lang="sv"' in owner.get("/console/").content.decode()
