"""The own-form port over HTTP: fetch the page, fill it in, send it back."""

from __future__ import annotations

import re
import ssl
from http.client import HTTPConnection, HTTPException, HTTPMessage, HTTPSConnection
from urllib.parse import SplitResult, urlencode, urljoin, urlsplit

from seloste.outbox.errors import TryLater, WillNeverTake

TIMEOUT = 15.0
"""Seconds to wait for an answer."""

_LONGEST_PAGE = 1_000_000
_MOST_REDIRECTS = 3
_TOKEN = re.compile(r'name="csrfmiddlewaretoken"\s+value="([A-Za-z0-9]+)"')
_FILLED_IN = {
    "kinds": "access",
    "name": "Seloste",
    "email": "test@seloste.example",
    "words": "This is a test of the form.",
}


def from_settings() -> HttpForm:
    """Return the form as it is reached from this machine."""
    return HttpForm()


class HttpForm:
    """Knows how the public form is filled in."""

    def __init__(self, *, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls

    def send_test(self, address: str, token: str) -> None:
        """Fill in and send the form at the address, with the token of a test.

        Raises:
            TryLater: no connection, or an answer that may change.
            WillNeverTake: there is no such form, or it refused the test.
        """
        try:
            address, headers, page = self._fetch(address)
            found = _TOKEN.search(page)
            if found is None:
                raise WillNeverTake("no_form")
            fields = {**_FILLED_IN, "csrfmiddlewaretoken": found[1], "test": token}
            status, _, _ = self._ask(address, body=urlencode(fields), cookie=_cookies(headers))
        except (OSError, HTTPException):
            raise TryLater("no_connection") from None
        _check(status)

    def _fetch(self, address: str) -> tuple[str, HTTPMessage, str]:
        """Return the page of the form and where it was found in the end."""
        for _ in range(_MOST_REDIRECTS):
            status, headers, page = self._ask(address)
            place = headers.get("location")
            if not 300 <= status < 400 or place is None:
                _check(status)
                return address, headers, page
            address = urljoin(address, place)
        raise WillNeverTake("redirects")

    def _ask(
        self, address: str, *, body: str | None = None, cookie: str = ""
    ) -> tuple[int, HTTPMessage, str]:
        url = urlsplit(address)
        headers = {"user-agent": "Seloste", "cookie": cookie, "referer": address}
        if body is not None:
            headers["content-type"] = "application/x-www-form-urlencoded"
        connection = self._connection(url)
        try:
            method = "GET" if body is None else "POST"
            connection.request(method, url.path or "/", body=body, headers=headers)
            answer = connection.getresponse()
            page = answer.read(_LONGEST_PAGE).decode("utf-8", "replace")
            return answer.status, answer.headers, page
        finally:
            connection.close()

    def _connection(self, url: SplitResult) -> HTTPConnection:
        if url.scheme == "https":
            context = self._tls or ssl.create_default_context()
            return HTTPSConnection(url.hostname or "", url.port, timeout=TIMEOUT, context=context)
        if url.scheme == "http":
            return HTTPConnection(url.hostname or "", url.port, timeout=TIMEOUT)
        raise WillNeverTake("no_address")


def _check(status: int) -> None:
    if status >= 500 or status == 429:
        raise TryLater("refused_for_now")
    if status >= 400:
        raise WillNeverTake("refused")


def _cookies(headers: HTTPMessage) -> str:
    found = headers.get_all("set-cookie") or []
    return "; ".join(each.partition(";")[0] for each in found)
