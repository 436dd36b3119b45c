from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.disclosures import rules
from seloste.disclosures.errors import NotInNotice
from seloste.disclosures.values import Giving
from seloste.kernel.ids import PersonId
from seloste.notice.loading import read_notice
from seloste.notice.values import Notice
from tests.register import EXAMPLE

FIRST = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def notice() -> Notice:
    return read_notice(EXAMPLE.read_bytes(), path=EXAMPLE.name).notice


def giving(recipient: str, *categories: str, at: datetime = FIRST) -> Giving:
    return Giving(
        id=1,
        person=PersonId(7),
        recipient=recipient,
        categories=frozenset(categories),
        fields=frozenset(),
        purpose="invoicing",
        act="by_hand",
        edition=1,
        at=at,
    )


def test_what_the_notice_declares_may_be_given(notice: Notice) -> None:
    rules.check_declared(
        notice,
        recipient="invoicing_service",
        purpose="invoicing",
        categories=["identity", "billing"],
    )


@pytest.mark.parametrize(
    ("recipient", "purpose", "categories", "undeclared"),
    [
        ("invoicing_service", "invoicing", ["identity", "domains"], "domains"),
        ("invoicing_service", "newsletter", ["identity"], "identity"),
        ("data_broker", "invoicing", ["identity"], "identity"),
        ("mail_service", "no_such_purpose", ["identity"], "identity"),
        ("invoicing_service", "invoicing", [], ""),
    ],
)
def test_what_the_notice_does_not_declare_is_refused_by_name(
    notice: Notice, recipient: str, purpose: str, categories: list[str], undeclared: str
) -> None:
    with pytest.raises(NotInNotice) as refused:
        rules.check_declared(notice, recipient=recipient, purpose=purpose, categories=categories)

    assert refused.value.facts() == {
        "recipient": recipient,
        "purpose": purpose,
        "categories": undeclared,
        "edition": notice.edition.number,
    }


def test_a_recipient_of_whole_categories_may_have_all_their_fields(notice: Notice) -> None:
    fields = rules.fields_for(notice, recipient="invoicing_service", categories=["contact"])

    assert fields == {"customer.emails", "customer.phones", "customer.postal_address"}


def test_a_recipient_with_fewer_fields_may_have_only_those(notice: Notice) -> None:
    fields = rules.fields_for(
        notice, recipient="newsletter_service", categories=["identity", "contact"]
    )

    assert fields == {"customer.name", "customer.language", "customer.emails"}


def test_of_a_category_that_is_not_declared_no_field_may_be_had(notice: Notice) -> None:
    assert rules.fields_for(notice, recipient="newsletter_service", categories=["billing"]) == set()
    assert rules.fields_for(notice, recipient="data_broker", categories=["identity"]) == set()


def test_a_recipient_has_what_it_was_given_and_has_not_erased_since() -> None:
    later = FIRST + timedelta(days=30)
    givings = [
        giving("invoicing_service", "identity", "billing"),
        giving("newsletter_service", "identity"),
        giving("invoicing_service", "billing", at=later),
    ]
    erased = [
        ("invoicing_service", frozenset({"identity", "billing"}), FIRST + timedelta(days=1)),
        ("newsletter_service", frozenset({"identity"}), FIRST + timedelta(days=1)),
    ]

    assert rules.held_by_recipients(givings, erased) == {"invoicing_service": {"billing"}}


@given(st.lists(st.sampled_from(["identity", "contact", "billing"]), min_size=1))
def test_without_an_erasure_a_recipient_has_all_that_it_was_ever_given(
    categories: list[str],
) -> None:
    givings = [giving("invoicing_service", category) for category in categories]

    held = rules.held_by_recipients(givings, [])

    assert held == {"invoicing_service": set(categories)}


def test_a_recipient_that_does_not_answer_is_asked_again_a_week_later() -> None:
    assert rules.chase_at(FIRST) == datetime(2026, 3, 9, 9, tzinfo=UTC)
    assert rules.late_at(FIRST) == datetime(2026, 3, 5, 9, tzinfo=UTC)
