"""The pages about requests in a real browser: accessible, at home, in every width, without scripts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from seloste.rights import queries
from seloste.rights.operations import extending, heartbeat, identity, matching, taking
from seloste.rights.operations.receiving import receive
from seloste.rights.values import NewRequest, RequestFile
from tests.browser.test_console import LOOKED_AT_BY_AXE, WIDTHS, console

__all__ = ["console"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SMALL = """
    () => Array.from(document.querySelectorAll("button, input, select, textarea, .tabs a, summary"))
        .filter((one) => one.checkVisibility() && !["checkbox", "radio", "hidden"].includes(one.type))
        .filter((one) => !one.closest(".for-programs"))
        .map((one) => [one.outerHTML.slice(0, 90), one.getBoundingClientRect()])
        .filter(([, box]) => box.width > 1 && (box.height < 48 || box.width < 44))
        .map(([html, box]) => `${html} ${box.width}×${box.height}`)
"""
PUBLIC = ("/requests/fi/", "/requests/sv/", "/requests/en/")
FILE = RequestFile(
    name="Aino Esimerkki",
    email="aino@esimerkki.example",
    phone="040 555 0123",
    words="Mitä tietoja minusta on?",
    representative="Reijo Esimerkki",
    representative_email="reijo@esimerkki.example",
)


@pytest.fixture
def made(aino, register) -> int:
    """A request that waits for the person, and an older one that is overdue."""
    at = timezone.now()
    by = register.owner
    late = NewRequest(("erasure",), "post", at - timedelta(days=50), "sv", FILE)
    receive(late, by=by, at=at)
    new = NewRequest(("access", "erasure"), "email", at - timedelta(days=3), "fi", FILE)
    found = receive(new, by=by, at=at)
    matching.match(found, aino, by=by, at=at)
    taking.take(found, reason="Kiire", by=by, at=at)
    identity.ask(found, "call_back", doubt="Uusi osoite.", by=by, at=at)
    extending.announce(found, "complexity", reasons="Tuhat viestiä.", by=by, at=at)
    heartbeat.begin(by=by, at=at - timedelta(days=20))
    return found


@pytest.fixture
def addresses(made, aino) -> list[str]:
    here = f"/console/requests/{made}/"
    steps = ("take", "facts", "shown", "clarify", "extend", "refuse", "fee", "authority")
    return [
        "/console/",
        "/console/requests/",
        f"/console/customers/{aino}/requests/",
        "/console/requests/?show=ended",
        "/console/requests/new/",
        "/console/requests/channels/",
        here,
        f"{here}match/",
        *(f"{here}step/{key}/" for key in steps),
        *PUBLIC,
    ]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["fi", "sv"])
def test_pages_about_requests_are_accessible_fit_their_window_and_stay_at_home(
    console, addresses, language, width
) -> None:
    opened = console(language=language, width=width, bypass_csp=True)

    for address in addresses:
        page = opened.to(address)
        if (language, width) in LOOKED_AT_BY_AXE:
            found = Axe().run(page).response["violations"]
            assert [(v["id"], v["nodes"][0]["html"]) for v in found] == [], address
        assert page.evaluate("document.documentElement.scrollWidth") == width, address
    assert opened.complaints == []
    assert all(asked.startswith((opened.address, "data:")) for asked in opened.asked)


def test_targets_about_requests_are_large_enough_on_a_phone(console, addresses) -> None:
    opened = console(width=360)

    for address in addresses:
        assert opened.to(address).evaluate(SMALL) == [], address


def test_anyone_asks_without_scripts_and_sees_the_number(console, register) -> None:
    page = console(java_script_enabled=False).to("/requests/en/")

    page.get_by_label("Erase my data").check()
    page.get_by_label("Your name").fill("Eino Esimerkki")
    page.get_by_label("Your e-mail address").fill("eino@esimerkki.example")
    page.get_by_role("button", name="Send the request").click()

    [view] = queries.queue(at=timezone.now())
    expect(page.get_by_text(view.reference)).to_be_visible()
