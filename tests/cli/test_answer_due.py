"""`seloste answer-due` says until when, in three languages, and needs no register."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

import pytest
from click.testing import CliRunner
from django.utils.translation import override

from seloste import wording
from seloste.cli.answer_due import answer_due
from seloste.kernel.errors import Refusal


def answered(*arguments: str) -> str:
    ended = CliRunner().invoke(answer_due, arguments)
    assert ended.exit_code == 0, ended.output
    return ended.output


@pytest.mark.parametrize(
    ("arguments", "days"),
    [
        (
            ["2026-11-22"],
            {"target": "2026-12-04", "safe": "2026-12-22", "latest": "2026-12-22"},
        ),
        (
            ["2027-11-25"],
            {"target": "2027-12-10", "safe": "2027-12-24", "latest": "2027-12-27"},
        ),
        (
            ["2025-09-25", "--extended"],
            {"target": "2025-10-09", "safe": "2025-12-24", "latest": "2025-12-29"},
        ),
        (
            ["2026-11-16", "--pause", "2026-11-30:2026-12-14"],
            {"target": "2026-11-30", "safe": "2026-12-30", "latest": "2026-12-30"},
        ),
        (
            ["2025-05-06", "--country", "SE"],
            {"target": "2025-05-20", "safe": "2025-06-05", "latest": "2025-06-09"},
        ),
    ],
)
def test_it_prints_the_three_days(arguments: list[str], days: Mapping[str, str]) -> None:
    assert json.loads(answered(*arguments, "--json")) == days


@pytest.mark.parametrize(
    ("language", "says"),
    [("fi", "viimeistään: tiistai 22.12.2026"), ("en", "latest: Tuesday 22 December 2026")],
)
def test_it_prints_them_as_the_language_writes_them(language: str, says: str) -> None:
    with override(language):
        assert says in answered("2026-11-22")


HOSTILE = [
    ["tomorrow"],
    ["2026-02-30"],
    ["20261122"],
    ["2026-11-22T10:00"],
    ["２０２６-11-22"],
    ["9999-12-31"],
    ["0001-01-01"],
    ["2026-11-22\n"],
    ["x" * 100_000],
    ["2026-11-22", "--country", "XX"],
    ["2026-11-22", "--country", "../FI"],
    ["2026-11-22", "--country", "ﬁ"],
    ["2026-11-22", "--pause", "2026-11-23"],
    ["2026-11-22", "--pause", ":"],
    ["2026-11-22", "--pause", "2026-11-25:2026-11-24"],
    ["2026-11-22", "--pause", "2026-11-21:2026-11-24"],
    ["2026-11-22", "--pause", "2027-11-21:2027-11-24"],
    ["2026-11-22", "--pause", "2026-11-23:9999-12-31"],
]


@pytest.mark.parametrize("arguments", HOSTILE, ids=lambda each: " ".join(each)[:40])
def test_what_is_no_day_is_refused_with_a_sentence(arguments: list[str]) -> None:
    ended = CliRunner().invoke(answer_due, arguments)

    assert isinstance(ended.exception, Refusal)
    with override("en"):
        assert re.fullmatch(r"Nothing was computed\. .{20,400}\.", wording.of(ended.exception))
