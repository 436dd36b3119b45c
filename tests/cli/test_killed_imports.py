"""An import killed again and again ends with exactly the customers of the file."""

from __future__ import annotations

import csv
import json
import random
from collections import Counter
from pathlib import Path

import pytest

from tests.operations.exchange.customer_files import write
from tests.processes import CommandLine
from tests.register import EXAMPLE

KILLS = 20
CUSTOMERS = 9000


@pytest.mark.slow
def test_an_import_killed_at_twenty_moments_takes_each_customer_once(
    register_environment: dict[str, str], tmp_path: Path
) -> None:
    path, rejects, export = (tmp_path / name for name in ("in.csv", "rejects.csv", "all.csv"))
    expected = write(path, customers=CUSTOMERS, seed=7, dirty=17, padding=150)
    chance = random.Random(22)  # noqa: S311 - moments
    arguments = ("customers", "import", path, "--rejects", rejects, "--json")

    with CommandLine(register_environment, tmp_path) as seloste:
        seloste.done("init", "--notice", EXAMPLE)
        for kill in range(KILLS):
            # Every other time it comes so far that a batch is about to be committed, or just was.
            ended = seloste.run(
                *arguments,
                kill_after=chance.uniform(0, 0.5 if kill % 2 else 0.1),
                once_grown=None if kill % 2 else rejects,
            )
            assert ended.was_killed, "it was done before it could be killed often enough"
        begun = rejects.stat().st_size
        last = seloste.done(*arguments)
        again = seloste.done(*arguments)
        verified = seloste.done("audit", "verify", "--json")
        seloste.done("customers", "export", export, "--purpose", "customer_care")

    assert 0 < begun < rejects.stat().st_size
    counts = json.loads(last.out)
    assert counts == {
        "read": CUSTOMERS,
        "imported": len(expected.good),
        "updated": 0,
        "duplicates": 0,
        "refused": len(expected.rejected),
    }
    assert json.loads(again.out) == counts
    with export.open(encoding="utf-8-sig", newline="") as file:
        kept = [(row["number"], row["email"]) for row in csv.DictReader(file, delimiter=";")]
    assert Counter(kept) == Counter(expected.good.items())
    with rejects.open(encoding="utf-8-sig", newline="") as file:
        refused = list(csv.DictReader(file, delimiter=";"))
    assert [int(row["line"]) for row in refused] == expected.rejected
    assert all(row["fault"] for row in refused)
    assert json.loads(verified.out)
