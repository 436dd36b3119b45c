from __future__ import annotations

import json
import re
import signal
import stat
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.urls import reverse
from django.utils import translation

from seloste.cli.addresses import invitation_link, public_address
from seloste.cli.errors import NotAnAddress
from seloste.cli.main import seloste

SELOSTE = str(Path(sys.executable).parent / "seloste")
EXAMPLE = str(Path(__file__).parents[2] / "notices" / "palvelin-example.yaml")
LINK = re.compile(r"http://localhost:\d+/sign-in/join/[\w-]{32}/")

Environment = dict[str, str]


def run(environment: Environment, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [SELOSTE, *arguments], env=environment, capture_output=True, text=True, check=False, timeout=120
    )  # fmt: skip


def init(environment: Environment, *more: str) -> subprocess.CompletedProcess[str]:
    return run(environment, "init", "--notice", EXAMPLE, *more)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_init_makes_a_register_that_only_its_owner_may_read(
    register_environment: Environment,
) -> None:
    made = init(register_environment)

    home = Path(register_environment["SELOSTE_HOME"])
    assert made.returncode == 0, made.stderr
    assert LINK.search(made.stdout)
    assert mode(home) == 0o700
    assert {
        mode(path) for path in home.iterdir() if path.is_file() and path.name != "notice.yaml"
    } == {0o600}
    assert {"root.key", "secret.key", "notice.yaml", "audit"} <= {p.name for p in home.iterdir()}
    key = (home / "root.key").read_text(encoding="ascii").split()[-1]
    assert key not in made.stdout + made.stderr

    again = init(register_environment)
    assert again.returncode == 1
    assert again.stderr.startswith("Nothing was changed. This folder holds a register already.")

    verified = run(register_environment, "audit", "verify", "--json")
    answer = json.loads(verified.stdout)
    assert (verified.returncode, answer["holds"], answer["lines"], answer["proven"]) == (
        0,
        True,
        2,
        2,
    )

    rotated = run(register_environment, "keys", "rotate")
    assert "generation 2" in rotated.stdout
    status = run(register_environment, "keys", "status")
    assert "generation 2, in a file" in status.stdout
    assert run(register_environment, "audit", "checkpoint").stdout.startswith("Signed: 3 lines")
    listed = run(register_environment, "staff", "list")
    assert "Invitations not used yet: 1" in listed.stdout
    invited = run(register_environment, "staff", "invite", "--role", "support")
    assert LINK.search(invited.stdout)
    refused = run(register_environment, "staff", "invite", "--role", "chief")
    assert (refused.returncode, "owner, support, accountant" in refused.stderr) == (1, True)


@pytest.mark.sqlite
def test_init_leaves_other_folders_alone(register_environment: Environment) -> None:
    home = Path(register_environment["SELOSTE_HOME"])
    home.mkdir()
    (home / "letters.txt").write_text("mine", encoding="utf-8")

    made = init(register_environment)

    assert made.returncode == 1
    assert made.stderr.startswith("Nothing was made. The folder")
    assert [path.name for path in home.iterdir()] == ["letters.txt"]


@pytest.mark.sqlite
def test_a_notice_with_errors_leaves_no_trace(
    register_environment: Environment, tmp_path: Path
) -> None:
    notice = tmp_path / "notice.yaml"
    notice.write_text(
        "seloste: 1\nedition: {number: 1, in_force_from: 2026-01-01}\n", encoding="utf-8"
    )

    made = run(register_environment, "init", "--notice", str(notice))

    assert made.returncode == 1
    assert made.stderr.startswith("The notice was not published.")
    assert not Path(register_environment["SELOSTE_HOME"]).exists()


@pytest.mark.sqlite
def test_a_passphrase_takes_the_place_of_the_key_file(
    register_environment: Environment, tmp_path: Path
) -> None:
    phrase = tmp_path / "phrase"
    phrase.write_text("neljä hevosta niityllä\n", encoding="utf-8")

    made = init(register_environment, "--passphrase-file", str(phrase))

    home = Path(register_environment["SELOSTE_HOME"])
    assert made.returncode == 0, made.stderr
    assert not (home / "root.key").exists()
    closed = run(register_environment, "audit", "verify")
    assert closed.stderr.startswith("Nothing was opened. The root key")
    register_environment["SELOSTE_PASSPHRASE_FILE"] = str(phrase)
    assert run(register_environment, "audit", "verify").returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("sign", ["secret.key", "root.key", "notice.yaml", "audit/public-key.txt"])
def test_init_killed_anywhere_is_finished_by_the_next(
    register_environment: Environment, sign: str
) -> None:
    home = Path(register_environment["SELOSTE_HOME"])
    awaited = home / sign
    with subprocess.Popen(
        [SELOSTE, "init", "--notice", EXAMPLE],
        env=register_environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as killed:
        while not awaited.exists() and killed.poll() is None:
            pass
        killed.kill()
    was_finished = not (home / "unfinished").exists()  # the blow may come when all is done

    again = init(register_environment)

    assert again.returncode == (1 if was_finished else 0), again.stderr
    verified = run(register_environment, "audit", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    listed = run(register_environment, "staff", "list")
    assert listed.stdout == "Invitations not used yet: 1\n"


def test_without_a_register_each_command_says_so_and_makes_nothing(
    register_environment: Environment,
) -> None:
    for command in (["serve"], ["audit", "verify"], ["keys", "status"]):
        answer = run(register_environment, *command)
        assert answer.returncode == 1
        assert "There is no register in" in answer.stderr
    assert not Path(register_environment["SELOSTE_HOME"]).exists()


def test_serve_answers_signs_at_its_end_and_stops_politely(
    register_environment: Environment,
) -> None:
    init(register_environment)
    with subprocess.Popen(
        [SELOSTE, "serve", "--bind", "127.0.0.1:0"],
        env=register_environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None
        said = server.stdout.readline()
        address = re.search(r"http://localhost:\d+", said)
        assert address, said
        with urllib.request.urlopen(f"{address[0]}/sign-in/", timeout=60) as page:
            assert page.status == 200
        run(register_environment, "staff", "invite", "--role", "support")

        server.send_signal(signal.SIGTERM)

        assert server.wait(timeout=60) == 0
    verified = json.loads(run(register_environment, "audit", "verify", "--json").stdout)
    assert verified["holds"]
    assert verified["lines"] == verified["proven"] >= 3


@pytest.mark.parametrize(
    "command",
    [
        "init", "serve", "worker", "up", "keys status", "keys rotate", "audit verify",
        "audit checkpoint", "audit export", "staff invite", "staff list", "staff renew",
        "staff role", "staff end",
    ],
)  # fmt: skip
def test_each_command_has_an_example_in_its_help(command: str) -> None:
    with translation.override("en"):
        answer = CliRunner().invoke(seloste, [*command.split(), "--help"])

    assert f" seloste {command}" in answer.output


def test_the_link_that_is_printed_is_the_one_that_is_served() -> None:
    served = reverse("follow_invitation", args=["token"])

    assert invitation_link("token", address="https://r.example/") == f"https://r.example{served}"


@pytest.mark.parametrize(
    ("bind", "address"),
    [
        ("127.0.0.1:8000", "http://localhost:8000"),
        ("0.0.0.0:80", "http://localhost:80"),
        ("[::1]:8000", "http://localhost:8000"),
        ("192.0.2.7:8000", "http://192.0.2.7:8000"),
    ],
)
def test_the_address_is_one_that_a_browser_understands(bind: str, address: str) -> None:
    assert public_address(bind) == address


@pytest.mark.parametrize("bind", ["8000", "localhost", "localhost:x", "localhost:70000", ""])
def test_something_else_than_an_address_is_refused(bind: str) -> None:
    with pytest.raises(NotAnAddress):
        public_address(bind)
