"""The program in docs/audit.md verifies what Seloste writes, and knows nothing of Seloste."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from seloste.audit.rules.lines import canonical_bytes
from seloste.audit.rules.notes import cut_text, joined
from seloste.audit.values import Cut, Kind

PAGE = (Path(__file__).parents[3] / "docs" / "audit.md").read_text()
ORIGIN = "register.example/audit"


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., str]:
    program = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)[0]
    (tmp_path / "verify.py").write_text(program)

    def run(trail: Any, *, checkpoints: bytes, cut: bytes = b"") -> str:
        export = b"".join(canonical_bytes(each.line) + b"\n" for each in trail.lines)
        (tmp_path / "export.jsonl").write_bytes(export)
        (tmp_path / "checkpoints.txt").write_bytes(checkpoints)
        (tmp_path / "cut.txt").write_bytes(cut)
        files = ["verify.py", "export.jsonl", "checkpoints.txt", *(["cut.txt"] if cut else [])]
        ran = subprocess.run(  # noqa: S603 -- our own page, with this Python
            [sys.executable, "-I", *files],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        return (ran.stdout + ran.stderr).strip()

    return run


def test_it_says_that_an_honest_trail_fits(
    make_trail: Callable[..., Any], run: Callable[..., str]
) -> None:
    trail = make_trail(25, every=5)

    assert run(trail, checkpoints=joined(trail.notes)) == "25 lines fit their checkpoints"


def test_it_finds_a_changed_line(
    make_trail: Callable[..., Any], make_stored: Callable[..., Any], run: Callable[..., str]
) -> None:
    trail = make_trail(25, every=5)
    trail.lines[12] = make_stored(trail.lines[13].line)

    said = run(trail, checkpoints=joined(trail.notes))

    assert said == "the lines before 15 are not those of the checkpoint"


def test_it_finds_a_cut_tail(make_trail: Callable[..., Any], run: Callable[..., str]) -> None:
    trail = make_trail(25, every=5)
    del trail.lines[22:]

    said = run(trail, checkpoints=trail.notes[-1])

    assert said == "there are 22 lines, and a checkpoint of 25"


def test_it_goes_on_from_a_cut(make_trail: Callable[..., Any], run: Callable[..., str]) -> None:
    trail = make_trail(25, every=5)
    at = trail.lines[0].line.at
    cut = trail.signer.note(cut_text(Cut(ORIGIN, at, trail.peaks(7))))
    del trail.lines[:7]

    said = run(trail, checkpoints=joined(trail.notes), cut=cut)

    assert said == "25 lines fit their checkpoints"


def test_of_several_cuts_the_last_counts(
    make_trail: Callable[..., Any], run: Callable[..., str]
) -> None:
    trail = make_trail(25, every=5)
    at = trail.lines[0].line.at
    cuts = [trail.signer.note(cut_text(Cut(ORIGIN, at, trail.peaks(size)))) for size in (3, 7)]
    del trail.lines[:7]

    said = run(trail, checkpoints=joined(trail.notes), cut=joined(cuts))

    assert said == "25 lines fit their checkpoints"


def test_the_page_names_every_kind_of_finding() -> None:
    for kind in Kind:
        assert f"`{kind}`" in PAGE
