"""The tests' own plumbing: sockets, databases, homes."""

from __future__ import annotations

import socket
from pathlib import Path

import psycopg
import pytest
import pytest_socket
from django.db import connection, connections
from playwright.sync_api import Browser

from tests import postgresql


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_a_test_cannot_reach_another_machine() -> None:
    with (
        socket.socket() as outward,
        pytest.raises(pytest_socket.SocketConnectBlockedError),
    ):
        outward.connect(("192.0.2.1", 80))


def test_a_test_can_reach_its_own_machine() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as client,
    ):
        assert client.getpeername() == server.getsockname()


@pytest.mark.django_db
def test_the_database_is_the_one_asked_for() -> None:
    assert connection.vendor == ("postgresql" if postgresql.is_wanted() else "sqlite")


@pytest.mark.django_db
def test_the_keys_have_a_place_of_their_own() -> None:
    places = []
    for alias in ("default", "keys"):
        with connections[alias].cursor() as cursor:
            places.append(
                (
                    connections[alias].settings_dict["NAME"],
                    sorted(connections[alias].introspection.table_names(cursor)),
                )
            )

    (register, registers_tables), (keys, keys_tables) = places
    assert not set(registers_tables) & set(keys_tables) - {"django_migrations"}
    assert (register == keys) == postgresql.is_wanted()


@pytest.mark.sqlite
@pytest.mark.django_db
def test_on_sqlite_the_database_is_a_file_in_the_home(home: Path) -> None:
    assert Path(connection.settings_dict["NAME"]).parent == home


@pytest.mark.postgresql
def test_a_register_has_a_postgresql_database_of_its_own(
    register_environment: dict[str, str],
) -> None:
    with psycopg.connect(register_environment["SELOSTE_DATABASE_URL"]) as own:
        tables = own.execute("SELECT * FROM pg_tables WHERE schemaname = 'public'").fetchall()

    assert tables == []


@pytest.mark.postgresql
def test_the_files_of_postgresql_can_be_read() -> None:
    assert list((postgresql.data_folder() / "pg_wal").iterdir())


@pytest.mark.browser
def test_a_browser_starts_and_writes_a_page(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content("<h1>Tietosuojaseloste</h1>")

    assert page.get_by_role("heading").inner_text() == "Tietosuojaseloste"
