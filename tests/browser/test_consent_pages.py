"""The page behind a person's own link, in a real browser: without scripts, cookies or sign-in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from seloste.consents import queries
from seloste.consents.models import Link
from seloste.consents.operations import giving, linking
from seloste.consents.values import Said
from seloste.vault.marks import secret_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEWS = "newsletter"


@pytest.fixture
def to_confirm(aino, register) -> str:
    at = timezone.now() - timedelta(hours=1)
    shown = queries.wording_of(NEWS, language="sv", at=at)
    said = Said(means="form", language="sv")
    event = giving.ask(aino, NEWS, said=said, wording=shown.hash, by=register.owner, at=at)
    return f"/consents/{secret_of(Link.objects.get(event_id=event).id, use=giving.CONFIRM)}/"


@pytest.fixture
def page(chromium):
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 800}
    )
    yield context.new_page()
    context.close()


def test_a_person_confirms_and_says_no_again_without_scripts(
    page, live_server, to_confirm, aino
) -> None:
    page.goto(live_server.url + to_confirm)
    page.get_by_role("button", name="Jag ger mitt samtycke").click()
    confirmed = page.get_by_role("status").inner_text()

    secret = linking.withdrawal_secret(aino, NEWS, language="sv", at=timezone.now())
    page.goto(f"{live_server.url}/consents/{secret}/")
    page.get_by_role("button", name="Jag vill inte ha detta längre").click()

    assert "Du har gett ditt samtycke." in confirmed
    assert "används inte längre" in page.get_by_role("status").inner_text()
    assert [event.state for event in queries.of_person(aino)] == ["requested", "given", "withdrawn"]
    assert page.context.cookies() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_mend(chromium, live_server, to_confirm, aino, scheme: str) -> None:
    secret = linking.withdrawal_secret(aino, NEWS, language="fi", at=timezone.now())
    context = chromium.new_context(bypass_csp=True, color_scheme=scheme)
    page = context.new_page()
    for path in (to_confirm, f"/consents/{secret}/", "/consents/none-of-ours/en/"):
        page.goto(live_server.url + path)
        page.set_viewport_size({"width": 320, "height": 800})

        found = Axe().run(page).response["violations"]

        assert [(v["id"], v["nodes"][0]["html"]) for v in found] == [], path
        assert page.evaluate("document.documentElement.scrollWidth") == 320, path
    context.close()
