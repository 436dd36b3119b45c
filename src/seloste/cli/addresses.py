"""Addresses of a running register, as people type them."""

from __future__ import annotations

from django.conf import settings

from seloste.cli.errors import NotAnAddress

_LOOPBACK = {"127.0.0.1", "::1", "localhost", ""}
_EVERYWHERE = {"0.0.0.0", "::", "*"}  # noqa: S104 - compared with, not listened on


def host_and_port(bind: str) -> tuple[str, int]:
    """Return the parts of HOST:PORT.

    Raises:
        NotAnAddress: it is something else.
    """
    host, separator, port = bind.rpartition(":")
    if not separator or not port.isdecimal() or not 0 <= int(port) < 65_536:
        raise NotAnAddress(bind=bind)
    return host.strip("[]"), int(port)


def public_address(bind: str) -> str:
    """Return the address at which people reach what listens at `bind`.

    A name rather than a number where there is one: passkeys belong to names.
    """
    named = [name for name in settings.SELOSTE_HOSTS if not name.startswith((".", "*"))]
    if named:
        return f"https://{named[0]}"
    host, port = host_and_port(bind)
    if host in _LOOPBACK | _EVERYWHERE:
        host = "localhost"
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def invitation_link(token: str, *, address: str = "") -> str:
    """Return the link that an invited person opens."""
    start = address.rstrip("/") or public_address("localhost:8000")
    return f"{start}/sign-in/join/{token}/"  # written out: to ask for it would load every page
