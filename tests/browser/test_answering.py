"""Answering in a real browser: accessible, at home, in every width, without scripts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from seloste.consents.operations.giving import give
from seloste.consents.queries import wording_of
from seloste.consents.values import Said
from seloste.rights import queries
from seloste.rights.operations import access, answering, objection, restriction
from seloste.rights.operations.receiving import receive
from seloste.rights.values import KINDS, NewRequest, RequestFile
from tests.browser.test_console import LOOKED_AT_BY_AXE, WIDTHS, console

__all__ = ["console"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FILE = RequestFile(
    name="Aino Esimerkki", email="aino@esimerkki.example", words="Mitä tietoja minusta on?"
)


@pytest.fixture
def ask(register):
    def made(*kinds, about):
        at = timezone.now()
        new = NewRequest(kinds, "email", at - timedelta(days=1), "fi", FILE, about)
        return receive(new, by=register.owner, at=at)

    return made


@pytest.fixture
def addresses(ask, aino, contract, make_customer, register) -> list[str]:
    """Pages of a request that asks for everything, of a letter, of one that was sent."""
    by, at = register.owner, timezone.now()
    make_customer(name="A. Esimerkki", emails=("aino@esimerkki.example",), others=(aino,))
    shown = wording_of("newsletter", language="fi", at=at)
    said = Said(means="paper", language="fi")
    give(aino, "newsletter", said=said, wording=shown.hash, by=by, at=at)
    whole = ask(*KINDS, about=aino)
    ready = ask("objection", about=aino)
    objection.end_marketing(ready, by=by, at=at)
    sent = ask("restriction", about=aino)
    restriction.restrict(sent, "unlawful", by=by, at=at)
    answering.answer(sent, "paper", by=by, at=at)
    fetched = ask("access", about=aino)
    access.give_copy(fetched, by=by, at=at)
    answering.answer(fetched, "link", by=by, at=at)
    token = answering.new_answer_link(fetched, by=by, at=at)
    here = f"/console/requests/{whole}/answer/"
    return [
        f"/console/requests/{whole}/",
        f"{here}held/",
        *(f"{here}decide/{kind}/" for kind in KINDS),
        f"/console/requests/{ready}/answer/",
        f"/console/requests/{sent}/answer/",
        *(f"/answers/{language}/{token}/" for language in ("fi", "sv", "en")),
        "/answers/fi/nothing/",
    ]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["fi", "sv"])
def test_pages_of_an_answer_are_accessible_fit_their_window_and_stay_at_home(
    console, addresses, language, width
) -> None:
    opened = console(language=language, width=width, bypass_csp=True)

    for address in addresses:
        page = opened.to(address)
        if (language, width) in LOOKED_AT_BY_AXE:
            found = Axe().run(page).response["violations"]
            assert [(v["id"], v["nodes"][0]["html"]) for v in found] == [], address
        assert page.evaluate("document.documentElement.scrollWidth") == width, address
    assert all(asked.startswith((opened.address, "data:")) for asked in opened.asked)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_request_is_answered_with_and_without_scripts(console, ask, aino, scripts) -> None:
    request = ask("access", about=aino)
    opened = console(java_script_enabled=scripts)

    page = opened.to(f"/console/requests/{request}/")
    page.get_by_role("link", name="Decide").click()
    page.get_by_role("button", name="Make the copy").click()
    page.get_by_role("link", name="Read and send it").click()
    expect(page.get_by_role("heading", name="Pääsy tietoihin")).to_be_visible()
    page.get_by_label("On paper: you print it and post it").check()
    page.get_by_role("button", name="Send the answer").click()
    page.get_by_role("button", name="I have posted it").click()

    expect(page.get_by_text("The answer has gone out")).to_be_visible()
    assert queries.request(request, at=timezone.now()).state == "closed"
