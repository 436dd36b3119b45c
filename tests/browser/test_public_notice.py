from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from seloste.kernel.languages import LANGUAGES
from seloste.public.shown import made

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PATHS = ("/notice/{}/", "/notice/editions/{}/", "/notice/editions/1/{}/changes/")


@pytest.fixture
def open_page(chromium, live_server, register):
    made.cache_clear()
    contexts = []

    def open_it(path: str, **how):
        context = chromium.new_context(**how)
        contexts.append(context)
        page = context.new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(live_server.url + path)
        return page

    yield open_it
    for context in contexts:
        context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_to_mend_by_day_and_by_night(open_page, language):
    for path in PATHS:
        page = open_page(path.format(language), bypass_csp=True)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)

            found = Axe().run(page).response["violations"]

            assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_is_wider_than_its_window(open_page, language):
    for path in PATHS:
        page = open_page(path.format(language))
        for width in (320, 360, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})

            assert page.evaluate("document.documentElement.scrollWidth") == width


def test_nothing_is_asked_of_another_host_and_no_cookie_is_set(open_page, live_server):
    page = open_page("/notice/fi/")

    assert all(address.startswith(live_server.url) for address in page.asked)
    assert page.context.cookies() == []


def test_the_notice_reads_without_javascript(open_page):
    page = open_page("/notice/sv/", java_script_enabled=False, locale="sv-FI")

    page.get_by_role("link", name="Lagringstider").click()

    assert page.url.endswith("#storage")
    assert page.get_by_role("heading", level=1).inner_text() == "Dataskyddsbeskrivning"


def test_the_first_thing_the_keyboard_reaches_leads_to_the_content(open_page):
    page = open_page("/notice/en/")

    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
