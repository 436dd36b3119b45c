from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.kernel.actors import Actor, system
from seloste.notice.loading import read_notice_file
from seloste.notice.values import Notice
from seloste.staff import rules
from seloste.staff.errors import NoPlaceForDetails, NotAnAdministrator
from seloste.staff.values import Attempts

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
EXAMPLE = Path(__file__).parents[3] / "notices" / "palvelin-example.yaml"


@pytest.fixture
def notice() -> Notice:
    return read_notice_file(EXAMPLE).notice


@pytest.mark.parametrize(
    ("failures", "minutes"), [(0, 0), (4, 0), (5, 1), (6, 2), (7, 4), (8, 8), (9, 15), (500, 15)]
)
def test_the_wait_doubles_from_the_fifth_failure_on(failures: int, minutes: int) -> None:
    until = rules.waits_until(Attempts(failures, AT))

    assert until == (AT + timedelta(minutes=minutes) if minutes else None)


def test_nobody_waits_without_failures() -> None:
    assert rules.waits_until(None) is None


@given(st.integers(0, 10**6))
def test_no_wait_is_longer_than_a_quarter_of_an_hour(failures: int) -> None:
    until = rules.waits_until(Attempts(failures, AT))

    assert until is None or AT < until <= AT + timedelta(minutes=15)


def test_failures_in_a_row_are_counted_within_a_day() -> None:
    before = Attempts(4, AT)

    assert rules.failures_after(None, at=AT) == 1
    assert rules.failures_after(before, at=AT + timedelta(hours=24)) == 5
    assert rules.failures_after(before, at=AT + timedelta(hours=25)) == 1


@given(st.emails())
def test_an_address_is_comparable_whatever_its_case(email: str) -> None:
    assert rules.comparable(f" {email.upper()} ") == rules.comparable(email.lower())


def test_the_role_that_may_see_staff_administers(notice: Notice) -> None:
    assert rules.administering_roles(notice) == ("owner",)
    assert rules.roles_for_people(notice) == ("owner", "support", "accountant")
    rules.check_administers(system("cli"), notice)
    with pytest.raises(NotAnAdministrator):
        rules.check_administers(Actor("m-1", "support", "console"), notice)


def test_the_places_are_those_of_the_notice(notice: Notice) -> None:
    assert rules.places(notice) == {"staff.name": "staff", "staff.email": "staff"}
    without = notice.model_copy(update={"categories": {}})
    with pytest.raises(NoPlaceForDetails):
        rules.places(Notice.model_validate(without.model_dump(by_alias=True)))


def test_names_of_staff_are_looked_at_for_the_purpose_that_is_about_staff_alone(
    notice: Notice,
) -> None:
    several = [
        purpose
        for purpose in notice.purposes
        if "staff" in notice.categories_for(role="owner", purpose=purpose)
    ]
    assert len(several) > 1

    assert rules.naming_purpose(notice, role="owner") == "staff_administration"


def test_a_role_that_may_not_see_staff_has_no_purpose_for_their_names(notice: Notice) -> None:
    assert rules.naming_purpose(notice, role="support") is None


def test_names_of_staff_are_not_looked_at_on_the_ground_of_consent(notice: Notice) -> None:
    consent = {"legal_basis": "consent"}
    purposes = {k: p.model_copy(update=consent) for k, p in notice.purposes.items()}

    assert (
        rules.naming_purpose(notice.model_copy(update={"purposes": purposes}), role="owner") is None
    )
