"""Making the tables that an archive had, and putting its rows into them."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from seloste.backups.errors import Damaged
from seloste.backups.snapshots import column_names
from seloste.backups.values import Column, Migrations, Table

ALIASES = ("keys", "default")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
_AT_A_TIME = 2000
# Filled with names that `check_names` let pass.
_FUNCTIONS = (
    "SELECT proc.oid::regprocedure::text FROM pg_proc proc"
    " JOIN pg_namespace space ON space.oid = proc.pronamespace"
    " WHERE space.nspname = current_schema() AND NOT EXISTS"
    " (SELECT 1 FROM pg_depend on_it WHERE on_it.objid = proc.oid AND on_it.deptype = 'e')"
)
"""Those of the schema that came with no extension: triggers that guard what is never changed."""

_EMPTY = "DELETE FROM {}"
_INSERT = "INSERT INTO {} ({}) VALUES ({})"


def known_migrations() -> Migrations:
    """Return the migrations that this release knows, by app."""
    loader = MigrationLoader(None)
    known: dict[str, tuple[str, ...]] = {}
    for app, name in loader.graph.nodes:
        known[app] = (*known.get(app, ()), name)
    return known


def is_empty(alias: str) -> bool:
    """Tell whether there is nothing in a store yet. To ask for a file would make it."""
    connection = connections[alias]
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        if not Path(name).exists() and "file:" not in name:
            return True
    with connection.cursor() as cursor:
        return not connection.introspection.table_names(cursor)


def make_tables(alias: str, migrations: Migrations) -> None:
    """Make the tables as they were when the archive was made."""
    connection = connections[alias]
    if alias == "keys" and connection.vendor == "postgresql":
        _make_schema()
    executor = MigrationExecutor(connection)
    nodes = {(app, name) for app, names in migrations.items() for name in names}
    executor.migrate([node for node in sorted(nodes) if not _goes_on(executor, node, nodes)])
    if connection.vendor == "sqlite":
        Path(str(connection.settings_dict["NAME"])).chmod(0o600)


def bring_up_to_date() -> None:
    """Bring the tables to what this release expects."""
    for alias in ALIASES:
        call_command("migrate", database=alias, verbosity=0, interactive=False)


def load(alias: str, table: Table, rows: Iterable[Sequence[object]]) -> None:
    """Put rows into a table, in the caller's transaction."""
    connection = connections[alias]
    check_names(table)
    if table.name not in _there(alias):
        raise Damaged(member=table.name)
    with connection.cursor() as cursor:
        cursor.execute(_EMPTY.format(table.name))
    if connection.vendor == "postgresql":
        _copy(alias, table, rows)
    else:
        _insert(alias, table, rows)


def reset_sequences() -> None:
    """Let tables that number their rows count on from the last one."""
    connection = connections["default"]
    numbered = [model for model in apps.get_models() if model._meta.db_table in _there("default")]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), numbered):
            cursor.execute(statement)


def drop_tables(alias: str) -> None:
    """Take away every table of a store that a restore began to fill, and that was empty before."""
    connection = connections[alias]
    if connection.vendor == "sqlite":
        connection.close()
        path = Path(str(connection.settings_dict["NAME"]))
        for each in (path, *(path.with_name(f"{path.name}{tail}") for tail in ("-wal", "-shm"))):
            each.unlink(missing_ok=True)
        return
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(name)} CASCADE")
        cursor.execute(_FUNCTIONS)
        for (signature,) in cursor.fetchall():
            cursor.execute(f"DROP FUNCTION {signature} CASCADE")


def check_names(table: Table) -> None:
    """Refuse names that no table of ours has: they become part of statements.

    Raises:
        Damaged: there is one.
    """
    for name in (table.name, *(column.name for column in table.columns)):
        if _NAME.fullmatch(name) is None:
            raise Damaged(member=table.name[:64])


def _goes_on(
    executor: MigrationExecutor, node: tuple[str, str], nodes: Collection[tuple[str, str]]
) -> bool:
    """Tell whether another migration of the app among these comes after one."""
    children = {child.key for child in executor.loader.graph.node_map[node].children}
    return any(child in nodes and child[0] == node[0] for child in children)


def _make_schema() -> None:
    connection = connections["keys"]
    if "search_path=keys" in str(connection.settings_dict["OPTIONS"].get("options", "")):
        with connection.cursor() as cursor:
            cursor.execute("CREATE SCHEMA IF NOT EXISTS keys")


def _there(alias: str) -> set[str]:
    connection = connections[alias]
    with connection.cursor() as cursor:
        return set(connection.introspection.table_names(cursor))


def _insert(alias: str, table: Table, rows: Iterable[Sequence[object]]) -> None:
    marks = ", ".join(["%s"] * len(table.columns))
    into = _INSERT.format(table.name, column_names(table), marks)
    coded = _coded(table.columns, {"bytes": _bytes, "truth": _number})
    with connections[alias].cursor() as cursor:
        for some in _in_parts(rows):
            cursor.executemany(into, [tuple(_decoded(row, coded)) for row in some])


def _copy(alias: str, table: Table, rows: Iterable[Sequence[object]]) -> None:
    coded = _coded(table.columns, {"bytes": _bytes, "moment": _in_utc})
    with (
        connections[alias].cursor() as cursor,
        cursor.copy(f"COPY {table.name} ({column_names(table)}) FROM STDIN") as copied,
    ):
        for row in rows:
            copied.write_row(_decoded(row, coded))


Decode = Callable[[object], object]


def _coded(columns: Sequence[Column], by_kind: dict[str, Decode]) -> list[tuple[int, Decode]]:
    return [
        (number, by_kind[column.kind])
        for number, column in enumerate(columns)
        if column.kind in by_kind
    ]


def _decoded(row: Sequence[Any], coded: Sequence[tuple[int, Decode]]) -> list[Any]:
    values = list(row)
    for number, decode in coded:
        if values[number] is not None:
            values[number] = decode(values[number])
    return values


def _bytes(value: object) -> object:
    return b64decode(str(value), validate=True)


def _number(value: object) -> object:
    return int(bool(value))


def _in_utc(value: object) -> object:
    return f"{value}+00"


def _in_parts(rows: Iterable[Sequence[object]]) -> Iterator[list[Sequence[object]]]:
    walking = iter(rows)
    while some := list(islice(walking, _AT_A_TIME)):
        yield some
