"""Whether keys lie where they should not. What is looked for never leaves this file."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connections

from seloste.vault import rootkey
from seloste.vault.keys import system_key
from seloste.vault.keystore.models import SystemKey

_KEY_TABLES = "keystore_"


class MasterKeys:
    """Knows the register's own keys and the root key in clear, and finds them in bytes."""

    __slots__ = ("_marks",)

    def __init__(self) -> None:
        keys = [*rootkey.in_clear(), *(system_key(n) for n in _names())]
        self._marks = tuple(form for key in keys for form in _forms(key))

    def lie_in(self, data: bytes) -> bool:
        """Tell whether one of the keys stands in the bytes, raw, in base64 or in hexadecimal."""
        return any(mark in data for mark in self._marks)


@dataclass(frozen=True, slots=True)
class KeyPlaces:
    """Where keys lie.

    Attributes:
        exposed: names of key files that others than their owner may read.
        tables: tables of keys that lie in the register's own database.
        shared: True when keys and data lie in the same file or schema.
        in_file: True when the root key lies in a file, False when it comes from a passphrase.
    """

    exposed: tuple[str, ...]
    tables: tuple[str, ...]
    shared: bool
    in_file: bool


def places() -> KeyPlaces:
    """Look where the keys lie and who may read them."""
    files = [Path(settings.SELOSTE_ROOT_KEY_FILE)]
    if connections["keys"].vendor == "sqlite":
        files.append(Path(str(connections["keys"].settings_dict["NAME"])))
    with connections["default"].cursor() as cursor:
        tables = connections["default"].introspection.table_names(cursor)
    return KeyPlaces(
        exposed=tuple(f.name for f in files if f.exists() and f.stat().st_mode & 0o077),
        tables=tuple(sorted(name for name in tables if name.startswith(_KEY_TABLES))),
        shared=_place_of("default") == _place_of("keys"),
        in_file=files[0].exists(),
    )


def _place_of(alias: str) -> tuple[str, ...]:
    settings_of = connections[alias].settings_dict
    options = str(settings_of.get("OPTIONS", {}).get("options", ""))
    parts = (settings_of["ENGINE"], settings_of["NAME"], settings_of["HOST"], options)
    return tuple(str(part) for part in parts)


def _names() -> list[str]:
    return list(SystemKey.objects.order_by("name").values_list("name", flat=True))


def _forms(key: bytes) -> tuple[bytes, ...]:
    text = base64.b64encode(key).rstrip(b"=")
    return (key, text, base64.urlsafe_b64encode(key).rstrip(b"="), key.hex().encode())
