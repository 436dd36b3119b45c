from __future__ import annotations

from django.test import Client

from tests.sign_in import PASSWORD, make_account, signed_in_client

SECURITY = "/sign-in/security/"
PLACES = ('class="places"', 'class="search"', 'class="menu purpose"', 'href="/console/')


def test_a_password_alone_shows_no_place_of_the_console() -> None:
    whole = signed_in_client("owner")
    there = whole.get(SECURITY).content.decode()
    assert all(place in there for place in PLACES)  # what must be missing below is here
    account = make_account(strong=False)
    client = Client()
    client.post("/sign-in/", {"login": account.email, "password": PASSWORD})

    page = client.get(SECURITY)

    assert page.status_code == 200
    assert page.context["frame"].desk is None
    assert page.context["frame"].places == ()
    assert not any(place in page.content.decode() for place in PLACES)
    assert "/sign-in/out/" in page.content.decode()  # and there is a way out


def test_the_console_sends_back_whoever_has_only_a_password() -> None:
    account = make_account(strong=False)
    client = Client()
    client.post("/sign-in/", {"login": account.email, "password": PASSWORD})

    for address in ("/console/", "/console/staff/", "/console/customers/"):
        assert client.get(address).url == SECURITY
