from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "seloste", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_register_of_an_invented_business_is_made_where_there_is_none(register_environment):
    made = run(register_environment, "demo", "--customers", "5")

    assert (made.returncode, made.stderr) == (0, "")
    assert "5 invented customers" in made.stdout
    assert "/sign-in/join/" in made.stdout
    verified = run(register_environment, "audit", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_invented_customers_are_not_mixed_with_others(register_environment):
    run(register_environment, "demo", "--customers", "3")

    again = run(register_environment, "demo", "--customers", "3")

    assert again.returncode == 1
    assert again.stderr.startswith("Nothing was filled in. There are customers in the register")
