from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.audit.rules.lines import canonical_bytes
from seloste.audit.values import Line

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
LINES = st.builds(
    Line,
    position=st.integers(0, 2**53),
    at=st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 -- the zone is added
    operation=TEXTS,
    actor=TEXTS,
    role=TEXTS,
    way_in=TEXTS,
    purpose=TEXTS,
    categories=st.lists(TEXTS, max_size=3).map(tuple),
    about=st.none() | st.integers(0, 2**63 - 1),
    ref=TEXTS,
    edition=st.none() | st.integers(0, 10_000),
    sealed_facts=st.binary(max_size=40),
)


def read_back(data: bytes) -> Line:
    members = json.loads(data)
    assert members.pop("format") == 1
    return Line(
        **{
            **members,
            "at": datetime.fromisoformat(members["at"]),
            "categories": tuple(members["categories"]),
            "about": None if members["about"] is None else int(members["about"]),
            "sealed_facts": b64decode(members["sealed_facts"]),
        }
    )


@given(LINES)
def test_the_bytes_give_the_line_back_so_different_lines_have_different_bytes(line: Line) -> None:
    assert read_back(canonical_bytes(line)) == line


@given(LINES, LINES)
def test_equal_bytes_mean_equal_lines(one: Line, other: Line) -> None:
    assert (canonical_bytes(one) == canonical_bytes(other)) == (one == other)


@given(LINES)
def test_the_bytes_are_canonical_json_on_one_line(line: Line) -> None:
    data = canonical_bytes(line)

    assert b"\n" not in data
    canonical = json.dumps(
        json.loads(data), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    assert data.decode() == canonical


def test_the_bytes_of_a_line_never_change(make_line: Callable[..., Line]) -> None:
    line = make_line(7, ref="“Ä\n", sealed_facts=b"\x00\xff", edition=None)

    assert canonical_bytes(line).decode() == (
        '{"about":"4611686018427387911","actor":"staff-7f3a","at":"2026-11-22T09:00:07.000000Z",'
        '"categories":["contact","identity"],"edition":null,"format":1,'
        '"operation":"readings.opened","position":7,"purpose":"customer_care","ref":"“Ä\\n",'
        '"role":"support","sealed_facts":"AP8=","way_in":"console"}'
    )


def test_the_same_instant_has_the_same_bytes_in_every_zone(
    make_line: Callable[..., Line],
) -> None:
    line = make_line(0)
    helsinki = make_line(0, at=line.at.astimezone(timezone(timedelta(hours=2))))

    assert canonical_bytes(helsinki) == canonical_bytes(line)


def test_a_person_of_none_is_not_the_person_0(make_line: Callable[..., Line]) -> None:
    assert canonical_bytes(make_line(0, about=None)) != canonical_bytes(make_line(0, about=0))


def test_a_time_without_a_zone_is_refused(make_line: Callable[..., Line]) -> None:
    line = make_line(3, at=datetime(2026, 11, 22))  # noqa: DTZ001 -- that is the test

    with pytest.raises(ValueError, match="line 3 has a time without a zone"):
        canonical_bytes(line)


def test_a_text_that_is_not_unicode_is_refused(make_line: Callable[..., Line]) -> None:
    with pytest.raises(ValueError, match="surrogates"):
        canonical_bytes(make_line(3, ref="\ud800"))
