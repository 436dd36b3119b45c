from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from seloste.kernel.actors import system
from seloste.staff import operations
from tests.register import Register
from tests.sign_in import PASSWORD, code_of, enter, make_account, sign_in_browser

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium: Browser, register: Register, live_server: LiveServer) -> Iterator[Page]:
    """A page whose console must stay empty: a blocked script or style would speak there."""
    cache.clear()
    complaints: list[str] = []
    with chromium.new_context(locale="fi-FI") as context:
        opened = context.new_page()
        opened.on(
            "console",
            lambda message: complaints.append(message.text) if message.type == "error" else None,
        )
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        yield opened
    assert complaints == []


def add_virtual_authenticator(page: Page) -> None:
    """Give the browser a built-in authenticator that says yes (WebAuthn, section 11)."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_from_the_invitation_to_the_register_with_an_authenticator_app(
    page: Page, live_server: LiveServer
) -> None:
    token = operations.invite("owner", by=system("cli"), at=timezone.now())

    page.goto(f"{live_server.url}/sign-in/join/{token}/")
    assert token not in page.url
    page.get_by_label("Nimesi").fill("Aino Esimerkki")
    page.get_by_label("Sähköpostiosoite").fill("aino@palvelin.example")
    page.locator("[name=password1]").fill(PASSWORD)
    page.locator("[name=password2]").fill(PASSWORD)
    page.get_by_role("button", name="Jatka toiseen tunnistustapaan").click()
    page.get_by_role("link", name="Ota todennussovellus käyttöön").click()
    picture = page.get_by_alt_text("Alla olevan avaimen QR-koodi")
    assert picture.evaluate("image => image.naturalWidth") > 100
    page.get_by_label("Sovelluksen näyttämä koodi").fill(code_of(page.inner_text("#seed")))
    page.get_by_role("button", name="Ota käyttöön").click()
    expect(page.locator("ol.codes li")).to_have_count(10)
    page.get_by_role("link", name="Jatka rekisteriin").click()

    expect(page).to_have_url(f"{live_server.url}/console/")


def test_password_and_code_open_the_register(page: Page, live_server: LiveServer) -> None:
    enter(page, live_server.url, make_account())

    expect(page).to_have_url(f"{live_server.url}/console/")


def test_a_passkey_is_added_and_opens_the_register_alone(
    page: Page, live_server: LiveServer
) -> None:
    sign_in_browser(page, live_server.url)
    add_virtual_authenticator(page)
    page.goto(f"{live_server.url}/sign-in/security/keys/add/")
    # This session was begun without a password: it is asked for once.
    page.get_by_label("Salasana").fill(PASSWORD)
    page.get_by_role("button", name="Vahvista").click()
    page.get_by_role("button", name="Lisää", exact=True).click()
    expect(page.get_by_role("link", name="1 avain")).to_be_visible()
    page.goto(f"{live_server.url}/sign-in/out/")
    page.get_by_role("button", name="Kirjaudu ulos tältä laitteelta").click()

    page.get_by_role("button", name="Kirjaudu pääsyavaimella").click()

    expect(page).to_have_url(f"{live_server.url}/console/")


def test_without_scripts_password_and_code_open_the_register(
    chromium: Browser, register: Register, live_server: LiveServer
) -> None:
    cache.clear()
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()

        enter(page, live_server.url, make_account())

        expect(page).to_have_url(f"{live_server.url}/console/")
