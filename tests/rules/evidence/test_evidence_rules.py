from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.evidence import rules
from seloste.evidence.values import Evidence
from seloste.kernel.periods import Period, parse
from seloste.lifetimes.rules import period_end
from seloste.notice.values import StoragePeriod

TODAY = date(2026, 11, 23)


def period(keep: str, to: str | None = None) -> StoragePeriod:
    return StoragePeriod.model_validate(
        {"categories": ["identity"], "from": "last_contract_end", "keep": keep, "to": to}
    )


def test_three_years_are_over_on_the_day_after_the_last():
    last = rules.latest_trigger_due(period("P3Y"), TODAY, fiscal_year_end="12-31")

    assert last == date(2023, 11, 22)
    assert period_end(last, Period(36, 0), to=None, fiscal_year_end="12-31") < TODAY


@pytest.mark.parametrize(
    ("trigger", "to", "fiscal", "last"),
    [
        (date(2020, 6, 30), "calendar_year_end", "12-31", date(2026, 12, 31)),
        (date(2020, 12, 31), "calendar_year_end", "12-31", date(2026, 12, 31)),
        (date(2020, 6, 30), "fiscal_year_end", "06-30", date(2026, 6, 30)),
        (date(2020, 7, 1), "fiscal_year_end", "06-30", date(2027, 6, 30)),
        (date(2021, 3, 1), "fiscal_year_end", "02-29", date(2028, 2, 29)),
        (date(2020, 7, 1), None, "06-30", date(2026, 7, 1)),
    ],
)
def test_a_period_may_go_on_to_the_end_of_a_year(trigger, to, fiscal, last):
    assert period_end(trigger, Period(72, 0), to=to, fiscal_year_end=fiscal) == last


@given(
    st.dates(date(2018, 5, 25), date(2100, 1, 1)),
    st.sampled_from(["P0D", "P90D", "P1M", "P24M", "P3Y", "P6Y"]),
    st.sampled_from([None, "calendar_year_end", "fiscal_year_end"]),
)
def test_the_latest_trigger_due_is_due_and_the_day_after_it_is_not(today, keep, to):
    parsed = parse(keep)
    last = rules.latest_trigger_due(period(keep, to), today, fiscal_year_end="06-30")

    def due(trigger: date) -> bool:
        return period_end(trigger, parsed, to=to, fiscal_year_end="06-30") < today

    assert due(last)
    assert not due(last + timedelta(days=1))


def test_a_period_that_cannot_be_read_is_never_due():
    assert rules.latest_trigger_due(period("reasonable"), TODAY, fiscal_year_end="12-31") is None


@pytest.mark.parametrize(
    ("states", "state"),
    [
        (["holds", "holds"], "holds"),
        (["holds", "not_attested"], "not_attested"),
        (["not_attested", "does_not_hold", "holds"], "does_not_hold"),
        ([], "not_attested"),
    ],
)
def test_a_clause_holds_when_something_was_looked_at_and_all_of_it_holds(states, state):
    assert rules.state_of(Evidence("x", {}, each) for each in states) == state


def test_counts_are_compared_both_ways():
    day = date(2026, 11, 20)

    differing = rules.unequal({(day, "a"): 1, (day, "b"): 2}, {(day, "b"): 2, (day, "c"): 1})

    assert differing == [(day, "a"), (day, "c")]


@pytest.mark.parametrize(
    ("rule", "path", "clause"),
    [
        ("contact_missing", "contact", "contact"),
        ("request_form_restricted", "contact.accepts_only[0]", "requests"),
        ("transfer_without_tool", "recipients.mail_service", "places"),
        ("agreement_missing", "recipients.mail_service", "recipients"),
        ("keep_unreadable", "storage_periods[2].keep", "storage"),
        ("changes_missing", "edition.changes", "changes"),
    ],
)
def test_a_finding_belongs_to_the_clause_of_its_part(rule, path, clause):
    assert rules.clause_of(rule, path) == clause
