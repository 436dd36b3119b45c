"""The points at which tests kill the process are those that the code passes."""

from __future__ import annotations

import re
from pathlib import Path

import seloste
from seloste.kernel.steps import KILLED_AT, POINTS

PACKAGE = Path(seloste.__file__).parent
PASSED = re.compile(r"reached\(f?\"([^\"]+)\"\)")


def test_every_point_is_passed_and_every_passed_point_is_known() -> None:
    passed = {
        point
        for path in PACKAGE.rglob("*.py")
        for written in PASSED.findall(path.read_text(encoding="utf-8"))
        for point in (
            [written.replace("{row.kind}", kind) for kind in ("data", "keys")]
            if "{" in written
            else [written]
        )
    }

    assert passed == set(POINTS)


def test_nothing_but_the_steps_reads_the_variable() -> None:
    readers = [p.name for p in PACKAGE.rglob("*.py") if KILLED_AT in p.read_text(encoding="utf-8")]

    assert readers == ["steps.py"]
