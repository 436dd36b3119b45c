"""How long do pages take over HTTP, through the server people run? And what does it cost to run?"""

from __future__ import annotations

import http.client
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from importlib import metadata
from pathlib import Path
from urllib.parse import urlencode

from benchmarks import files
from benchmarks.figures import Figure, timed, times
from seloste.customers.queries import newest
from tests.sign_in import signed_in_client

_TOKEN = "b" * 32
_FORM = "application/x-www-form-urlencoded"
_NAME, _EMAIL = files.HEADINGS.index("Nimi"), files.HEADINGS.index("Sähköposti")


def measure(_folder: Path, *, customers: int) -> Iterator[Figure]:
    """Yield the times of the console's pages, the start, the memory and the size."""
    cookie = signed_in_client("owner").cookies["sessionid"].value
    begun = time.perf_counter()
    with _server() as (port, process):
        _ask(port, "/notice/fi/")
        yield times("cold start to first page", [time.perf_counter() - begun], p95_ms=1800)
        time.sleep(1)
        yield _at_most("memory idle", "MB", _memory(process.pid) / 1e6, 150)
        yield from _pages(port, cookie, customers)
    if customers <= 10_000:
        yield _at_most("installed size", "MB", _installed() / 1e6, 300)


def _pages(port: int, cookie: str, customers: int) -> Iterator[Figure]:
    chance = random.Random(4)
    rows = [r for n, r in enumerate(files.rows(customers, random.Random(1)), 1) if n % 100]
    some, people = chance.sample(rows, 60), chance.choices(newest(limit=500), k=60)
    find = partial(_ask, port, "/console/customers/find/", cookie=cookie)
    by_email = [partial(find, text=row[_EMAIL]) for row in some]
    by_letters = [partial(find, text=row[_NAME].split()[-1][:3]) for row in some]
    pages = [partial(_ask, port, f"/console/customers/{one}/", cookie=cookie) for one in people]
    yield times("find by e-mail, over HTTP", _each(by_email), p95_ms=15)
    yield times("find by 3 letters, over HTTP", _each(by_letters), p95_ms=20)
    yield times("a customer's page, over HTTP", _each(pages), p95_ms=30)


def _each(asked: Sequence[Callable[[], None]]) -> list[float]:
    """Return how long each took, after a first one that does not count."""
    asked[0]()
    return [second for one in asked for second in timed(one, repeat=1)]


def _at_most(what: str, unit: str, found: float, most: float) -> Figure:
    return Figure(what, unit, found, (found, found), f"≤ {most:g}", found <= most)


@contextmanager
def _server() -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "seloste", "serve", "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=os.environ)
    try:
        while process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
            except OSError:
                time.sleep(0.01)
            else:
                break
        yield port, process
    finally:
        process.terminate()
        process.wait()


def _ask(port: int, path: str, *, cookie: str = "", text: str = "") -> None:
    """Ask for a page; with a text, find it as one who types does."""
    headers = {"Cookie": f"sessionid={cookie}; csrftoken={_TOKEN}"} if cookie else {}
    body = None
    if text:
        body = urlencode({"text": text})
        headers |= {"X-CSRFToken": _TOKEN, "Content-Type": _FORM, "HX-Request": "true"}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("POST" if text else "GET", path, body, headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != 200:  # a page that says no is quicker than one that answers
        raise RuntimeError(f"{path} answered {answer.status}")


def _memory(process: int) -> int:
    """Return the bytes that the process holds in memory."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _installed() -> int:
    """Return the size of Seloste with all it needs to run, byte code aside."""
    found = {path for path in Path("src").rglob("*") if path.suffix != ".pyc"}
    for line in Path("requirements/run.txt").read_text(encoding="utf-8").splitlines():
        name, pinned, _version = line.partition("==")
        if pinned and name.strip():
            found |= set(_files_of(name.strip()))
    return sum(path.stat().st_size for path in found if path.is_file())


def _files_of(name: str) -> Iterator[Path]:
    try:
        files_there = metadata.files(name) or []
    except metadata.PackageNotFoundError:  # it is for another system
        return
    yield from (Path(str(file.locate())) for file in files_there if file.suffix != ".pyc")
