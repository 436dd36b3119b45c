from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.notice.loading import read_notice_file
from seloste.notice.values import Notice
from seloste.readings.errors import NotAllowed
from seloste.readings.rules import categories_to_open
from seloste.readings.values import Opened
from seloste.vault.values import SOURCES, Record

EXAMPLE = read_notice_file(Path(__file__).parents[3] / "notices" / "palvelin-example.yaml").notice


def test_all_that_the_notice_allows_is_opened_when_nothing_is_named() -> None:
    assert categories_to_open(
        EXAMPLE, role="accountant", purpose="accounting", wanted=None
    ) == frozenset({"identity", "billing", "invoices"})


def test_only_what_is_named_is_opened() -> None:
    assert categories_to_open(
        EXAMPLE, role="support", purpose="customer_care", wanted=["contact"]
    ) == frozenset({"contact"})


def test_nothing_named_opens_nothing() -> None:
    assert (
        categories_to_open(EXAMPLE, role="support", purpose="customer_care", wanted=[])
        == frozenset()
    )


@pytest.mark.parametrize(
    ("role", "purpose", "wanted"),
    [
        ("accountant", "customer_care", None),
        ("accountant", "accounting", ["contact"]),
        ("accountant", "accounting", ["identity", "contact"]),
        ("support", "invoicing", ["identity"]),
        ("owner", "curiosity", None),
        ("nobody", "customer_care", None),
        ("", "", None),
        ("support", "customer_care", ["no_such_category"]),
    ],
)
def test_what_the_notice_does_not_allow_is_refused(
    role: str, purpose: str, wanted: list[str] | None
) -> None:
    with pytest.raises(NotAllowed) as refused:
        categories_to_open(EXAMPLE, role=role, purpose=purpose, wanted=wanted)

    assert refused.value.facts()["role"] == role
    assert refused.value.facts()["purpose"] == purpose


def test_the_refusal_names_only_what_was_not_allowed() -> None:
    with pytest.raises(NotAllowed) as refused:
        categories_to_open(
            EXAMPLE, role="accountant", purpose="accounting", wanted=["identity", "contact"]
        )

    assert refused.value.facts()["categories"] == "contact"


def changed(**purpose: object) -> Notice:
    care = EXAMPLE.purposes["customer_care"].model_copy(update=purpose)
    return EXAMPLE.model_copy(update={"purposes": {**EXAMPLE.purposes, "customer_care": care}})


def test_a_purpose_without_a_legal_basis_opens_nothing() -> None:
    with pytest.raises(NotAllowed):
        categories_to_open(
            changed(legal_basis=None), role="owner", purpose="customer_care", wanted=None
        )


def test_a_use_for_a_purpose_that_is_not_declared_opens_nothing() -> None:
    silent = EXAMPLE.model_copy(update={"purposes": {}})

    with pytest.raises(NotAllowed):
        categories_to_open(silent, role="owner", purpose="customer_care", wanted=None)


KEYS = [*EXAMPLE.categories, "unheard_of"]


@given(
    st.sampled_from([*EXAMPLE.roles, "stranger"]),
    st.sampled_from([*EXAMPLE.purposes, "curiosity"]),
    st.none() | st.sets(st.sampled_from(KEYS)),
)
def test_nothing_is_ever_opened_beyond_the_notice(
    role: str, purpose: str, wanted: set[str] | None
) -> None:
    allowed = EXAMPLE.categories_for(role=role, purpose=purpose)
    try:
        opened = categories_to_open(EXAMPLE, role=role, purpose=purpose, wanted=wanted)
    except NotAllowed:
        assert not allowed or (wanted is not None and not wanted <= allowed)
    else:
        assert opened <= allowed
        assert opened == (allowed if wanted is None else wanted)


def test_what_was_opened_is_sorted_by_record_and_never_shown() -> None:
    own, older, other = Record("customer", 7), Record("contract", 3), Record("contract", 9)
    opened = Opened(
        {
            other: {"contracts": {"contract.details": "b"}},
            own: {
                "identity": {"customer.name": "Merkkinen", SOURCES: {"customer.name": "employer"}},
                "contact": {"customer.emails": ["merkki@a.example"]},
            },
            older: {"contracts": {"contract.details": "a"}},
        },
        frozenset({"billing"}),
    )

    assert opened.values_of(own) == {
        "customer.name": "Merkkinen",
        "customer.emails": ["merkki@a.example"],
    }
    assert opened.sources_of(own) == {"customer.name": "employer"}
    assert opened.values_of(Record("customer", 8)) == {}
    assert opened.records("contract") == [older, other]
    assert "erkki" not in repr(opened)
