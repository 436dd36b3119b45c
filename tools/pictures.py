"""Draw the pictures of docs/operating.md: `.venv/bin/python -m tools.pictures`.

An invented register is made in a folder of its own, served, and its story lived through in a real
browser, as the manual tells it. Each picture is of a page as it stands at that point.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page, sync_playwright

from tools import browser

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
WIDTH, HEIGHT = 1240, 780


def main() -> None:
    """Live through the story and keep a picture of each step."""
    with tempfile.TemporaryDirectory(prefix="seloste-pictures-") as made:
        home = Path(made) / "register"
        _seloste("demo", home=home)
        with _served(home) as address, sync_playwright() as playwright:
            started = playwright.chromium.launch(executable_path=browser.find())
            page = started.new_page(
                viewport={"width": WIDTH, "height": HEIGHT}, locale="en", reduced_motion="reduce"
            )
            _sign_in(page, address, home)
            for tell in _STORY:
                tell(_Desk(page, address))
            started.close()


class _Desk:
    """Somebody at work: opens pages, fills in and presses what stands on them, keeps pictures."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self._address = page, address

    def go(self, path: str) -> None:
        self.page.goto(f"{self._address}/console/{path}")

    def press(self, name: str) -> None:
        """Press the first button or link with the name, in the content of the page."""
        place = self.page.locator("main")
        named: Locator = place.get_by_role("button", name=name).or_(
            place.get_by_role("link", name=name)
        )
        named.first.click()
        self.page.wait_for_load_state()

    def press_in_table(self, text: str) -> None:
        """Open what the row with the text is about."""
        self.page.locator("main tbody tr", has_text=text).first.locator("a").first.click()
        self.page.wait_for_load_state()

    def step(self, name: str, **typed: str) -> None:
        """Go to a step of the page at hand, fill it in and take it."""
        self.press(name)
        self.fill(**typed)
        self.take()

    def fill(self, **typed: str) -> None:
        for field, value in typed.items():
            found = self.page.locator(f"main [name={field}]").first
            if found.evaluate("one => one.tagName") == "SELECT":
                found.select_option(value)
            else:
                found.fill(value)

    def take(self) -> None:
        """Press the button of the form."""
        self.page.locator("main form button[type=submit]").first.click()
        self.page.wait_for_load_state()

    def keep(self, name: str, *, height: int = HEIGHT) -> None:
        """Keep a picture of the top of the page."""
        self.page.set_viewport_size({"width": WIDTH, "height": height})
        self.page.evaluate("() => { document.activeElement.blur(); return document.fonts.ready }")
        self.page.evaluate("() => window.scrollTo(0, 0)")
        self.page.screenshot(path=PICTURES / f"{name}.png")


def _today(desk: _Desk) -> None:
    desk.go("")
    desk.keep("today", height=920)


def _access(desk: _Desk) -> None:
    """A request by e-mail: whom it is about, who asks, more time, the copy, the answer."""
    desk.go("requests/")
    desk.keep("requests", height=820)
    desk.press("The next one")
    request = desk.page.url
    desk.step("Take the request")
    desk.press("Find the person")
    desk.press("It is about them")
    desk.keep("request", height=1060)
    desk.press("Ask who asks")
    desk.fill(doubt="The address is not the one that we know.", method="call_back")
    desk.keep("identity")
    desk.take()
    desk.step("They have shown it", method="call_back")
    desk.press("Extend the time")
    desk.fill(
        ground="complexity",
        reasons="Tietoja on usean palvelun ajalta, ja osa on koottava käsin.",
    )
    desk.keep("extension", height=740)
    desk.take()
    desk.page.goto(request)
    desk.press("Look at it")
    desk.keep("copy", height=1000)
    desk.page.goto(f"{request}answer/decide/access/")
    desk.press("Make the copy")
    desk.page.goto(f"{request}answer/")
    desk.keep("answer", height=940)
    desk.page.check("main [name=delivery][value=paper]")
    desk.press("Send the answer")


def _erasure(desk: _Desk) -> None:
    """An erasure while a voucher stays, and the certificate of it."""
    desk.go("requests/")
    desk.press_in_table("Erasure")
    request = desk.page.url
    desk.step("Take the request")
    desk.page.goto(f"{request}answer/decide/erasure/")
    desk.keep("erasure", height=1180)
    desk.page.check("main [name=sure]")
    desk.press("Erase for good")
    desk.go("retention/")
    desk.keep("storage-periods", height=1000)
    desk.page.locator("main a[href*=certificates]").first.click()
    desk.page.wait_for_load_state()
    desk.keep("certificate", height=820)


def _objection(desk: _Desk) -> None:
    desk.go("requests/")
    desk.press_in_table("Objection")
    request = desk.page.url
    desk.step("Take the request")
    desk.page.goto(f"{request}answer/decide/objection/")
    desk.keep("objection", height=1000)
    desk.press("End all direct marketing now")


def _breach(desk: _Desk) -> None:
    """A breach whose clock runs, how far it reached, and the draft to the authority."""
    desk.go("breaches/")
    desk.press("Breach 3")
    breach = desk.page.url
    desk.keep("breach", height=960)
    desk.press("See how far it reached")
    desk.fill(account="demo-support", since=_days_ago(60))
    desk.take()
    desk.keep("scope", height=1100)
    desk.page.goto(f"{breach}drafts/authority/en/")
    desk.keep("draft", height=1000)


def _days_ago(days: int) -> str:
    return time.strftime("%Y-%m-%dT00:00", time.localtime(time.time() - days * 86_400))


_STORY: tuple[Callable[[_Desk], None], ...] = (_today, _access, _erasure, _objection, _breach)


@contextmanager
def _served(home: Path) -> Iterator[str]:
    """Serve the register at a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "seloste", "serve", "--bind", f"127.0.0.1:{port}"]
    environment = {**os.environ, "SELOSTE_HOME": str(home)}
    server = subprocess.Popen(command, env=environment, cwd=ROOT)
    try:
        _await(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(30)


def _await(port: int) -> None:
    for _ in range(300):
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError


def _seloste(*words: str, home: Path) -> None:
    environment = {**os.environ, "SELOSTE_HOME": str(home)}
    command = [sys.executable, "-m", "seloste", *words]
    subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def _sign_in(page: Page, address: str, home: Path) -> None:
    """Give the browser the cookie of an owner, whose account is made in the register."""
    os.environ |= {"SELOSTE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "seloste.config.settings"}
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in this thread
    import django  # noqa: PLC0415 - settings are read here, once the register is there

    django.setup()
    from tests.sign_in import make_account, sign_in_browser  # noqa: PLC0415

    account = make_account("owner", name="Meri Esimerkki", email="meri@esimerkkipalvelin.example")
    sign_in_browser(page, address, account=account)
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": address}])


if __name__ == "__main__":
    main()
