"""What the notice answers to the rest of the system."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from seloste.notice.values import Notice
from tests.rules.notice.changes import COMPLETE, loaded

KEYS = st.sampled_from(["a", "b", "c"])
LISTS = st.lists(KEYS, max_size=3)
USES = st.fixed_dictionaries({"categories": LISTS, "roles": LISTS})


def using(uses: object) -> Notice:
    head = {"number": 1, "in_force_from": "2026-11-01"}
    purposes = {key: {} for key in "abc"}
    return Notice.model_validate(
        {"seloste": 1, "edition": head, "purposes": purposes, "uses": uses}
    )


def test_a_role_opens_what_some_use_of_the_purpose_gives_it():
    notice = using(
        {
            "a": [
                {"categories": ["x"], "roles": ["r"]},
                {"categories": ["y"], "roles": ["r", "s"]},
            ],
            "b": {"categories": ["z"], "roles": ["s"]},
        }
    )

    assert notice.categories_for(role="r", purpose="a") == {"x", "y"}
    assert notice.categories_for(role="s", purpose="a") == {"y"}
    assert notice.categories_for(role="r", purpose="b") == frozenset()
    assert notice.categories_for(role="r", purpose="nowhere") == frozenset()
    assert notice.purposes_of("s") == ("a", "b")
    assert notice.purposes_of("nobody") == ()


@given(st.dictionaries(KEYS, st.one_of(USES, st.lists(USES, max_size=3)), max_size=3), KEYS, KEYS)
def test_a_category_is_open_exactly_when_one_use_names_both(uses, role, purpose):
    notice = using(uses)

    named = {
        category
        for use in notice.uses_of(purpose)
        if role in use.roles
        for category in use.categories
    }

    assert notice.categories_for(role=role, purpose=purpose) == named


def test_a_field_stands_in_its_category_or_in_none():
    notice = loaded(COMPLETE).notice

    assert notice.category_of("customer.emails") == "contact"
    assert notice.category_of("customer.shoe_size") is None


def test_one_use_need_not_be_a_list():
    notice = loaded(COMPLETE).notice

    assert [use.roles for use in notice.uses_of("customer_care")] == [("owner", "support")]
    assert len(notice.uses_of("rights_handling")) == 2
    assert notice.uses_of("nowhere") == ()


def test_contact_persons_are_served_beside_the_customer_on_their_own_purpose():
    notice = loaded(COMPLETE).notice

    def purpose_for(category: str, role: str = "support") -> str:
        return notice.purpose_for(category, role=role, purpose="customer_care")

    assert purpose_for("contact") == "customer_care"
    assert purpose_for("contact_persons") == "customer_contacts"
    assert purpose_for("contact_persons", role="accountant") == "customer_care"
    assert purpose_for("staff") == "customer_care"
