"""A notice file is read strictly, and a refusal says where and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seloste.notice import unreadable
from seloste.notice.findings import line_of
from seloste.notice.loading import MAX_BYTES, read_notice, read_notice_file
from seloste.notice.sentences import findings_as_json, findings_of
from tests.rules.notice.changes import COMPLETE, loaded

HEAD = "seloste: 1\nedition: {number: 4, in_force_from: 2026-12-01}\n"


def refusal(source: str | bytes) -> unreadable.Unreadable:
    raw = source.encode() if isinstance(source, str) else source
    with pytest.raises(unreadable.Unreadable) as caught:
        read_notice(raw, path="notice.yaml")
    return caught.value


def test_the_complete_example_is_read_with_the_line_of_every_part():
    complete = loaded(COMPLETE)
    lines = complete.raw_text.splitlines()

    assert complete.notice.edition.in_force_from == date(2026, 11, 1)
    assert "newsletter:" in lines[complete.positions["purposes.newsletter"] - 1]
    assert "keep: P6Y" in lines[complete.positions["storage_periods[3].keep"] - 1]
    assert "- multi_factor" in lines[complete.positions["security[4]"] - 1]


def test_a_path_that_the_file_lacks_has_the_line_of_the_part_around_it():
    positions = {"": 1, "uses": 5, "uses.care[1]": 7}

    assert line_of(positions, "uses.care[1].roles[0]") == 7
    assert line_of(positions, "uses.other") == 5
    assert line_of(positions, "authority") == 1
    assert line_of({}, "authority") == 1


def test_words_stay_as_they_are_written():
    source = (
        f"{HEAD}controller:\n  name: 1234\n  postal_address:\n"
        "    {street: 'null', postal_code: 00100, city: Oslo, country: NO}\n"
    )

    notice = read_notice(source.encode(), path="notice.yaml").notice

    assert notice.controller is not None
    assert notice.controller.name == "1234"
    address = notice.controller.postal_address
    assert address is not None
    assert (address.street, address.postal_code, address.country) == ("null", "00100", "NO")


def test_nothing_is_none_unless_it_stands_in_quotes():
    notice = read_notice(
        f"{HEAD}authority:\ninforming: ~\nrepresentative: null\n".encode(), path="n"
    ).notice

    assert (notice.authority, notice.informing, notice.representative) == (None, None, None)


def test_a_byte_order_mark_is_taken_off():
    assert read_notice(b"\xef\xbb\xbf" + HEAD.encode(), path="n").notice.edition.number == 4


@pytest.mark.parametrize(
    ("source", "kind", "line", "path"),
    [
        (b"a: 1\nb: \xff\n", unreadable.NotUtf8, 2, ""),
        (b"#" * (MAX_BYTES + 1), unreadable.TooLarge, 1, ""),
        ("a: 1\nb: \0\n", unreadable.NulByte, 2, ""),
        ("a: 1\nb: \x07\n", unreadable.NulByte, 2, ""),
        ('a: 1\nb: "\\0"\n', unreadable.NulByte, 2, "b"),
        ('a: "\\uD800"\n', unreadable.NulByte, 1, "a"),
        ("a:\n\tb: 1\n", unreadable.NotYaml, 2, ""),
        ("%YAML 9.9\n---\na: 1\n", unreadable.NotYaml, 1, ""),
        ("a: &x 1\nb: 2\n", unreadable.AliasUsed, 1, "a"),
        ("a: 1\nb: *x\n", unreadable.AliasUsed, 2, "b"),
        ("a: !!python/object:os.system x\n", unreadable.TagUsed, 1, "a"),
        ("a: !secret x\n", unreadable.TagUsed, 1, "a"),
        ("a: !!str x\n", unreadable.TagUsed, 1, "a"),
        ("a: {!!str b: x}\n", unreadable.TagUsed, 1, "a"),
        (f"{HEAD}---\na: 1\n", unreadable.SeveralDocuments, 3, ""),
        ("", unreadable.NotAMapping, 1, ""),
        ("# nothing\n", unreadable.NotAMapping, 1, ""),
        ("- a\n", unreadable.NotAMapping, 1, ""),
        ("words\n", unreadable.NotAMapping, 1, ""),
        ("a: 1\n? [b]\n: c\n", unreadable.NotAKey, 2, ""),
        ("a: 1\na: 2\n", unreadable.DuplicateKey, 2, "a"),
        ("[" * 100_000, unreadable.TooDeep, 1, "[0]" * 20),
        ("{a: " * 100_000, unreadable.TooDeep, 1, ".".join("a" * 20)),
        (f"{HEAD}purposs: {{}}\n", unreadable.MisspeltKey, 3, "purposs"),
        (f"{HEAD}zzzzz: 1\n", unreadable.UnknownKey, 3, "zzzzz"),
        (f"{HEAD}from_: 1\n", unreadable.UnknownKey, 3, "from_"),
        (f"{HEAD}<<: {{a: 1}}\n", unreadable.UnknownKey, 3, "<<"),
        ("seloste: 1\n", unreadable.MissingKey, 1, "edition"),
        (f"{HEAD}uses: {{a: {{categories: [x]}}}}\n", unreadable.MissingKey, 3, "uses.a.roles"),
        (
            f"{HEAD}uses: {{a: [{{categories: [x], roles: [r], rols: 1}}]}}\n",
            unreadable.MisspeltKey,
            3,
            "uses.a[0].rols",
        ),
        (
            f"{HEAD}purposes: {{a: {{legal_basis: contrct}}}}\n",
            unreadable.UnknownValue,
            3,
            "purposes.a.legal_basis",
        ),
        (
            f"{HEAD}purposes: {{a: {{title: {{de: x}}}}}}\n",
            unreadable.UnknownValue,
            3,
            "purposes.a.title.de",
        ),
        (
            f"{HEAD}data_protection_officer: none\n",
            unreadable.UnknownValue,
            3,
            "data_protection_officer",
        ),
        (HEAD.replace("seloste: 1", "seloste: 2"), unreadable.UnknownValue, 1, "seloste"),
        (f"{HEAD}controller: {{name: [a]}}\n", unreadable.WantsText, 3, "controller.name"),
        (f"{HEAD}security: x\n", unreadable.WantsList, 3, "security"),
        (f"{HEAD}roles: []\n", unreadable.WantsMapping, 3, "roles"),
        (f"{HEAD}controller: x\n", unreadable.WantsMapping, 3, "controller"),
        (HEAD.replace("4", "four"), unreadable.WantsNumber, 2, "edition.number"),
        (HEAD.replace("4", "0"), unreadable.WantsNumber, 2, "edition.number"),
        (HEAD.replace("12-01", "13-01"), unreadable.WantsDate, 2, "edition.in_force_from"),
        (f"{HEAD}eu_only: maybe\n", unreadable.WantsYesOrNo, 3, "eu_only"),
        (f"{HEAD}roles: {{Owner: {{}}}}\n", unreadable.WantsName, 3, "roles.Owner"),
        (f"{HEAD}register: {{name: {'x' * 10_001}}}\n", unreadable.TooLong, 3, "register.name"),
    ],
)
def test_a_file_that_is_no_notice_is_refused_with_line_and_path(source, kind, line, path):
    found = refusal(source)

    assert (type(found), found.line, found.path, found.file) == (kind, line, path, "notice.yaml")


def test_a_misspelt_key_is_answered_with_the_nearest_known_one():
    found = refusal(f"{HEAD}storage_periods:\n  - {{categories: [a], form: x}}\n")

    assert found.facts()["nearest"] == "from"


def test_a_key_twice_names_the_line_of_the_first():
    assert refusal("a: 1\nb: 2\na: 3\n").facts()["before"] == 1


def test_all_faults_of_the_format_are_told_at_once():
    found = refusal("seloste: 2\nedition: {number: x, in_force_from: 2026-13-01}\n")

    assert [fault.path for fault in found.others] == ["edition.number", "edition.in_force_from"]


def test_a_refusal_has_the_form_of_findings_too():
    found = refusal("seloste: 2\nedition: {number: x, in_force_from: 2026-12-01}\n")

    first, second = findings_as_json(findings_of(found), "en")

    assert first["rule"] == "unknown_value"
    assert first["severity"] == "error"
    assert first["line"] == 1
    assert second["path"] == "edition.number"


def test_a_file_is_never_read_beyond_what_a_notice_may_hold(tmp_path: Path):
    path = tmp_path / "long.yaml"
    with path.open("wb") as file:
        file.truncate(2 * 1024**3)  # two gigabytes that take no room

    with pytest.raises(unreadable.TooLarge):
        read_notice_file(path)


YAML_SIGNS = st.text(alphabet="&*!%@-?:{}[]|>'\"#,~ \n\tab1.", max_size=60)


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200), YAML_SIGNS))
def test_any_bytes_are_a_notice_or_a_refusal(source: bytes | str):
    raw = source if isinstance(source, bytes) else source.encode("utf-8", "surrogatepass")

    with pytest.raises(unreadable.Unreadable) as caught:
        read_notice(raw, path="any")

    assert caught.value.line >= 1
