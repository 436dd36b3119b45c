"""Which mail server, and how it is reached."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server. The password is never shown.

    Attributes:
        host: its name.
        port: its port.
        implicit_tls: True when the connection begins with TLS (`smtps`). Else TLS is started by
            STARTTLS, and nothing is sent without it; only this very machine is spoken to in clear.
        user: "" when the server asks for no sign-in.
        password_file: where the password stands, or None.
        timeout: seconds to wait for each answer.
    """

    host: str
    port: int
    implicit_tls: bool = False
    user: str = ""
    password_file: Path | None = None
    timeout: float = 20.0

    @property
    def is_this_machine(self) -> bool:
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    def password(self) -> str:
        """Return the password as it stands in its file now."""
        if self.password_file is None:
            return ""
        return self.password_file.read_text(encoding="utf-8").strip()


def server_at(url: str, *, password_file: str = "") -> Server:
    """Return the server that a URL names: `smtp://user@mail.example` or `smtps://…:465`.

    Raises:
        ImproperlyConfigured: it is no such URL, or holds a password.
    """
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ImproperlyConfigured(
            "SELOSTE_SMTP_URL must be smtp://[user@]host[:port] or smtps://[user@]host[:port]."
        )
    if parts.password is not None:
        raise ImproperlyConfigured(
            "SELOSTE_SMTP_URL must not hold a password. Put it into a file and name the file in "
            "SELOSTE_SMTP_PASSWORD_FILE."
        )
    return Server(
        host=parts.hostname,
        port=parts.port or _PORTS[parts.scheme],
        implicit_tls=parts.scheme == "smtps",
        user=unquote(parts.username or ""),
        password_file=Path(password_file) if password_file else None,
    )
