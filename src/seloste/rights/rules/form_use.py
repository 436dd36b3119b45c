"""How often the public form may be used from one place. Pure."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address

from seloste.rights.errors import TooManyFromThere

MOST_IN_AN_HOUR = 10


def place_of(address: str) -> str:
    """Return what is counted as one place: an IPv4 address, or the network of an IPv6 one."""
    try:
        found = ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(found, IPv6Address):
        return str(int(found) >> 64)
    return str(found)


def check_use(before: int) -> None:
    """Refuse one more use.

    Raises:
        TooManyFromThere: the form was used as often as may be in this hour.
    """
    if before >= MOST_IN_AN_HOUR:
        raise TooManyFromThere
