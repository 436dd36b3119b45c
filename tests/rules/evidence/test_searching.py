from __future__ import annotations

import json
import os
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.evidence.searching import SHORTEST, Sought, is_distinctive

NAME = "Äinö Kuvitelma-Öhman"


@pytest.mark.parametrize("change", [str, str.lower, str.upper])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "latin-1"])
@pytest.mark.parametrize("before", range(8))
def test_a_value_is_found_wherever_it_begins_and_however_it_is_written(before, encoding, change):
    data = os.urandom(1000 + before) + change(NAME).encode(encoding) + os.urandom(50)

    assert Sought([NAME]).lie_in(data)


@pytest.mark.parametrize(
    "written",
    [json.dumps(NAME), quote(NAME), "AINO KUVITELMA-OHMAN", f"name={NAME};"],
    ids=["json", "address", "folded", "glued"],
)
def test_escapes_and_lost_accents_hide_nothing(written):
    assert Sought([NAME]).lie_in(written.encode())


def test_what_was_not_sought_is_not_found():
    sought = Sought([NAME, "+358405550123"])

    assert not sought.lie_in(b"Aino Esimerkki, +358405550124, customer_care" * 100)
    assert not sought.lie_in(os.urandom(1 << 16))
    assert not sought.lie_in(b"")


def test_nothing_sought_is_nothing_found():
    assert not Sought([]).lie_in(b"anything at all")
    assert Sought(["short"]).number == 0


def test_values_do_not_show():
    assert "Kuvitelma" not in repr(Sought([NAME]))


@given(st.text(min_size=SHORTEST, max_size=80), st.binary(max_size=40), st.binary(max_size=40))
def test_every_value_that_is_long_enough_is_found(value, before, after):
    if not is_distinctive(value):
        return
    assert Sought([value]).lie_in(before + value.strip().encode("utf-8", "replace") + after)
