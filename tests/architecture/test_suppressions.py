"""What the tools are told to overlook is counted: twenty places in all, each naming its rule."""

from __future__ import annotations

import re
from pathlib import Path

import seloste

BUDGET = 20
SUPPRESSION = re.compile(r"#\s*(?:noqa|type:\s*ignore|pyright:\s*ignore)(?P<code>[:\[]\s*\w)?")
PACKAGE = Path(seloste.__file__).parent


def suppressions() -> list[tuple[str, re.Match[str]]]:
    return [
        (f"{path.relative_to(PACKAGE)}:{number}: {line.strip()}", found)
        for path in sorted(PACKAGE.rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if (found := SUPPRESSION.search(line))
    ]


def test_few_places_are_overlooked() -> None:
    places = [place for place, _found in suppressions()]

    assert len(places) <= BUDGET, "\n".join(places)


def test_each_says_which_rule_is_overlooked() -> None:
    assert [place for place, found in suppressions() if not found["code"]] == []
