"""Which recipients are told by machine: stated on the machine, not in the notice.

The file is TOML, with one table for each recipient of the notice:

    [invoicing_service]
    connector = "webhook"
    url = "https://hooks.invoicing.example/seloste"
    secret = "whsec_…"

A recipient without a table, or without a connector that is known, is told by a person.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from django.conf import settings

from seloste.disclosures.errors import ConnectorsExposed, ConnectorsUnreadable
from seloste.disclosures.ports import Connector
from seloste.outbox.services import load

WEBHOOK = "webhook"
"""The connector of a table that names none."""


def is_connected(recipient: str) -> bool:
    """Tell whether the recipient is told by machine.

    Raises:
        ConnectorsExposed, ConnectorsUnreadable: as their names say.
    """
    return _entry(recipient) is not None


def connector_of(recipient: str) -> Connector | None:
    """Return the connector of the recipient, or None when a person tells it.

    Raises:
        ConnectorsExposed: others than the owner may read the file.
        ConnectorsUnreadable: it is no TOML, or a table lacks something.
    """
    entry = _entry(recipient)
    if entry is None:
        return None
    try:
        made = load(settings.SELOSTE_CONNECTORS[_name(entry)], entry)
    except (KeyError, ValueError):
        raise ConnectorsUnreadable(path=_path().name, where=recipient) from None
    return cast("Connector", made)


def secret_of(recipient: str) -> str:
    """Return the secret agreed on with the recipient; "" when there is none.

    Raises:
        ConnectorsExposed, ConnectorsUnreadable: as their names say.
    """
    return str((_entry(recipient) or {}).get("secret", ""))


def _entry(recipient: str) -> Mapping[str, object] | None:
    path = _path()
    if not path.is_file():
        return None
    if path.stat().st_mode & 0o077:
        raise ConnectorsExposed(path=path.name)
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise ConnectorsUnreadable(path=path.name, where="TOML") from None
    found = tables.get(recipient)
    if found is not None and not isinstance(found, dict):
        raise ConnectorsUnreadable(path=path.name, where=recipient)
    return found


def _name(entry: Mapping[str, object]) -> str:
    return str(entry.get("connector", WEBHOOK))


def _path() -> Path:
    return Path(settings.SELOSTE_RECIPIENTS_FILE)
