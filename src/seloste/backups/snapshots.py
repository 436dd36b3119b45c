"""Reading every table of a store as it was at one moment, while others go on writing.

On a connection of its own: SQLite's write-ahead log keeps the moment for it, PostgreSQL a
REPEATABLE READ transaction. Nothing is copied beside the register, and a row at a time is held.
"""

from __future__ import annotations

import sqlite3
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from typing import Any, Protocol

import psycopg
from django.apps import apps
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from seloste.backups.values import Column, Migrations, Table

KEY_STORE = "keystore"
LEFT_OUT = frozenset(("django_session", "staff_failedattempts", "tokens_keptanswer"))
"""Tables of the moment: sessions end with a restore, and the others live for a day at most."""

_AT_A_TIME = 2000
_ALL = "SELECT {} FROM {}"  # of names of our own
_KINDS = (
    (models.BinaryField, "bytes"),
    (models.DateTimeField, "moment"),
    (models.DateField, "day"),
    (models.JSONField, "json"),
    (models.BooleanField, "truth"),
    (models.FloatField, "real"),
    (models.IntegerField, "integer"),  # AutoField too
    (models.CharField, "text"),
    (models.TextField, "text"),
)


class Snapshot(Protocol):
    """A store at one moment."""

    @property
    def migrations(self) -> Migrations:
        """Return the migrations that were applied, by app."""
        ...

    def rows(self, table: Table) -> Iterator[list[object]]:
        """Yield the rows of a table, each value as an archive keeps it."""
        ...


def tables(alias: str) -> list[Table]:
    """Return the tables of a store that belong into an archive."""
    found = {
        model._meta.db_table: _table(model)
        for model in apps.get_models(include_auto_created=True)
        if (model._meta.app_label == KEY_STORE) == (alias == "keys")
        and model._meta.managed
        and not model._meta.proxy
        and model._meta.db_table not in LEFT_OUT
    }
    return [found[name] for name in sorted(found)]


@contextmanager
def snapshot(alias: str) -> Iterator[Snapshot]:
    """Hold a store as it is at this moment."""
    if connections[alias].vendor == "postgresql":
        with _of_server(alias) as held:
            yield held
    else:
        with _of_file(alias) as held:
            yield held


def _table(model: type[models.Model]) -> Table:
    fields = [field for field in model._meta.local_fields if field.column]
    return Table(
        model._meta.db_table, tuple(Column(str(field.column), _kind(field)) for field in fields)
    )


def _kind(field: models.Field[Any, Any]) -> str:
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    return next(kind for of, kind in _KINDS if isinstance(field, of))


class _Held:
    def __init__(self, connection: Any) -> None:
        self.connection = connection

    @property
    def migrations(self) -> Migrations:
        cursor = self.connection.execute("SELECT app, name FROM django_migrations ORDER BY id")
        found: dict[str, tuple[str, ...]] = {}
        for app, name in cursor.fetchall():
            found[app] = (*found.get(app, ()), name)
        return found


# --- SQLite ---------------------------------------------------------------------------------------


@contextmanager
def _of_file(alias: str) -> Iterator[_File]:
    path = str(connections[alias].settings_dict["NAME"])
    with closing(sqlite3.connect(path, timeout=20, isolation_level=None)) as connection:
        connection.executescript("PRAGMA query_only=ON; PRAGMA temp_store=MEMORY;")
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # from here on: held
        yield _File(connection)
        connection.execute("ROLLBACK")


class _File(_Held):
    def rows(self, table: Table) -> Iterator[list[object]]:
        coded = [n for n, column in enumerate(table.columns) if column.kind in {"bytes", "truth"}]
        found = self.connection.execute(_all_of(column_names(table), table))
        for row in found:
            values = list(row)
            for number in coded:
                values[number] = _plain(values[number], table.columns[number].kind)
            yield values


def _plain(value: Any, kind: str) -> object:
    if value is None:
        return None
    return b64encode(value).decode() if kind == "bytes" else bool(value)


# --- PostgreSQL -----------------------------------------------------------------------------------


@contextmanager
def _of_server(alias: str) -> Iterator[_Server]:
    wrapper = connections.create_connection(alias)
    try:
        yield _Server(_begun(wrapper))
    finally:
        wrapper.close()


def _begun(wrapper: BaseDatabaseWrapper) -> psycopg.Connection[Any]:
    wrapper.ensure_connection()
    connection: psycopg.Connection[Any] = wrapper.connection
    connection.autocommit = False
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    connection.read_only = True
    connection.execute("SELECT 1")  # from here on: held
    return connection


class _Server(_Held):
    def rows(self, table: Table) -> Iterator[list[object]]:
        names = ", ".join(
            f'"{column.name}"::text' if column.kind == "json" else f'"{column.name}"'
            for column in table.columns
        )
        with psycopg.ServerCursor(self.connection, "seloste_backup") as cursor:
            cursor.itersize = _AT_A_TIME
            cursor.execute(_all_of(names, table))
            for row in cursor:
                yield [_neutral(value) for value in row]


def _neutral(value: Any) -> object:
    if isinstance(value, (bytes, memoryview)):
        return b64encode(value).decode()
    if isinstance(value, datetime):
        return str(value.astimezone(UTC).replace(tzinfo=None))
    return value.isoformat() if isinstance(value, date) else value


def column_names(table: Table) -> str:
    """Return the columns of a table as a statement lists them."""
    return ", ".join(f'"{column.name}"' for column in table.columns)


def _all_of(columns: str, table: Table) -> str:
    return _ALL.format(columns, table.name)
