from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.kernel.ids import PersonId
from seloste.vault.ciphers import KEY_BYTES, Cipher
from seloste.vault.errors import CannotOpen
from seloste.vault.sealing import place_of
from seloste.vault.values import Plain, Record, Term

KEY = bytes(range(KEY_BYTES))
PLACE = b"1|customer|1|identity"


@given(st.binary(), st.binary())
def test_what_was_sealed_opens_at_its_place(plain: bytes, place: bytes) -> None:
    assert Cipher(KEY).open(Cipher(KEY).seal(plain, place=place), place=place) == plain


@given(st.binary(min_size=1, max_size=40), st.data())
def test_one_changed_bit_and_nothing_opens(plain: bytes, data: st.DataObject) -> None:
    sealed = bytearray(Cipher(KEY).seal(plain, place=PLACE))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8

    with pytest.raises(CannotOpen):
        Cipher(KEY).open(bytes(sealed), place=PLACE)


@given(st.binary(max_size=40), st.data())
def test_what_was_cut_short_does_not_open(plain: bytes, data: st.DataObject) -> None:
    sealed = Cipher(KEY).seal(plain, place=PLACE)
    kept = data.draw(st.integers(0, len(sealed) - 1))

    with pytest.raises(CannotOpen):
        Cipher(KEY).open(sealed[:kept], place=PLACE)


@given(st.binary(), st.binary(), st.binary())
def test_what_was_moved_does_not_open(plain: bytes, place: bytes, other: bytes) -> None:
    sealed = Cipher(KEY).seal(plain, place=place)

    if place != other:
        with pytest.raises(CannotOpen):
            Cipher(KEY).open(sealed, place=other)


@given(st.binary())
def test_rubbish_does_not_open(rubbish: bytes) -> None:
    for sealed in (rubbish, b"\x01" + rubbish):
        with pytest.raises(CannotOpen):
            Cipher(KEY).open(sealed, place=PLACE)


@pytest.mark.parametrize("version", [version for version in range(256) if version != 1])
def test_another_version_does_not_open(version: int) -> None:
    sealed = Cipher(KEY).seal(b"plain", place=PLACE)

    with pytest.raises(CannotOpen):
        Cipher(KEY).open(bytes([version]) + sealed[1:], place=PLACE)


def test_another_key_does_not_open() -> None:
    with pytest.raises(CannotOpen):
        Cipher(os.urandom(KEY_BYTES)).open(Cipher(KEY).seal(b"plain", place=PLACE), place=PLACE)


def test_the_same_text_never_looks_the_same() -> None:
    assert len({Cipher(KEY).seal(b"plain", place=PLACE) for _ in range(100)}) == 100


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_key_has_256_bits(length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Cipher(bytes(length))


WHERE = st.tuples(
    st.integers(1, 2**63 - 1),
    st.sampled_from(["customer", "contract", "change", "staff"]),
    st.integers(1, 2**63 - 1),
    st.from_regex(r"[a-z][a-z0-9_]{0,10}", fullmatch=True),
)


@given(WHERE, WHERE)
def test_no_two_places_have_the_same_name(
    one: tuple[int, str, int, str], other: tuple[int, str, int, str]
) -> None:
    names = {place_of(PersonId(p), Record(kind, i), c) for p, kind, i, c in (one, other)}

    assert len(names) == len({one, other})


def test_values_in_clear_are_never_shown() -> None:
    plain = Plain(PersonId(1), Record("customer", 1), "identity", {"customer.name": "Merkkinen"})

    assert "Merkkinen" not in repr(plain)
    assert "merkkinen" not in repr(Term("customer.name", "merkkinen"))
    assert "Merkkinen" not in f"{[plain]}{ {'a': plain} }"
