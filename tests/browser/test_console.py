from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from seloste.customers import queries
from seloste.customers.operations import changing
from seloste.disclosures import operations as disclosures
from seloste.disclosures.queries import open_duties
from seloste.kernel.ids import PersonId
from seloste.retention.operations import erasing, holding
from seloste.tokens import operations as tokens
from seloste.tokens.values import NewToken
from tests.sign_in import make_account, sign_in_browser

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (360, 1280)
# Each language once, each width once, and the dark: what axe looks at depends on no pair of them.
LOOKED_AT_BY_AXE = {("fi", 360), ("sv", 1280)}


@dataclass
class Opened:
    """A page of someone signed in, and what the browser asked for and complained of."""

    page: Page
    address: str
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def to(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page


OpenConsole = Callable[..., Opened]


@pytest.fixture
def console(chromium: Browser, live_server, register) -> Iterator[OpenConsole]:
    """Open the console: in a role, a language, a width, with or without scripts."""
    contexts = []

    def open_it(*, role: str = "owner", language: str = "en", width: int = 1280, **how) -> Opened:
        context = chromium.new_context(viewport={"width": width, "height": 800}, **how)
        contexts.append(context)
        opened = Opened(context.new_page(), live_server.url)
        opened.page.on("request", lambda request: opened.asked.append(request.url))
        opened.page.on("console", lambda message: opened.complaints.append(message.text))
        opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        sign_in_browser(opened.page, live_server.url, role)
        chosen = {"name": "django_language", "value": language, "url": live_server.url}
        context.add_cookies([chosen])
        return opened

    yield open_it
    for context in contexts:
        context.close()


@pytest.fixture
def duty(aino, register) -> int:
    """That a recipient is to be told of a correction."""
    by, at = register.owner, register.at
    disclosures.give(
        aino, "invoicing_service", categories=["contact"], purpose="invoicing", by=by, at=at
    )
    emails = {"customer.emails": ["uusi@esimerkki.example"]}
    changing.change(aino, emails, purpose="customer_care", by=by, at=at)
    return open_duties()[0].id


@pytest.fixture
def certificate(make_customer, aino, register) -> int:
    """Of an erasure; and that something of another customer is held back."""
    by, at = register.owner, register.at
    holding.hold(aino, ground="claims", reason="dispute", category="contact", by=by, at=at)
    gone = make_customer(name="Pekka Poistuva", emails=("pekka@poistuva.example",))
    return erasing.erase(gone, cause="by_hand", by=by, at=at).id


@pytest.fixture
def told_and_erased(duty, certificate) -> tuple[int, int]:
    return duty, certificate


@pytest.fixture
def addresses(aino, saimaa, contract, *, told_and_erased, breach, register) -> list[str]:
    """Pages of every shape."""
    duty, certificate = told_and_erased
    [kerttu] = queries.contact_persons_of([saimaa])
    here = f"/console/customers/{aino}/"
    colleague = make_account("support", name="Tuulia Kuvitelma").handle
    webshop = NewToken("webshop", "support", ("customer_care",), ("customers:read",), 30)
    token = tokens.make(webshop, by=register.owner, at=timezone.now()).handle
    return [
        "/console/",
        "/console/customers/",
        "/console/customers/new/",
        "/console/customers/new/company/",
        here,
        f"/console/customers/{saimaa}/",
        f"{here}readings/",
        f"{here}history/",
        f"{here}contracts/",
        f"{here}contracts/{contract}/edit/",
        f"{here}consents/",
        f"{here}consents/{aino}/for/newsletter/",
        f"{here}consents/{aino}/ban/",
        f"/console/customers/{saimaa}/people/{kerttu}/edit/",
        f"{here}recipients/",
        f"{here}recipients/invoicing_service/give/",
        "/console/recipients/",
        "/console/recipients/registry_com/",
        f"/console/duties/{duty}/",
        f"{here}keeping/",
        f"{here}erase/{aino}/",
        f"{here}hold/{aino}/",
        "/console/retention/",
        f"/console/retention/certificates/{certificate}/",
        "/console/informing/",
        "/console/retention/backups/",
        f"/console/duplicates/{aino}/{saimaa}/",
        "/console/services/",
        "/console/staff/",
        f"/console/staff/{colleague}/end/",
        "/console/staff/tokens/new/",
        "/console/staff/tokens/new/support/",
        f"/console/staff/tokens/{token}/end/",
        "/console/notice/",
        "/console/breaches/",
        "/console/breaches/new/",
        f"/console/breaches/{breach}/",
        f"/console/breaches/{breach}/assess/",
        f"/console/breaches/{breach}/notify/",
        f"/console/breaches/{breach}/scope/",
        f"/console/breaches/{breach}/drafts/authority/en/",
    ]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_pages_are_accessible_fit_their_window_and_stay_at_home(
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


def test_pages_are_accessible_in_the_dark(console, addresses) -> None:
    opened = console(color_scheme="dark", bypass_csp=True)

    for address in addresses:
        found = Axe().run(opened.to(address)).response["violations"]

        assert [(v["id"], v["nodes"][0]["html"]) for v in found] == [], address


def test_the_policy_of_content_lets_each_page_work(console, addresses) -> None:
    opened = console()

    for address in addresses:
        opened.to(address)

    assert opened.complaints == []


def test_targets_on_a_phone_are_large_enough(console, addresses) -> None:
    opened = console(width=360)
    small = """
        () => Array.from(document.querySelectorAll("button, input, select, textarea, .places a, .tabs a, summary"))
            .filter((one) => one.checkVisibility() && !["checkbox", "radio", "hidden"].includes(one.type))
            .map((one) => [one.outerHTML.slice(0, 90), one.getBoundingClientRect()])
            .filter(([, box]) => box.width > 1 && (box.height < 48 || box.width < 44))
            .map(([html, box]) => `${html} ${box.width}×${box.height}`)
    """

    for address in addresses:
        assert opened.to(address).evaluate(small) == [], address


def test_a_slash_goes_to_the_search_and_results_come_as_one_types(console, aino, saimaa) -> None:
    opened = console()
    page = opened.to("/console/")

    page.keyboard.press("/")
    page.keyboard.type("esim")
    expect(page.locator("#found a")).to_have_count(2)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_have_text("Aino Esimerkki")
    assert all("esim" not in asked for asked in opened.asked)


def test_escape_closes_what_was_found(console, aino) -> None:
    page = console().to("/console/")
    page.keyboard.press("/")
    page.keyboard.type("aino")
    expect(page.locator("#found a")).to_have_count(1)

    page.keyboard.press("Escape")

    expect(page.locator("#found a")).to_have_count(0)


def test_the_browser_keeps_nothing_of_what_was_found(console, aino) -> None:
    page = console().to("/console/")
    page.keyboard.press("/")
    page.keyboard.type("aino")
    expect(page.locator("#found a")).to_have_count(1)

    kept = page.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    )

    assert "aino" not in kept.lower()


def test_a_mistake_takes_the_focus_and_leads_to_its_field(console) -> None:
    page = console().to("/console/customers/new/company/")

    page.get_by_role("button", name="Save the customer").click()

    expect(page.locator(".errors")).to_be_focused()
    page.get_by_role("link", name="Name of the organisation").click()
    expect(page.locator("#id_company")).to_be_focused()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_main_job_is_done_with_and_without_scripts(console, scripts) -> None:
    opened = console(java_script_enabled=scripts)
    page = opened.to("/console/customers/")

    page.get_by_role("link", name="Add a customer").click()
    page.get_by_role("link", name="Person").click()
    page.get_by_label("Name", exact=True).fill("Veikko Kuvitelma")
    page.get_by_label("E-mail addresses").fill("veikko@kuvitelma.example")
    page.get_by_role("button", name="Save the customer").click()
    expect(page.locator("h1")).to_have_text("Veikko Kuvitelma")

    page.get_by_role("link", name="Change the details").click()
    page.get_by_label("Telephone numbers").fill("040 555 0123")
    page.get_by_role("button", name="Save the changes").click()
    expect(page.locator("main")).to_contain_text("+358 40 5550123")

    search = page.get_by_role("searchbox", name="Search customers")
    search.fill("veikko")
    search.press("Enter")
    expect(page.locator("h1")).to_have_text("Customers found")
    page.locator("main").get_by_role("link", name="Veikko Kuvitelma").click()

    page.get_by_role("link", name="Readings").click()
    expect(page.locator("main")).to_contain_text("Customer care")


def test_staff_come_and_go_and_programs_get_tokens_without_scripts(console) -> None:
    colleague = make_account("support", name="Tuulia Kuvitelma")
    page = console(java_script_enabled=False).to("/console/staff/")
    row = page.get_by_role("row", name="Tuulia Kuvitelma")

    page.locator(".fields").get_by_label("Role").select_option("accountant")
    page.get_by_role("button", name="Make an invitation").click()
    expect(page.get_by_label("Link")).to_have_value(re.compile("/sign-in/join/"))
    page.get_by_role("link", name="Back to the staff").click()
    expect(page.locator("main")).to_contain_text("Invitation, role")

    row.get_by_role("link", name="End the access").click()
    page.get_by_label("I mean to end this access").check()
    page.get_by_role("button", name="End the access").click()
    expect(page.locator("main")).to_contain_text("Access that has ended")
    expect(page.locator("main")).to_contain_text(colleague.handle)
    expect(row).to_have_count(0)

    page.get_by_role("link", name="Make a token").click()
    page.get_by_role("link", name="Support").click()
    page.get_by_label("Program").fill("webshop")
    page.get_by_label("Customer care").check()
    page.get_by_label("Find and open customers").check()
    page.get_by_role("button", name="Make the token").click()
    expect(page.get_by_label("Token")).to_have_value(re.compile("^seloste_"))


def test_the_purpose_is_chosen_from_the_frame_by_keyboard(console, aino) -> None:
    page = console().to(f"/console/customers/{aino}/")
    expect(page.locator("main")).to_contain_text("aino@esimerkki.example")

    page.locator(".purpose summary").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Accounting").press("Enter")

    expect(page.locator(".purpose summary")).to_contain_text("Accounting")
    expect(page.locator("h1")).to_have_text("Aino Esimerkki")
    expect(page.locator("main")).not_to_contain_text("aino@esimerkki.example")


def test_someone_alike_is_seen_before_saving(console, aino: PersonId) -> None:
    page = console().to("/console/customers/new/person/")
    page.get_by_label("Name", exact=True).fill("Aino Esimerkki")
    page.get_by_label("E-mail addresses").fill("aino@esimerkki.example")
    page.get_by_role("button", name="Save the customer").click()

    page.get_by_label("It is another customer").check()
    page.get_by_role("button", name="Save the customer").click()

    expect(page.locator("h1")).to_have_text("Aino Esimerkki")
    assert len(queries.newest()) == 2
