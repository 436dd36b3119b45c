"""No byte that the register leaves on the disk tells of a person (GDPR Art. 32(1)(a))."""

from __future__ import annotations

import base64
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from tests import postgresql
from tests.disk.marking import LETTERS, STEM, TEXTS
from tests.disk.searching import Searcher

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def searcher() -> Searcher:
    return Searcher(TEXTS)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("before", ["", "a", "ab"])
def test_what_is_planted_is_found_however_it_is_written(
    searcher: Searcher, text: str, before: str, tmp_path: Path
) -> None:
    planted = [
        text.encode(),
        text.upper().encode(),
        text.title().encode("utf-16-le"),
        text.encode("utf-16-be"),
        text.encode("latin-1"),
        base64.b64encode(f"{before}{text}{before}".encode()),
        base64.urlsafe_b64encode(f"{before}{text.upper()}".encode()),
        quote(text).encode(),
        json.dumps(text).encode(),
        text.encode().hex().encode(),
    ]

    for content in planted:
        (tmp_path / "file").write_bytes(os.urandom(1000) + before.encode() + content + b"\0\xff")
        assert (text, str(tmp_path / "file")) in searcher.search([tmp_path]), content


@pytest.mark.parametrize("written", ["zaqxmorki", "ZÄQXMÖRKI", "za\u0308qxmo\u0308rki"])
def test_what_is_planted_with_other_accents_is_found(searcher: Searcher, written: str) -> None:
    assert searcher.in_bytes(b"\0" + written.encode() + b"\0") == {LETTERS}


def test_what_lies_across_two_reads_is_found(
    searcher: Searcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.disk.searching._CHUNK", 7)
    (tmp_path / "file").write_bytes(b"...." + STEM.encode() + b"....")

    assert searcher.search([tmp_path])


def test_random_bytes_hold_nothing(searcher: Searcher) -> None:
    assert searcher.in_bytes(os.urandom(4_000_000)) == set()


@pytest.mark.slow
def test_no_file_of_a_register_that_was_filled_and_killed_tells_of_anybody(
    register_environment: dict[str, str], tmp_path: Path, searcher: Searcher
) -> None:
    home, outside, temporary = (
        Path(register_environment["SELOSTE_HOME"]),
        tmp_path / "outside",
        tmp_path / "temporary",
    )
    outside.mkdir()
    temporary.mkdir()
    environment = {**register_environment, "TMPDIR": str(temporary), "SELOSTE_TEST_DATABASE": ""}

    ended = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "tests.disk.filling", str(outside)],
        cwd=ROOT,
        env={**environment, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"},
        capture_output=True,
        check=False,
    )
    said = _served(environment)

    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    assert {name for name, _ in searcher.search([outside])} >= {STEM, LETTERS}
    assert b"Traceback" not in ended.stderr + said
    assert searcher.in_bytes(ended.stderr + said) == set()
    assert searcher.search([home, temporary]) == []
    if postgresql.is_wanted():
        _flush()
        assert searcher.search([postgresql.data_folder()]) == []
    else:
        assert {path.name for path in home.iterdir()} >= {
            "register.sqlite3",
            "register.sqlite3-wal",
        }


def _served(environment: dict[str, str]) -> bytes:
    """Serve the register, let strangers knock, kill the server; return what it said."""
    server = subprocess.Popen(  # noqa: S603 - our own program
        [
            shutil.which("seloste", path=Path(sys.executable).parent) or "",
            "serve",
            "--bind",
            "127.0.0.1:0",
        ],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert server.stdout is not None
    first = server.stdout.readline()
    port = re.search(rb":(\d+)", first)
    assert port, server.communicate()
    for method, path, body in (
        ("GET", f"/{STEM}?a={STEM}", ""),
        ("GET", f"/console/customers/?text={STEM}", ""),
        ("POST", "/sign-in/", f"login={STEM}@a.example&password={STEM}"),
        ("POST", "/api/v1/customers", json.dumps({STEM: STEM})),
        ("POST", "/api/v1/customers", STEM * 200_000),
        ("BREW", f"/{STEM}", STEM),
    ):
        connection = http.client.HTTPConnection("127.0.0.1", int(port[1]), timeout=30)
        connection.request(method, path, body, {"Authorization": f"Bearer {STEM}"})
        assert connection.getresponse().status < 500
        connection.close()
    server.kill()
    out, err = server.communicate()
    return first + out + err


def _flush() -> None:
    """Let the server write all it knows into its files."""
    with psycopg.connect(
        host=os.environ["SELOSTE_TEST_POSTGRESQL_SOCKET"],
        user="postgres",
        dbname="postgres",
        autocommit=True,
    ) as connection:
        connection.execute("CHECKPOINT")
