"""What a restriction, an objection and a missing consent bar."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.notice.loading import read_notice
from seloste.notice.values import SERVES_WHILE_RESTRICTED, Notice
from seloste.usability.rules import bar, marketing_purposes
from seloste.usability.values import Bar, Standing

NOTICE = read_notice(
    (Path(__file__).parents[3] / "notices/palvelin-example.yaml").read_bytes(), path=""
).notice
PURPOSES = st.sampled_from(sorted(NOTICE.purposes))
SOME = st.frozensets(PURPOSES)


@pytest.mark.parametrize("purpose", ["rights_handling", "legal_claims"])
def test_restricted_data_serve_requests_and_claims(purpose: str) -> None:
    assert bar(Standing(is_restricted=True), purpose, NOTICE) is None


@pytest.mark.parametrize("purpose", ["customer_care", "invoicing", "accountability", "newsletter"])
def test_restricted_data_serve_nothing_else(purpose: str) -> None:
    assert bar(Standing(is_restricted=True), purpose, NOTICE) is not None


def test_a_consent_lets_even_restricted_data_be_used() -> None:
    standing = Standing(is_restricted=True, consents=frozenset({"newsletter"}))

    assert bar(standing, "newsletter", NOTICE) is None


def test_without_consent_a_purpose_that_rests_on_it_is_barred() -> None:
    assert bar(Standing(), "newsletter", NOTICE) is Bar.NO_CONSENT


def test_an_objection_bars_its_purpose_only() -> None:
    standing = Standing(objections=frozenset({"development_surveys"}))

    assert bar(standing, "development_surveys", NOTICE) is Bar.OBJECTED
    assert bar(standing, "customer_care", NOTICE) is None


@given(st.booleans(), SOME, SOME, PURPOSES)
def test_a_restriction_never_opens_what_was_barred_without_it(
    restricted: bool, consents: frozenset[str], objections: frozenset[str], purpose: str
) -> None:
    free = bar(Standing(False, consents, objections), purpose, NOTICE)
    found = bar(Standing(restricted, consents, objections), purpose, NOTICE)

    if free is not None:
        assert found == free
    elif found is not None:
        assert restricted
        assert NOTICE.purposes[purpose].serves not in SERVES_WHILE_RESTRICTED


def test_marketing_is_what_the_notice_calls_so() -> None:
    assert marketing_purposes(NOTICE) == ("newsletter",)


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (Standing(), Bar.NO_CONSENT),
        (Standing(consents=frozenset({"offers"})), None),
        (
            Standing(consents=frozenset({"offers"}), objections=frozenset({"offers"})),
            Bar.OBJECTED,
        ),
        (Standing(is_restricted=True, consents=frozenset({"offers"})), Bar.RESTRICTED),
    ],
)
def test_marketing_to_own_customers_needs_its_conditions_on_record(
    standing: Standing, expected: Bar | None
) -> None:
    notice = Notice.model_validate(
        {
            "seloste": 1,
            "edition": {"number": 1, "in_force_from": "2026-11-01"},
            "purposes": {"offers": {"legal_basis": "soft_opt_in", "marketing": True}},
        }
    )

    assert bar(standing, "offers", notice) == expected
