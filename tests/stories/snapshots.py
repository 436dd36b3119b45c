"""Copies of a whole database, made and put back in milliseconds, past the product.

A story begins from the copy of a fresh register; a backup in a story is a copy of the register
without the key store.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass

from django.db import connections


@dataclass(frozen=True)
class Snapshot:
    """All rows of one database."""

    alias: str
    content: object

    @classmethod
    def take(cls, alias: str) -> Snapshot:
        if connections[alias].vendor == "sqlite":
            memory = sqlite3.connect(":memory:")
            with closing(sqlite3.connect(_path(alias))) as source:
                source.backup(memory)
            return cls(alias, memory)
        with connections[alias].cursor() as cursor:
            return cls(alias, {table: _copy_out(cursor, table) for table in _tables(alias)})

    def put_back(self) -> None:
        if isinstance(self.content, sqlite3.Connection):
            connections[self.alias].close()
            with closing(sqlite3.connect(_path(self.alias))) as target:
                self.content.backup(target)
            return
        assert isinstance(self.content, dict)
        with connections[self.alias].cursor() as cursor:
            # No foreign key is looked at, and no trigger runs, until everything is there.
            cursor.execute("SET session_replication_role = replica")
            for table in _tables(self.alias):
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
            for table, rows in self.content.items():
                if rows:
                    with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                        copy.write(rows)
            cursor.execute("SET session_replication_role = DEFAULT")


def _path(alias: str) -> str:
    return str(connections[alias].settings_dict["NAME"])


def _tables(alias: str) -> list[str]:
    schema = "keys" if alias == "keys" else "public"
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "SELECT format('%%I.%%I', schemaname, tablename) FROM pg_tables"
            " WHERE schemaname = %s AND tablename <> 'django_migrations'",
            [schema],
        )
        return [name for (name,) in cursor.fetchall()]


def _copy_out(cursor: object, table: str) -> bytes:
    with cursor.copy(f"COPY {table} TO STDOUT") as copy:  # type: ignore[attr-defined]
        return b"".join(bytes(chunk) for chunk in copy)
