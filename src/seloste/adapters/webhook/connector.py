"""The connector port over HTTPS. Neither messages, answers nor secrets are ever logged."""

from __future__ import annotations

import json
import ssl
from collections.abc import Mapping
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from seloste.disclosures.signatures import key_of, sign
from seloste.disclosures.values import Message
from seloste.outbox.errors import TryLater, WillNeverTake

TIMEOUT = 15.0
"""Seconds to wait for an answer."""

_LONGEST_ANSWER = 65_536
_NEVER = frozenset((400, 410, 413, 422))
"""Answers after which the same message will not be taken either."""


def from_entry(entry: Mapping[str, object]) -> Webhook:
    """Return the connector that a table of the recipients' file states.

    Raises:
        ValueError: the address or the secret is missing or not fit.
    """
    return Webhook(str(entry.get("url", "")), secret=str(entry.get("secret", "")))


class Webhook:
    """One recipient's address. A recipient knows repetitions by their id."""

    is_repeatable = True

    def __init__(
        self,
        url: str,
        *,
        secret: str,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._address = _checked(url)
        self._key = key_of(secret)
        self._tls = tls

    def tell(self, message: Message, *, at: datetime) -> bool:
        """Post the message; return True when the answer says that it was done as told.

        Redirects are not followed: what is meant for one address goes to no other.

        Raises:
            TryLater: no connection, no answer, or an answer that may change.
            WillNeverTake: the recipient says that it will never take it.
        """
        body = body_of(message)
        try:
            status, answer = self._post(body, message_id=f"duty-{message.duty}", at=at)
        except (OSError, HTTPException):
            raise TryLater("no_connection") from None
        if status in _NEVER:
            raise WillNeverTake("refused")
        if not 200 <= status < 300:
            raise TryLater("refused_for_now")
        return _says_acknowledged(answer)

    def _post(self, body: bytes, *, message_id: str, at: datetime) -> tuple[int, bytes]:
        headers = {
            "content-type": "application/json",
            "user-agent": "Seloste",
            "webhook-id": message_id,
            "webhook-timestamp": str(int(at.timestamp())),
            "webhook-signature": sign(self._key, message_id=message_id, at=at, body=body),
        }
        connection = self._connection()
        try:
            connection.request("POST", self._path(), body=body, headers=headers)
            answer: HTTPResponse = connection.getresponse()
            return answer.status, answer.read(_LONGEST_ANSWER)
        finally:
            connection.close()

    def _connection(self) -> HTTPConnection:
        host, port = self._address.hostname or "", self._address.port
        if self._address.scheme == "http":
            return HTTPConnection(host, port, timeout=TIMEOUT)
        context = self._tls or ssl.create_default_context()
        return HTTPSConnection(host, port, timeout=TIMEOUT, context=context)

    def _path(self) -> str:
        query = f"?{self._address.query}" if self._address.query else ""
        return (self._address.path or "/") + query


def body_of(message: Message) -> bytes:
    """Return the message as it is signed and sent. Ids are text: they exceed what JavaScript counts."""
    content = {
        "type": f"duty.{message.kind}",
        "timestamp": message.owed_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "data": {
            "duty": str(message.duty),
            "recipient": message.recipient,
            "person": message.naming,
            "fields": message.fields,
            "before": message.before,
            "after": message.after,
            "purpose": message.purpose,
        },
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _checked(url: str) -> SplitResult:
    """Return the parts of an address that is fit: HTTPS, or this very machine.

    Raises:
        ValueError: it is not.
    """
    parts = urlsplit(url)
    if not parts.hostname or parts.username or parts.password or parts.fragment:
        raise ValueError("a webhook's address must be https://host/path")
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_here(parts.hostname)):
        raise ValueError("a webhook's address must be https, or http on this machine")
    return parts


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _says_acknowledged(answer: bytes) -> bool:
    try:
        said = json.loads(answer)
    except (ValueError, RecursionError):  # no JSON, or a tower of brackets
        return False
    return isinstance(said, dict) and said.get("acknowledged") is True
