"""To whom a letter goes, as it stands on the envelope."""

from __future__ import annotations

from seloste.rights.values import RequestFile


def addressee(file: RequestFile) -> tuple[str, ...]:
    """Return name and address of whoever asked, line by line."""
    name = file.representative or file.name
    lines = [name, *file.address.splitlines()]
    return tuple(line.strip() for line in lines if line.strip())
