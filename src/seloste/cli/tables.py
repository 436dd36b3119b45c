"""Whether the tables of a register are those that this release works with."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.migrations.loader import MigrationLoader

ALIASES = ("default", "keys")


def are_behind() -> bool:
    """Tell whether a register is there whose tables an earlier release made."""
    return any(_is_behind(alias) for alias in ALIASES)


def update() -> None:
    """Bring the tables to what this release expects."""
    for alias in ALIASES:
        call_command("migrate", database=alias, verbosity=0, interactive=False)


def is_there(alias: str) -> bool:
    """Tell whether there is a database to ask. To ask for a file would make it."""
    database = settings.DATABASES[alias]
    return "sqlite3" not in database["ENGINE"] or Path(database["NAME"]).exists()


def _is_behind(alias: str) -> bool:
    if not is_there(alias):
        return False
    loader = MigrationLoader(connections[alias])
    applied = set(loader.applied_migrations or ())
    return bool(applied) and not set(loader.graph.nodes) <= applied
