from __future__ import annotations

import re
import signal
import sqlite3
import subprocess
from pathlib import Path

import pytest
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from django.utils import translation

from seloste import wording
from seloste.cli import register as cli_register
from seloste.cli.errors import TablesBehind
from tests.cli.test_making_a_register import SELOSTE, init, run

Environment = dict[str, str]


def make_older(home: Path) -> None:
    """Take a table away from the register, as if a release before this one had made it."""
    with sqlite3.connect(home / "register.sqlite3") as database:
        database.execute("DROP TABLE django_session")
        database.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    database.close()


@pytest.mark.parametrize(("alias", "app"), [("default", "sessions"), ("keys", "keystore")])
def test_tables_of_an_earlier_release_are_refused_in_either_database(
    register, alias: str, app: str
) -> None:
    cli_register.require(register.at)  # as it stands, nothing is wanting

    MigrationRecorder(connections[alias]).record_unapplied(app, "0001_initial")

    with pytest.raises(TablesBehind):
        cli_register.require(register.at)
    with pytest.raises(TablesBehind):
        cli_register.require_made()


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_refusal_names_the_command_that_helps(language: str) -> None:
    with translation.override(language):
        said = wording.of(TablesBehind(folder="/srv/seloste"))

    assert "/srv/seloste" in said
    assert "seloste serve" in said


@pytest.mark.sqlite
@pytest.mark.slow
def test_commands_refuse_older_tables_until_serve_has_brought_them_up_to_date(
    register_environment: Environment,
) -> None:
    init(register_environment)
    make_older(Path(register_environment["SELOSTE_HOME"]))

    refused = run(register_environment, "staff", "list")

    assert refused.returncode == 1
    assert refused.stderr.startswith("Nothing was done. The tables of the register in ")
    with subprocess.Popen(
        [SELOSTE, "serve", "--bind", "127.0.0.1:0"],
        env=register_environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None
        assert re.search(r"http://localhost:\d+", server.stdout.readline())
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=60) == 0
    again = run(register_environment, "staff", "list")
    assert (again.returncode, again.stdout) == (0, "Invitations not used yet: 1\n")
