"""Find a Chromium for the browser tests, or install one, saying what is installed.

`make browser` runs this; the tests ask `find` and never install anything.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

STATED = "SELOSTE_TEST_CHROMIUM"
COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def find() -> str | None:
    """Return the path of a Chromium that starts here, or None.

    In order: the one that SELOSTE_TEST_CHROMIUM names, one on the PATH, an application of macOS,
    the one that Playwright has downloaded.
    """
    return next((path for path in _candidates() if _starts(path)), None)


def _candidates() -> Iterator[str]:
    if stated := os.environ.get(STATED):
        yield stated
        return
    yield from (path for command in COMMANDS if (path := shutil.which(command)))
    yield from (path for path in MAC_APPLICATIONS if Path(path).exists())
    if (path := _playwrights_own()) and Path(path).exists():
        yield path


def _starts(path: str) -> bool:
    # A stub that only says "install the snap" is on some machines' PATH: ask for the version.
    try:
        asked = subprocess.run(
            [path, "--version"], check=False, capture_output=True, text=True, timeout=30
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0 and "Chrom" in asked.stdout


def _playwrights_own() -> str:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - slow, seldom needed

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _install_with_apt() -> bool:
    """Install Debian's Chromium. True if apt-get did it."""
    if not shutil.which("apt-get"):
        return False
    become = [] if os.geteuid() == 0 else ["sudo"]
    if become and not shutil.which("sudo"):
        return False
    print("Installing Chromium for the browser tests: apt-get install chromium", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    update = [*become, "apt-get", "update", "-qq"]
    install = [*become, "apt-get", "install", "-qq", "-y", "--no-install-recommends", "chromium"]
    with Path(os.devnull).open("w") as nowhere:
        return all(
            subprocess.run(command, check=False, env=environment, stdout=nowhere).returncode == 0
            for command in (update, install)
        )


def _install_with_playwright() -> bool:
    """Let Playwright download its own Chromium into its own folder. True if it did."""
    print("Installing Chromium for the browser tests: playwright install chromium", flush=True)
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    return subprocess.run(command, check=False).returncode == 0


def main() -> int:
    """Make sure there is a browser; 1 if there is none and none could be installed."""
    if find() or (_install_with_apt() and find()) or (_install_with_playwright() and find()):
        return 0
    print(
        "No Chromium was installed. The browser tests need one: install Chromium or Chrome, or"
        f" name one with {STATED}=/path/to/chromium.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
